/**
 * A pack: many small cases in one machine. A Choice at its start sends each execution, by its name, to the first state of its own
 * case; all states of a case have its tag before their names, for names are unique in a machine (AWS-BEHAVIOUR 6.4.12).
 */
import { createHash } from 'node:crypto';
import type { Case } from '../case/case.ts';
import { contentHash } from '../case/content-hash.ts';
import { entriesOf, objectOf } from '../json/key-order.ts';
import { isJsonObject, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import { isJsonataLevel, type MachineLevel } from './machine-level.ts';
import { renameStates } from './rename-states.ts';

export interface Pack {
  /** Tells packs apart; made of what is in it. */
  readonly id: string;
  readonly level: MachineLevel;
  readonly slots: readonly Slot[];
}

/** A case's place in a pack. */
export interface Slot {
  readonly case: Case;
  /** Stands before the names of its states and of its execution, and occurs nowhere else. */
  readonly tag: string;
  /** Of the case, for it to be found by. */
  readonly hash: string;
}

/** Signs of a tag: what a state's name may have less than the 80 that AWS allows (9.1.6). */
export const TAG_LENGTH = 13;

const SLOT_DIGITS = 3;

/** Cases that one pack can tell apart. */
export const MOST_SLOTS = 36 ** SLOT_DIGITS;

export function packOf(level: MachineLevel, cases: readonly Case[]): Pack {
  if (cases.length > MOST_SLOTS) throw new RangeError(`a pack has at most ${MOST_SLOTS} cases`);
  const hashes = cases.map(contentHash);
  const id = createHash('sha256').update(hashes.join()).digest('hex').slice(0, 8);
  const slots = cases.map((one, i) => ({ case: one, hash: hashes[i] ?? '', tag: tagOf(id, i) }));
  return { id, level, slots };
}

/** Ends in a sign that is no digit, so that none is the beginning of another. */
const tagOf = (id: string, index: number): string =>
  `k${id}${index.toString(36).padStart(SLOT_DIGITS, '0')}x`;

/** The name of the state at which the machine of a pack starts. */
export const dispatcherOf = ({ id }: Pick<Pack, 'id'>): string => `Dispatch k${id}`;

/** The name of a case's execution; without the tag it is the one that it has alone. */
export const packedName = ({ tag }: Pick<Slot, 'tag'>, name: string): string => tag + name;

/**
 * The machine of a pack. `definitionOf` gives a case's own one, perhaps with other names of functions in it; `executionName` is
 * what the executions of all cases are called when they run alone.
 */
export function packedDefinition(
  pack: Pack,
  executionName: string,
  definitionOf: (slot: Slot) => JsonObject,
): JsonObject {
  const flows = pack.slots.map((slot) => ({
    slot,
    flow: renameStates(definitionOf(slot), (name) => slot.tag + name),
  }));
  const dispatcher = dispatcherOf(pack);
  const states = flows.flatMap(({ flow }) => {
    const own = valueAt(flow, 'States');
    return isJsonObject(own) ? entriesOf(own) : [];
  });
  return objectOf([
    ...entriesOf(pack.level.fields),
    ['StartAt', dispatcher],
    [
      'States',
      objectOf([
        [
          dispatcher,
          objectOf([
            ['Type', 'Choice'],
            [
              'Choices',
              flows.map(({ slot, flow }) =>
                wayTo(
                  valueAt(flow, 'StartAt') ?? '',
                  packedName(slot, executionName),
                  isJsonataLevel(pack.level),
                ),
              ),
            ],
          ]),
        ],
        ...states,
      ]),
    ],
  ]);
}

/** By the execution's name, which the context object has (AWS-BEHAVIOUR 3.3). */
const wayTo = (start: JsonValue, name: string, isJsonata: boolean): JsonObject =>
  isJsonata
    ? { Condition: `{% $states.context.Execution.Name = '${name}' %}`, Next: start }
    : { Variable: '$$.Execution.Name', StringEquals: name, Next: start };
