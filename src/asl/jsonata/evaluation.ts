/**
 * What belongs to one evaluation of an expression. Parsed expressions are shared by executions that run at the same time,
 * so it travels in the engine's environment, under a name that no expression can spell.
 */
import type { Random } from '../random.ts';

export interface Evaluation {
  readonly random: Random;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly work: { depth: number; steps: number; items: number };
}

export const EVALUATION = ' evaluation';

/** The engine's variables in sight of a node. */
export interface EngineEnvironment {
  readonly lookup: (name: string) => unknown;
  /** True where the engine evaluates several nodes side by side; such a node doesn't deepen the stack. */
  readonly isParallelCall?: boolean;
}

/** `this` of a registered function. */
export interface EngineFocus {
  readonly environment: EngineEnvironment;
  /** The context item. */
  readonly input: unknown;
}

export const evaluationOf = (environment: EngineEnvironment): Evaluation =>
  environment.lookup(EVALUATION) as Evaluation;
