/**
 * Emulators that are wrong on purpose: the reference with one mistake of a kind that emulators make. The kit must find each of
 * them; a kit that finds nothing wrong with these is worth nothing.
 */
import { readStateMachine } from '../../asl/state/read-state-machine.ts';
import type { Compile } from '../../emulator/stepfunctions/definition.ts';
import type { Executor } from '../../executors/executor.ts';
import type { CallResult } from '../../interpreter/task/service-call.ts';
import { entriesOf, objectOf } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json/value.ts';
import { openEmbedded } from '../../targets/presets/embedded.ts';

export interface Mutant {
  /** What it does wrong. */
  readonly name: string;
  /** The states that it runs in place of those that it was given. */
  readonly state?: (state: JsonObject, place: StatePlace) => JsonObject;
  /** What it makes of the answer of a call. */
  readonly answered?: (result: CallResult) => CallResult;
}

export interface StatePlace {
  /** True for a state in a branch of a Parallel. */
  readonly inBranch: boolean;
}

export async function openMutant(mutant: Mutant): Promise<Executor> {
  const { options, driving } = wrongly(mutant);
  const opening = await openEmbedded(`mutant: ${mutant.name}`, options, driving);
  return opening.executor;
}

/** What the embedded emulator is opened with to make the mistake. */
export const wrongly = ({ state, answered }: Mutant): Wrongly => ({
  options: {
    compile: (definition) => readStateMachine(state ? changedFlow(definition, state, false) : definition),
  },
  driving: { ...(answered && { answered }) },
});

export interface Wrongly {
  readonly options: { readonly compile: Compile };
  readonly driving: Pick<Mutant, 'answered'>;
}

/** One that makes all of their mistakes. */
export const combined = (name: string, mutants: readonly Mutant[]): Mutant => ({
  name,
  state: (given, place) => mutants.reduce((state, mutant) => mutant.state?.(state, place) ?? state, given),
  answered: (given) => mutants.reduce((result, mutant) => mutant.answered?.(result) ?? result, given),
});

type ChangeState = NonNullable<Mutant['state']>;

function changedFlow(flow: JsonObject, change: ChangeState, inBranch: boolean): JsonObject {
  return mapField(flow, 'States', (states) =>
    isJsonObject(states)
      ? objectOf(entriesOf(states).map(([name, state]) => [name, changedState(state, change, inBranch)]))
      : states,
  );
}

function changedState(state: JsonValue, change: ChangeState, inBranch: boolean): JsonValue {
  if (!isJsonObject(state)) return state;
  const flow =
    (branch: boolean) =>
    (value: JsonValue): JsonValue => {
      if (isJsonArray(value)) return value.map(flow(branch));
      return isJsonObject(value) ? changedFlow(value, change, branch) : value;
    };
  const inside = mapField(mapField(state, 'Branches', flow(true)), 'ItemProcessor', flow(inBranch));
  return change(mapField(inside, 'Iterator', flow(inBranch)), { inBranch });
}

/** The object with one field changed, where it has it; the order of fields stays. */
export const mapField = (
  object: JsonObject,
  field: string,
  change: (value: JsonValue) => JsonValue,
): JsonObject =>
  objectOf(entriesOf(object).map(([key, value]) => [key, key === field ? change(value) : value]));
