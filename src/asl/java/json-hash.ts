/** hashCode of JSON values as Jackson's nodes compute it; it decides the order of States.ArrayUnique. inferred. */
import { isJsonNumber, type JsonObject, type JsonValue } from '../../json/value.ts';
import { stringHash } from './hash-map-order.ts';

export function jsonHash(value: JsonValue): number {
  if (value === null) return 4; // JsonNodeType.NULL
  if (typeof value === 'boolean') return value ? 3 : 1;
  if (typeof value === 'string') return stringHash(value);
  if (isJsonNumber(value)) return numberHash(value.valueOf());
  if (Array.isArray(value)) {
    return value.reduce<number>((hash, item: JsonValue) => (Math.imul(31, hash) + jsonHash(item)) | 0, 1);
  }
  return Object.entries(value as JsonObject).reduce(
    (hash, [key, item]) => (hash + (stringHash(key) ^ jsonHash(item))) | 0,
    0,
  );
}

function numberHash(value: number): number {
  if (Number.isInteger(value)) return value | 0;
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  return bits.getInt32(0) ^ bits.getInt32(4);
}
