/** Reads the predicate of a filter, from its opening to its closing parenthesis. Nothing of it is ever executed. */
import { parseJson } from '../../json/parse.ts';
import { parsePath } from './parse-path.ts';
import type { ComparisonOperator, Operand, Predicate } from './predicate.ts';
import type { TextCursor } from './text-cursor.ts';

const OPERATOR = /\s*(==|!=|<=|>=|=~|<|>|in\b|nin\b)\s*/y;
const LITERAL = /(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?=\s*(?:\)|&&|\|\||[=!<>]|$))/y;
const REGULAR_EXPRESSION = /\/((?:\\.|[^/\\])+)\/([a-z]*)/y;
const LIST = /\[[^\]]*\]/y;
/** Text without quotes, up to what ends a comparison. */
const BARE_TEXT = /[^\s()[\]{}&|'"@$=<>!/][^()[\]{}&|'"]*?(?=\s*(?:\)|&&|\|\|))/y;

export function parsePredicate(cursor: TextCursor): Predicate | undefined {
  cursor.skipSpace();
  if (!cursor.take('(')) return undefined;
  const predicate = readOr(cursor);
  cursor.skipSpace();
  return predicate !== undefined && cursor.take(')') ? predicate : undefined;
}

const readOr = (cursor: TextCursor): Predicate | undefined => readSequence(cursor, '||', 'or', readAnd);

const readAnd = (cursor: TextCursor): Predicate | undefined => readSequence(cursor, '&&', 'and', readTerm);

function readSequence(
  cursor: TextCursor,
  token: string,
  kind: 'and' | 'or',
  readPart: (cursor: TextCursor) => Predicate | undefined,
): Predicate | undefined {
  const parts: Predicate[] = [];
  do {
    const part = readPart(cursor);
    if (part === undefined) return undefined;
    parts.push(part);
    cursor.skipSpace();
  } while (cursor.take(token));
  return parts.length === 1 ? parts[0] : { kind, parts };
}

/** How deep predicates may nest; none that anybody writes comes near it. */
const DEEPEST = 100;

function readTerm(cursor: TextCursor): Predicate | undefined {
  if (cursor.depth >= DEEPEST) return undefined;
  cursor.depth += 1;
  const term = readNestedTerm(cursor);
  cursor.depth -= 1;
  return term;
}

function readNestedTerm(cursor: TextCursor): Predicate | undefined {
  cursor.skipSpace();
  if (cursor.take('!')) {
    const part = readTerm(cursor);
    return part && { kind: 'not', part };
  }
  if (cursor.peek('(')) return parsePredicate(cursor);
  const left = readOperand(cursor);
  if (left === undefined) return undefined;
  const operator = cursor.match(OPERATOR)?.[1] as ComparisonOperator | undefined;
  if (operator === undefined) return { kind: 'exists', operand: left };
  const right = readOperand(cursor) ?? readBareText(cursor);
  return right && { kind: 'comparison', operator, left, right };
}

function readOperand(cursor: TextCursor): Operand | undefined {
  if (cursor.peek('@') || cursor.peek('$')) return readPathOperand(cursor);
  const string = cursor.quoted();
  if (string !== undefined) return { kind: 'literal', value: string };
  const pattern = cursor.match(REGULAR_EXPRESSION);
  if (pattern) return readPattern(pattern[1] as string, pattern[2] as string);
  const text = cursor.match(LITERAL)?.[0] ?? cursor.match(LIST)?.[0].replaceAll("'", '"');
  const parsing = text === undefined ? undefined : parseJson(text);
  return parsing?.ok ? { kind: 'literal', value: parsing.value } : undefined;
}

/** A text that lacks its quotes counts as if it had them: `[?(@.Type.Text==VENDOR_NAME)]`, as deployed machines have it. */
function readBareText(cursor: TextCursor): Operand | undefined {
  const text = cursor.match(BARE_TEXT)?.[0];
  return text === undefined ? undefined : { kind: 'literal', value: text, bare: true };
}

/**
 * inferred: Java's and JavaScript's regular expressions are taken to mean the same. One that repeats what repeats could take for
 * ever; it is left to those who know what AWS does with it.
 */
function readPattern(source: string, flags: string): Operand | undefined {
  if ((source.match(/[*+{]/g)?.length ?? 0) > 1 || /\)[*+{]/.test(source)) return undefined;
  try {
    return { kind: 'pattern', pattern: new RegExp(`^(?:${source})$`, flags.includes('i') ? 'i' : '') };
  } catch {
    return undefined; // not a regular expression, so the path isn't a path
  }
}

/** A path inside a predicate ends at an operator, at white space or at a parenthesis that it didn't open. */
function readPathOperand(cursor: TextCursor): Operand | undefined {
  const kind = cursor.peek('@') ? 'item' : 'root';
  const start = cursor.offset + 1;
  let end = start;
  let brackets = 0;
  for (; end < cursor.text.length; end++) {
    const character = cursor.text[end] as string;
    if (character === '[') brackets += 1;
    if (character === ']') brackets -= 1;
    if (brackets < 0 || (brackets === 0 && /[\s=!<>&|),]/.test(character))) break;
  }
  const path = parsePath('$' + cursor.text.slice(start, end), cursor.depth);
  cursor.offset = end;
  return path && { kind, path };
}
