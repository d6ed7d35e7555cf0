/** The case that brings a played world about again, on any target. */
import type { Case, FunctionScript, MachineType, Outcome } from '../../case/case.ts';
import { named } from '../../case/content-hash.ts';
import { jsonIdentical } from '../../json/equal.ts';
import type { JsonObject, JsonValue } from '../../json/value.ts';
import type { NamedFunction } from './named-functions.ts';
import type { PlayedCall, Player } from './player.ts';

/** `spare` are functions that are never called where all goes right; a target that goes wrong finds them all the same. */
export function caseOf(
  definition: JsonObject,
  type: MachineType,
  input: JsonValue,
  player: Player,
  spare: readonly NamedFunction[] = [],
): Case {
  const called = (one: NamedFunction): boolean =>
    player.calls.some((call) => call.function === one.function && call.qualifier === one.qualifier);
  const more = spare.filter((one) => !called(one)).map((one) => ({ ...one, outcome: { return: {} } }));
  return named({
    machine: { definition, type },
    input: { input },
    functions: functionsOf([...player.calls, ...more]),
    callbacks: Object.fromEntries(
      [...player.callbacks]
        .map(([state, lists]) => [state, withoutRepetition(lists)] as const)
        .filter(([, lists]) => lists.some((answers) => answers.length > 0)),
    ),
    integrations: {},
  });
}

/** One script a function, with what each of its versions did in turn. */
function functionsOf(calls: readonly PlayedCall[]): Case['functions'] {
  const names = [...new Set(calls.map((call) => call.function))].toSorted();
  return Object.fromEntries(
    names.map((name) => [name, scriptOf(calls.filter((call) => call.function === name))]),
  );
}

function scriptOf(calls: readonly PlayedCall[]): FunctionScript {
  const of = (qualifier: string | undefined): readonly Outcome[] =>
    withoutRepetition(calls.filter((call) => call.qualifier === qualifier).map(({ outcome }) => outcome));
  const latest = [...of(undefined), ...of('$LATEST')];
  const qualifiers = [...new Set(calls.flatMap(({ qualifier }) => qualifier ?? []))].filter(
    (qualifier) => qualifier !== '$LATEST',
  );
  const numbers = qualifiers.filter((qualifier) => /^\d+$/.test(qualifier));
  const aliases = qualifiers.filter((qualifier) => !numbers.includes(qualifier));
  const versions = new Map(numbers.map((number) => [number, of(number)] as const));
  const led = aliases.map((alias) => {
    const version = freeVersion(versions);
    versions.set(version, of(alias));
    return [alias, version] as const;
  });
  return {
    // $LATEST does something else, so that it shows where a qualifier is lost.
    outcomes: latest.length > 0 ? latest : [{ return: 'the latest' }],
    ...(versions.size > 0 && { versions: Object.fromEntries(versions) }),
    ...(led.length > 0 && { aliases: Object.fromEntries(led) }),
  };
}

const freeVersion = (taken: ReadonlyMap<string, unknown>): string => {
  let version = 1;
  while (taken.has(String(version))) version += 1;
  return String(version);
};

/** The last one repeats by itself. */
function withoutRepetition<T extends object>(list: readonly T[]): readonly T[] {
  let end = list.length;
  while (end > 1 && same(list[end - 1], list[end - 2])) end -= 1;
  return list.slice(0, end);
}

const same = (a: object | undefined, b: object | undefined): boolean =>
  a !== undefined && b !== undefined && jsonIdentical(a as JsonObject, b as JsonObject);
