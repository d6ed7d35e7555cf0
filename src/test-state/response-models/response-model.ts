/**
 * The responses of a service, as its published API model has them: types, required fields and bounds. Mocked results are held
 * to them (AWS-BEHAVIOUR 8.7.5). The files beside this one hold one service each.
 */
import { entriesOf } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';
import { numberField, objectField, optional, same, textsField } from '../../asl/state/fields.ts';

/** What a value must be. A name leads to a shape of the service. */
export type Reference =
  | { readonly kind: 'any' | 'string' | 'number' | 'boolean' }
  | { readonly kind: 'shape'; readonly name: string }
  | { readonly kind: 'array'; readonly items: Reference }
  | { readonly kind: 'map'; readonly values: Reference };

export type Shape =
  | {
      readonly kind: 'structure';
      readonly fields: ReadonlyMap<string, Reference>;
      readonly required: readonly string[];
    }
  /** Bounds of the length. Blobs and timestamps are strings too. */
  | {
      readonly kind: 'string';
      readonly min?: number;
      readonly max?: number;
      readonly values?: readonly string[];
    }
  | { readonly kind: 'number'; readonly min?: number; readonly max?: number };

export interface ServiceModel {
  /** By the names of the API: `PutEvents`. */
  readonly operations: ReadonlyMap<string, Reference>;
  readonly shapes: ReadonlyMap<string, Shape>;
}

/** Where models come from; undefined for a service whose model isn't at hand. */
export interface ResponseModels {
  readonly find: (service: string) => ServiceModel | undefined;
}

/** Reads a file that make-response-models.ts wrote; what doesn't fit is a defect of that file. */
export function readServiceModel(file: JsonValue): ServiceModel {
  if (!isJsonObject(file)) throw new Error('a response model is a JSON object');
  const operations = entriesOf(objectField(file, 'operations') ?? {});
  const shapes = entriesOf(objectField(file, 'shapes') ?? {});
  return {
    operations: new Map(operations.map(([name, reference]) => [name, readReference(reference)])),
    shapes: new Map(shapes.map(([name, shape]) => [name, readShape(shape, name)])),
  };
}

const SIMPLE = ['any', 'string', 'number', 'boolean'] as const;

/** `"string"`, `"Name"`, `["items"]` or `{"each": "values"}`. */
function readReference(value: JsonValue): Reference {
  if (typeof value === 'string') {
    const simple = SIMPLE.find((kind) => kind === value);
    return simple === undefined ? { kind: 'shape', name: value } : { kind: simple };
  }
  if (isJsonArray(value)) return { kind: 'array', items: readReference(value[0] ?? 'any') };
  const values = isJsonObject(value) ? valueAt(value, 'each') : undefined;
  return values === undefined ? { kind: 'any' } : { kind: 'map', values: readReference(values) };
}

function readShape(value: JsonValue, name: string): Shape {
  if (!isJsonObject(value)) throw new Error(`the shape '${name}' of a response model is a JSON object`);
  const fields = objectField(value, 'fields');
  if (fields !== undefined) {
    return {
      kind: 'structure',
      fields: new Map(entriesOf(fields).map(([field, reference]) => [field, readReference(reference)])),
      required: textsField(value, 'required'),
    };
  }
  const bounds = {
    ...optional('min', numberField(value, 'min'), same),
    ...optional('max', numberField(value, 'max'), same),
  };
  if (valueAt(value, 'type') === 'number') return { kind: 'number', ...bounds };
  return { kind: 'string', ...bounds, ...valuesOf(value) };
}

const valuesOf = (shape: JsonObject): { readonly values?: readonly string[] } =>
  Object.hasOwn(shape, 'values') ? { values: textsField(shape, 'values') } : {};
