/**
 * The parts of a distributed Map that lie in S3. Items that an ItemReader would read are brought by a function of the kit, which
 * a state before the Map calls; results that a ResultWriter would put away are dropped, and what it would say of them is said.
 */
import { expressionSource } from '../../asl/jsonata/expression.ts';
import { objectField, textField } from '../../asl/state/fields.ts';
import { functionArn } from '../../executors/observed-names.ts';
import { entriesOf, objectOf, withKey } from '../../json/key-order.ts';
import { valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';
import { mapTexts } from './map-texts.ts';
import type { StandIn } from './stand-in.ts';

export interface ReaderStandIn {
  /** The Map without its reader. */
  readonly map: JsonObject;
  /** The state that brings the items; it leads to the Map. */
  readonly before: JsonObject;
  readonly standIn: StandIn;
}

/** Where the items stand in the Map's input. */
const ITEMS_FIELD = 'itemsOfTheReader';

export function standInForReader(
  name: string,
  map: JsonObject,
  jsonata: boolean,
  functionName: string,
): ReaderStandIn | undefined {
  const reader = objectField(map, 'ItemReader');
  if (reader === undefined) return undefined;
  const resource = (textField(reader, 'Resource') ?? '').replace(/^.*:::/, '');
  const rest = entriesOf(map).filter(([key]) => !['ItemReader', 'ItemsPath', 'Items'].includes(key));
  const call = { Type: 'Task', Resource: functionArn(functionName), Next: name };
  const request = valueAt(reader, jsonata ? 'Arguments' : 'Parameters');
  return {
    map: objectOf([
      ...rest,
      jsonata
        ? (['Items', `{% $states.input.${ITEMS_FIELD} %}`] as const)
        : (['ItemsPath', `$.${ITEMS_FIELD}`] as const),
    ]),
    before: jsonata
      ? {
          ...call,
          QueryLanguage: 'JSONata',
          ...(request !== undefined && { Arguments: request }),
          Output: `{% $merge([$states.input, {'${ITEMS_FIELD}': $states.result}]) %}`,
        }
      : { ...call, ...(request !== undefined && { Parameters: request }), ResultPath: `$.${ITEMS_FIELD}` },
    standIn: {
      state: name,
      resource: `ItemReader of ${resource}`,
      function: functionName,
      instead: `a function of the kit, called by a state before the Map, brings the items under '${ITEMS_FIELD}' of its input`,
    },
  };
}

/** What a ResultWriter leaves as the Map's result. */
const WRITTEN: JsonObject = {
  MapRunArn:
    'arn:aws:states:us-east-1:123456789012:mapRun:machine/label:00000000-0000-4000-8000-000000000000',
  ResultWriterDetails: { Bucket: 'results', Key: 'label/00000000-0000-4000-8000-000000000000/manifest.json' },
};

export function standInForWriter(
  name: string,
  map: JsonObject,
  jsonata: boolean,
): { readonly map: JsonObject; readonly standIn: StandIn } | undefined {
  if (!Object.hasOwn(map, 'ResultWriter')) return undefined;
  const rest = objectOf(entriesOf(map).filter(([key]) => key !== 'ResultWriter'));
  return {
    map: jsonata ? withLiteralResult(rest) : withSelectedResult(rest),
    standIn: {
      state: name,
      resource: 'ResultWriter',
      instead: 'nothing is written to S3; the result is a fixed bucket and key',
    },
  };
}

/** A ResultSelector of its own picks from what is known: its paths are replaced by what they would find. */
function withSelectedResult(map: JsonObject): JsonObject {
  const own = valueAt(map, 'ResultSelector');
  if (own === undefined) return withKey(map, 'ResultSelector', WRITTEN);
  const text = mapTexts(own, (path) => (path.startsWith('$.') ? `\u0000${writtenAt(path)}` : path));
  return withKey(map, 'ResultSelector', withoutDollar(text));
}

const writtenAt = (path: string): string =>
  writeJson(
    path
      .slice(2)
      .split('.')
      .reduce<JsonValue>((value, key) => valueAt(value as JsonObject, key) ?? '', WRITTEN),
  );

/** `{"a.$": "\0<json>"}` is `{"a": <json>}`. */
function withoutDollar(value: JsonValue): JsonValue {
  if (typeof value === 'string' && value.startsWith('\u0000')) return JSON.parse(value.slice(1)) as JsonValue;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(withoutDollar);
  if (typeof value !== 'object' || value === null) return value;
  return objectOf(
    entriesOf(value as JsonObject).map(([key, inner]) => [
      typeof inner === 'string' && inner.startsWith('\u0000') ? key.replace(/\.\$$/, '') : key,
      withoutDollar(inner),
    ]),
  );
}

/** `$states.result` in the Map's own Output and Assign is the same object, written out. */
function withLiteralResult(map: JsonObject): JsonObject {
  const literal = writeJson(WRITTEN);
  const replaced = (value: JsonValue): JsonValue =>
    mapTexts(value, (text) =>
      expressionSource(text) === undefined ? text : text.replaceAll(/\$states\.result\b/g, literal),
    );
  const changed = entriesOf(map).map(
    ([key, value]) => [key, key === 'Output' || key === 'Assign' ? replaced(value) : value] as const,
  );
  const outputs = changed.some(([key]) => key === 'Output');
  return objectOf([...changed, ...(outputs ? [] : [['Output', WRITTEN] as const])]);
}
