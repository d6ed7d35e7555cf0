/** The eighteen intrinsic functions, by name (AWS-BEHAVIOUR 3.5). */
import { array, arrayContains, arrayGetItem, arrayLength } from './functions/array.ts';
import { arrayPartition } from './functions/array-partition.ts';
import { arrayRange } from './functions/array-range.ts';
import { arrayUnique } from './functions/array-unique.ts';
import { base64Decode, base64Encode } from './functions/base64.ts';
import { format } from './functions/format.ts';
import { hash } from './functions/hash.ts';
import { jsonMerge } from './functions/json-merge.ts';
import { jsonToString, stringToJson } from './functions/json-text.ts';
import { mathAdd } from './functions/math-add.ts';
import { mathRandom } from './functions/math-random.ts';
import { stringSplit } from './functions/string-split.ts';
import { uuid } from './functions/uuid.ts';
import type { IntrinsicFunction } from './function-result.ts';

export const INTRINSIC_FUNCTIONS = {
  Array: array,
  ArrayContains: arrayContains,
  ArrayGetItem: arrayGetItem,
  ArrayLength: arrayLength,
  ArrayPartition: arrayPartition,
  ArrayRange: arrayRange,
  ArrayUnique: arrayUnique,
  Base64Decode: base64Decode,
  Base64Encode: base64Encode,
  Format: format,
  Hash: hash,
  JsonMerge: jsonMerge,
  JsonToString: jsonToString,
  MathAdd: mathAdd,
  MathRandom: mathRandom,
  StringSplit: stringSplit,
  StringToJson: stringToJson,
  UUID: uuid,
} as const satisfies Readonly<Record<string, IntrinsicFunction>>;

export type IntrinsicName = keyof typeof INTRINSIC_FUNCTIONS;

/** How many arguments each takes, at least and at most. */
export const ARITIES: Readonly<Record<IntrinsicName, readonly [number, number]>> = {
  Array: [0, Infinity],
  ArrayContains: [2, 2],
  ArrayGetItem: [2, 2],
  ArrayLength: [1, 1],
  ArrayPartition: [2, 2],
  ArrayRange: [3, 3],
  ArrayUnique: [1, 1],
  Base64Decode: [1, 1],
  Base64Encode: [1, 1],
  Format: [1, Infinity],
  Hash: [2, 2],
  JsonMerge: [3, 3],
  JsonToString: [1, 1],
  MathAdd: [2, 2],
  MathRandom: [2, 3],
  StringSplit: [2, 2],
  StringToJson: [1, 1],
  UUID: [0, 0],
};

/** An unknown function is refused when the machine is created (3.5.6). */
export const isIntrinsicFunction = (name: string): name is IntrinsicName =>
  Object.hasOwn(INTRINSIC_FUNCTIONS, name);
