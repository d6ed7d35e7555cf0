/** The name of a case: the hash of its content. */
import { hash } from 'node:crypto';
import { objectOf } from '../json/key-order.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { writeJson } from '../json/write.ts';
import type { Case } from './case.ts';

/**
 * Sixteen hexadecimal digits of SHA-256 over the case without its id. The order of keys counts inside of the definition and
 * the input, where AWS keeps it, and nowhere else.
 */
export function contentHash(testCase: Omit<Case, 'id'>): string {
  const { machine, input, functions, callbacks, integrations } = testCase;
  const content: JsonObject = objectOf([
    [
      'machine',
      objectOf([
        ['definition', machine.definition],
        ['type', machine.type],
        ...(machine.start === undefined ? [] : [['start', machine.start] as const]),
      ]),
    ],
    ['input', plain(input)],
    ['functions', sorted(plain(functions))],
    ['callbacks', sorted(plain(callbacks))],
    ['integrations', sorted(plain(integrations))],
  ]);
  return hash('sha256', writeJson(content), 'hex').slice(0, 16);
}

/** A part of a case is plain JSON by its definition. */
const plain = (part: object): JsonValue => part as JsonObject;

/** Only the outer two levels are sorted: names of functions and states, then their fields. */
function sorted(value: JsonValue, levels = 2): JsonValue {
  if (levels === 0 || isJsonArray(value) || !isJsonObject(value)) return value;
  const keys = Object.keys(value).toSorted();
  return objectOf(keys.map((key) => [key, sorted(value[key] as JsonValue, levels - 1)]));
}

/** The case under the name of its content. */
export const named = (content: Omit<Case, 'id'>): Case => ({ id: contentHash(content), ...content });
