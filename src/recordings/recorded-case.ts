/**
 * A case recorded on AWS, as the recordings' files hold it (their README has the format). Parsed with our own parser, so that
 * numbers keep their spelling.
 */
import { entriesOf, objectOf } from '../json/key-order.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import { expectArray, expectObject, expectText } from '../case/shape.ts';

export type RecordedKind =
  'execution' | 'execution-output' | 'express-sync' | 'test-state' | 'validation' | 'api';

export interface RecordedCase {
  readonly id: string;
  readonly group: string;
  readonly kind: RecordedKind;
  /** Everything that the file says, placeholders filled in. */
  readonly source: JsonObject;
  /** What AWS answered, placeholders filled in. */
  readonly recorded: JsonObject;
}

/** The cases of one file. */
export const readRecordedCases = (file: JsonValue, place: string): readonly RecordedCase[] =>
  expectArray(file, place).map((value, i) => readRecordedCase(value, `${place}[${i}]`));

function readRecordedCase(value: JsonValue, place: string): RecordedCase {
  const raw = expectObject(value, place);
  const source = fillIn(raw, placeholdersOf(raw)) as JsonObject;
  return {
    id: expectText(raw['id'], `${place}.id`),
    group: expectText(raw['group'], `${place}.group`),
    kind: expectText(raw['kind'], `${place}.kind`) as RecordedKind,
    source,
    recorded: expectObject(source['recorded'], `${place}.recorded`),
  };
}

type Substitution = readonly (readonly [placeholder: string, text: string])[];

/** What the recorder replaced, longest first, and the masks that stand for one value everywhere. */
function placeholdersOf(raw: JsonObject): Substitution {
  const placeholders = isJsonObject(raw['placeholders']) ? Object.entries(raw['placeholders']) : [];
  const own = placeholders.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  own.sort(([a], [b]) => b.length - a.length);
  return [...own, ['<partition>', 'aws'], ['<region>', 'us-east-1']];
}

function fillIn(value: JsonValue, substitution: Substitution): JsonValue {
  if (typeof value === 'string') {
    return substitution.reduce(
      (text, [placeholder, replacement]) => text.replaceAll(placeholder, replacement),
      value,
    );
  }
  if (isJsonArray(value)) return value.map((item) => fillIn(item, substitution));
  if (!isJsonObject(value)) return value;
  return objectOf(
    entriesOf(value).map(([key, item]) => [
      // The keys of a recording are names of answers; those of functions are placeholders themselves.
      fillIn(key, substitution) as string,
      key === 'placeholders' ? item : fillIn(item, substitution),
    ]),
  );
}

/** Words with which the recorder replaced values of this case only. */
export function masksOf(source: JsonObject): readonly string[] {
  const masked = valueAt(source, 'masked');
  return isJsonArray(masked)
    ? masked.flatMap((mask) => (isJsonArray(mask) && typeof mask[1] === 'string' ? [mask[1]] : []))
    : [];
}
