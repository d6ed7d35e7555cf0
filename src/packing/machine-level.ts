/**
 * What stands beside the states of a machine, and how it is started: cases that are alike in it can share a machine, for it holds
 * for each execution by itself (TimeoutSeconds: AWS-BEHAVIOUR 8.4.17).
 */
import type { Case, MachineStart, MachineType } from '../case/case.ts';
import { entriesOf, objectOf } from '../json/key-order.ts';
import { isJsonNumber, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import { writeJson } from '../json/write.ts';

export interface MachineLevel {
  readonly type: MachineType;
  /** How the machine is started; never `TestState`. */
  readonly start?: MachineStart;
  /** QueryLanguage, TimeoutSeconds and Version, as far as the cases have them. */
  readonly fields: JsonObject;
}

/** Shared by all cases of a machine. */
const SHARED = new Set(['QueryLanguage', 'TimeoutSeconds', 'Version']);

/** The states themselves; and Comment, which nothing of an execution shows. */
const OWN = new Set(['StartAt', 'States', 'Comment']);

/** Undefined where something stands there of which nobody knows what it does. */
export function machineLevel({ machine }: Case): MachineLevel | undefined {
  const { definition, type, start } = machine;
  if (!isJsonObject(definition)) return undefined;
  const entries = entriesOf(definition);
  if (entries.some(([key, value]) => !OWN.has(key) && !(SHARED.has(key) && isPlain(value)))) return undefined;
  const fields = objectOf(
    entries.filter(([key]) => SHARED.has(key)).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
  return { type, ...(start !== undefined && { start }), fields };
}

const isPlain = (value: JsonValue): boolean => typeof value === 'string' || isJsonNumber(value);

/** The same for levels that are alike. */
export const levelKey = ({ type, start, fields }: MachineLevel): string =>
  `${type} ${start ?? 'machine'} ${writeJson(fields)}`;

export const isJsonataLevel = ({ fields }: MachineLevel): boolean =>
  valueAt(fields, 'QueryLanguage') === 'JSONata';
