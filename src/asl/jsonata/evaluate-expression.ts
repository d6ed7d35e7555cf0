/**
 * Runs JSONata as AWS does: version 2.0.6 without `$eval`, with AWS's functions, within limits of depth, size and work
 * (AWS-BEHAVIOUR 7.2.15 to 7.2.18, 7.3).
 */
import type { JsonValue } from '../../json/value.ts';
import type { Random } from '../random.ts';
import { EVALUATION, type Evaluation } from './evaluation.ts';
import type { Engine } from './expression.ts';
import { EvaluationLimit, isStackOverflow, MEMORY_MESSAGE } from './limits.ts';
import { fromEngine, toEngine } from './values.ts';

export interface Bindings {
  /** `$states`. */
  readonly states: Readonly<Record<string, JsonValue>>;
  readonly variables: ReadonlyMap<string, JsonValue>;
  readonly random: Random;
  /** Milliseconds since 1970, for `$now()` and `$millis()`. */
  readonly now: number;
}

export type ExpressionResult =
  /** `rules` of the catalogue that its conversion carried out. */
  | { readonly kind: 'value'; readonly value: JsonValue; readonly rules: readonly string[] }
  | { readonly kind: 'undefined' }
  /** A function, which is no JSON. */
  | { readonly kind: 'unsupported' }
  /** It nests deeper than documents may. */
  | { readonly kind: 'too deep' }
  | { readonly kind: 'error'; readonly code?: string; readonly message: string };

export async function evaluateExpression(engine: Engine, bindings: Bindings): Promise<ExpressionResult> {
  const evaluation: Evaluation = {
    random: bindings.random,
    now: bindings.now,
    work: { depth: 0, steps: 0, items: 0 },
  };
  const variables: Record<string, unknown> = { [EVALUATION]: evaluation, states: toEngine(bindings.states) };
  for (const [name, value] of bindings.variables) variables[name] = toEngine(value);
  try {
    return fromEngine(await engine.evaluate(undefined, variables));
  } catch (error) {
    if (error instanceof EvaluationLimit) return { kind: 'error', message: error.message };
    if (isStackOverflow(error)) return { kind: 'too deep' };
    // A text or a list that JavaScript itself can't hold.
    if (error instanceof RangeError) return { kind: 'error', message: MEMORY_MESSAGE };
    const { code, message } = error as { readonly code?: string; readonly message?: string };
    if (code === undefined) return { kind: 'error', message: message ?? String(error) };
    return { kind: 'error', code, message: message ?? '' };
  }
}
