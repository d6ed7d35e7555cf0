/** Where an execution stands between two states: what it has, and how much of its past is certain. */
import type { QueryLanguage } from '../../src/asl/state/state.ts';
import type { Case, FunctionScript, MachineType } from '../../src/case/case.ts';
import type { JsonObject, JsonValue } from '../../src/json/value.ts';

/** What is true of an execution beside its data. */
export interface Progress {
  /** Seconds since the start, where nothing takes time but what the case says. */
  readonly elapsed: number;
  /** True once a function was called: from then on real targets are later than {@link elapsed} says. */
  readonly called: boolean;
  /**
   * True once lines were aborted side by side. How many events they wrote is open (AWS-BEHAVIOUR 6.4.8, 10.2.8), and with it
   * every later event id, which the cause of States.Runtime quotes (2.3.1).
   */
  readonly blurred: boolean;
  /** Calls so far; invocations of functions whose outcomes differ, by version; tokens, by line and state. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface Situation extends Progress {
  readonly document: JsonValue;
  readonly variables: Readonly<Record<string, JsonValue>>;
}

/** What stays the same for all states of a case. */
export interface World {
  /** Of the whole machine. */
  readonly language: QueryLanguage;
  readonly functions: Readonly<Record<string, FunctionScript>>;
  readonly callbacks: Case['callbacks'];
  readonly executionInput: JsonValue;
  readonly type: MachineType;
  /** Which version an alias with weights leads to. */
  readonly choose: (weights: Readonly<Record<string, number>>) => string;
  /** The machine's own TimeoutSeconds. */
  readonly timeoutSeconds?: number;
  /** Told of each state that is entered, with the data it finds. */
  readonly entered?: (state: string, document: JsonValue) => void;
}

/** Where a state stands: the machine itself, or inside of an iteration. */
export interface Place {
  readonly world: World;
  /** `Map` of the context object. */
  readonly mapContext?: JsonObject;
  /** Which iterations this is inside of; tokens are counted for each. */
  readonly line: string;
}

export const atStart = (input: JsonValue): Situation => ({
  document: input,
  variables: {},
  elapsed: 0,
  called: false,
  blurred: false,
  counts: {},
});

/** Without the data: what comes out of a branch or an iteration beside its output. */
export const progressOf = ({ elapsed, called, blurred, counts }: Progress): Progress => ({
  elapsed,
  called,
  blurred,
  counts,
});

/** The situation after some seconds. */
export const later = (situation: Situation, seconds: number): Situation =>
  seconds === 0 ? situation : { ...situation, elapsed: situation.elapsed + seconds };

/** Under which all calls of functions are counted. */
export const CALLS = 'calls';

/** How often something was counted, and the situation in which it was counted once more. */
export function count(situation: Situation, key: string): readonly [number, Situation] {
  const before = situation.counts[key] ?? 0;
  return [before, { ...situation, counts: { ...situation.counts, [key]: before + 1 } }];
}
