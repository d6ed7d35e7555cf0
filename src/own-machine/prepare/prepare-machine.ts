/** A machine of a user's as cases can carry it: checked, without names of its own, with stand-ins for what no target can run. */
import type { MachineType } from '../../case/case.ts';
import { textField } from '../../asl/state/fields.ts';
import { entriesOf, objectOf } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';
import { deployableName } from '../function-name.ts';
import type { LoadedMachine } from '../load/load-machine.ts';
import { checkDefinition } from './check-definition.ts';
import { withFilledPlaces } from './fill-places.ts';
import { withNeutralNames } from './neutral-names.ts';
import { standInForReader, standInForWriter, type ReaderStandIn } from './stand-in-map.ts';
import { standInForTask } from './stand-in-task.ts';
import type { StandIn } from './stand-in.ts';

export interface PreparedMachine {
  /** As reports call it. */
  readonly name: string;
  readonly type: MachineType;
  readonly definition: JsonObject;
  readonly standIns: readonly StandIn[];
  /** What a state called before a function stood in for it, by the state that calls the function. */
  readonly stoodFor: ReadonlyMap<string, string>;
  /** States that the kit put in, with the states before which they stand. */
  readonly added: ReadonlyMap<string, string>;
  /** What was taken for what. */
  readonly notes: readonly string[];
}

/** Throws a MachineProblem where AWS would refuse the definition. */
export function prepareMachine(
  { name, definition, type: said }: LoadedMachine,
  asked?: MachineType,
): PreparedMachine {
  const type = asked ?? said ?? 'STANDARD';
  const notes = new Set<string>();
  const note = (text: string): void => void notes.add(text);
  const neutral = withFilledPlaces(withNeutralNames(definition, note), note);
  checkDefinition(neutral, type, name);
  const preparation = new Preparation(neutral);
  const prepared = preparation.flow(neutral);
  // What stands in must be as good as what it stands for.
  checkDefinition(prepared, type, `${name} with its stand-ins`);
  const { standIns, stoodFor, added } = preparation;
  return { name, type, definition: prepared, standIns, stoodFor, added, notes: [...notes] };
}

class Preparation {
  readonly standIns: StandIn[] = [];
  readonly stoodFor = new Map<string, string>();
  readonly added = new Map<string, string>();
  readonly #text: string;
  readonly #jsonata: boolean;
  readonly #names = new Set<string>();

  constructor(definition: JsonObject) {
    this.#text = writeJson(definition);
    this.#jsonata = textField(definition, 'QueryLanguage') === 'JSONata';
  }

  /** The machine, a branch, a processor. */
  flow(flow: JsonObject): JsonObject {
    const before = new Map<string, string>();
    const states: (readonly [string, JsonValue])[] = [];
    for (const [name, state] of entriesOf((flow['States'] ?? {}) as JsonObject)) {
      const { own, reader } = this.#state(name, state as JsonObject);
      if (reader) {
        const inserted = this.#newState(`Items of ${name}`);
        before.set(name, inserted);
        this.added.set(inserted, name);
        this.#note(reader.standIn, inserted);
        states.push([inserted, reader.before]);
      }
      states.push([name, own]);
    }
    const redirected = states.map(
      ([name, state]) =>
        [name, this.added.has(name) ? state : redirect(state as JsonObject, before)] as const,
    );
    const startAt = String(flow['StartAt']);
    return objectOf(
      entriesOf(flow).map(([key, value]) => {
        if (key === 'States') return [key, objectOf(redirected)];
        return [key, key === 'StartAt' ? (before.get(startAt) ?? startAt) : value];
      }),
    );
  }

  #state(name: string, state: JsonObject): { readonly own: JsonObject; readonly reader?: ReaderStandIn } {
    const jsonata = textField(state, 'QueryLanguage') === 'JSONata' || this.#jsonata;
    const type = textField(state, 'Type');
    if (type === 'Task') {
      const stoodFor = standInForTask(name, state, jsonata, (one) => this.#newFunction(one));
      if (stoodFor) this.#note(stoodFor.standIn, name);
      return { own: stoodFor?.state ?? state };
    }
    const inner = objectOf(
      entriesOf(state).map(([key, value]) => {
        if ((key === 'ItemProcessor' || key === 'Iterator') && isJsonObject(value))
          return [key, this.flow(value)];
        if (key !== 'Branches' || !isJsonArray(value)) return [key, value];
        return [key, value.map((branch) => (isJsonObject(branch) ? this.flow(branch) : branch))];
      }),
    );
    return type === 'Map' ? this.#map(name, inner, jsonata) : { own: inner };
  }

  #map(
    name: string,
    map: JsonObject,
    jsonata: boolean,
  ): { readonly own: JsonObject; readonly reader?: ReaderStandIn } {
    const writer = standInForWriter(name, map, jsonata);
    if (writer) this.standIns.push(writer.standIn);
    const own = writer?.map ?? map;
    const reader = Object.hasOwn(own, 'ItemReader')
      ? standInForReader(name, own, jsonata, this.#newFunction(name))
      : undefined;
    return reader === undefined ? { own } : { own: reader.map, reader };
  }

  /** `caller` is the state that calls the function which stands in. */
  #note(standIn: StandIn, caller: string): void {
    this.standIns.push(standIn);
    this.stoodFor.set(caller, standIn.resource);
  }

  #newFunction(state: string): string {
    return this.#new(deployableName(`${state.slice(0, 45)}-stand-in`));
  }

  #newState(name: string): string {
    return this.#new(name.slice(0, 76));
  }

  #new(name: string): string {
    for (let n = 1; ; n++) {
      const candidate = n === 1 ? name : `${name}-${n}`;
      if (this.#names.has(candidate) || this.#text.includes(`"${candidate}"`)) continue;
      this.#names.add(candidate);
      return candidate;
    }
  }
}

/** What led to a state leads to the one that was put before it. */
function redirect(state: JsonObject, before: ReadonlyMap<string, string>): JsonObject {
  if (before.size === 0) return state;
  const target = (value: JsonValue): JsonValue =>
    typeof value === 'string' ? (before.get(value) ?? value) : value;
  return objectOf(
    entriesOf(state).map(([key, value]) => {
      if (key === 'Next' || key === 'Default') return [key, target(value)];
      if ((key !== 'Choices' && key !== 'Catch') || !isJsonArray(value)) return [key, value];
      return [
        key,
        value.map((one) =>
          isJsonObject(one)
            ? objectOf(
                entriesOf(one).map(([field, inner]) => [field, field === 'Next' ? target(inner) : inner]),
              )
            : one,
        ),
      ];
    }),
  );
}
