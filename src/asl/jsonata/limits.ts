/**
 * The bounds within which AWS evaluates an expression. AWS's bound of time is one second (AWS-BEHAVIOUR 7.2.15, C15); here
 * it is a count of steps, so that a prediction doesn't depend on the machine it is made on.
 */
import { evaluationOf, type EngineEnvironment } from './evaluation.ts';
import type { Engine } from './expression.ts';

const DEEPEST = 100;
const MOST_STEPS = 500_000;
/** Items of all the arrays that one evaluation may make on its way. */
const MOST_ITEMS = 20_000_000;
/** Bytes that one value may take: 8 a number, 1 a character (7.2.17). */
const LARGEST = 6_990_256;

export class EvaluationLimit extends Error {}

export const TIMEOUT_MESSAGE = 'Expression evaluation timeout: Check for infinite loop';

export const MEMORY_MESSAGE = 'Expression evaluation memory limit exceeded: Check for excessive memory usage';

const depthMessage = (depth: number): string =>
  'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive. ' +
  `Depth=${depth} max=${DEEPEST}`;

/** The engine, and JavaScript below it, are recursive. */
export const isStackOverflow = (error: unknown): boolean =>
  error instanceof RangeError && error.message.includes('call stack');

/** What an expression comes to that nests too deep to be parsed, or to be evaluated. */
export function tooDeep(): never {
  throw new EvaluationLimit(depthMessage(DEEPEST + 1));
}

/** The callbacks that the engine calls before and after each node; undocumented, but what its own exerciser uses. */
const ENTRY = Symbol.for('jsonata.__evaluate_entry') as unknown as string;
const EXIT = Symbol.for('jsonata.__evaluate_exit') as unknown as string;

/** Puts the bounds on a parsed expression; the counters belong to each evaluation. */
export function limitEvaluation(engine: Engine): void {
  engine.assign(ENTRY, (expression: unknown, _input: unknown, environment: EngineEnvironment) => {
    if (environment.isParallelCall) return;
    const work = evaluationOf(environment).work;
    work.depth += 1;
    work.steps += 1;
    if (work.depth > DEEPEST) throw new EvaluationLimit(depthMessage(work.depth));
    if (work.steps > MOST_STEPS) throw new EvaluationLimit(TIMEOUT_MESSAGE);
    refuseLargeRange(expression);
  });
  engine.assign(
    EXIT,
    (_expression: unknown, _input: unknown, environment: EngineEnvironment, result: unknown) => {
      const { work } = evaluationOf(environment);
      if (!environment.isParallelCall) work.depth -= 1;
      if (Array.isArray(result)) work.items += result.length;
      if (sizeOf(result) > LARGEST || work.items > MOST_ITEMS) tooLarge();
    },
  );
}

export function tooLarge(): never {
  throw new EvaluationLimit(MEMORY_MESSAGE);
}

interface RangeNode {
  readonly type?: string;
  readonly value?: unknown;
  readonly lhs?: { readonly type?: string; readonly value?: unknown };
  readonly rhs?: { readonly type?: string; readonly value?: unknown };
}

/** `[1..n]` is refused before it is made, so that it can't fill the memory first. */
function refuseLargeRange(expression: unknown): void {
  const { type, value, lhs, rhs } = expression as RangeNode;
  if (type !== 'binary' || value !== '..' || lhs?.type !== 'number' || rhs?.type !== 'number') return;
  if ((Number(rhs.value) - Number(lhs.value) + 1) * 8 > LARGEST) tooLarge();
}

/** A rough size, which for flat arrays of numbers and for strings is AWS's. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  return Array.isArray(value) ? value.length * 8 : 8;
}
