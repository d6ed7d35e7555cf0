/** A JSONata expression of a definition: a text that starts with `{%` and ends with `%}` (AWS-BEHAVIOUR 7.2.1). */
import jsonata from 'jsonata';
import { registerFunctions } from './aws-functions.ts';
import { BoundedRegularExpression } from './bounded-regular-expression.ts';
import { isStackOverflow, limitEvaluation, tooDeep } from './limits.ts';
import { lookUpOwnFields } from './own-fields.ts';

/** The engine's own expression type. */
export type Engine = ReturnType<typeof jsonata>;

export interface JsonataExpression {
  /** The expression without its delimiters, trimmed; AWS quotes it so (RECORDED 77). */
  readonly source: string;
  /** Where it stands, relative to the state: `Output/a/b[0]` (AWS-BEHAVIOUR 2.3.18). */
  readonly field: string;
  readonly engine: Engine;
}

/** The text between the delimiters; undefined where the text is a literal. White space outside makes it one. */
export const expressionSource = (text: string): string | undefined =>
  text.length >= 4 && text.startsWith('{%') && text.endsWith('%}') ? text.slice(2, -2).trim() : undefined;

export type Parsing =
  | { readonly ok: true; readonly engine: Engine }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** How deep the parts of an expression may nest before it is certain that no evaluation gets through. */
const DEEPEST_SOURCE = 1000;

/** Parsings that are kept: validation, compilation and analysis meet the same texts. What an evaluation needs isn't in them. */
const MOST_KEPT = 500;
const kept = new Map<string, Parsing>();

/** Parses an expression; a syntax error is a diagnostic when the machine is created (7.2.7). */
export function parseExpression(source: string): Parsing {
  const known = kept.get(source);
  if (known) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const parsing = parse(source);
  kept.set(source, parsing);
  return parsing;
}

function parse(source: string): Parsing {
  try {
    const engine = engineOf(source);
    return { ok: true, engine: nestsTooDeepFor(engine) ? endless() : prepared(engine) };
  } catch (error) {
    if (isStackOverflow(error)) return { ok: true, engine: endless() };
    const { code, message } = error as { readonly code?: string; readonly message?: string };
    return { ok: false, code: code ?? '', message: message ?? String(error) };
  }
}

/** The engine keeps one class of patterns for all expressions: the last one that was given. */
const engineOf = (source: string): Engine =>
  jsonata(source, { RegexEngine: BoundedRegularExpression as unknown as RegExp });

function prepared(engine: Engine): Engine {
  lookUpOwnFields(engine);
  registerFunctions(engine);
  limitEvaluation(engine);
  return engine;
}

/** Stands for an expression that nests too deep: it is taken when the machine is created, and fails when it is evaluated. */
function endless(): Engine {
  const engine = engineOf('$endless()');
  engine.registerFunction('endless', tooDeep);
  return engine;
}

function nestsTooDeepFor(engine: Engine): boolean {
  let level: readonly unknown[] = [engine.ast()];
  for (let depth = 0; depth < 2 * DEEPEST_SOURCE; depth++) {
    level = level.flatMap((part) => (typeof part === 'object' && part !== null ? Object.values(part) : []));
    if (level.length === 0) return false;
  }
  return true;
}
