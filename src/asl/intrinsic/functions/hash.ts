/**
 * States.Hash: lower-case hexadecimal; the algorithm's name is exact; at most 10,000 characters. What isn't a string is
 * hashed as its JSON text (AWS-BEHAVIOUR 3.5, TA:States.Hash-001 to 029).
 */
import { createHash } from 'node:crypto';
import type { JsonValue } from '../../../json/value.ts';
import { writeJsonWithin } from '../../../json/write.ts';
import { INVALID_ARGUMENTS, succeed, type IntrinsicFunction } from '../function-result.ts';

const LONGEST = 10_000;

/** AWS's names of the algorithms, with Node's. */
export const HASH_ALGORITHMS: ReadonlyMap<JsonValue, string> = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);

export const hash: IntrinsicFunction = ({ values, note }) => {
  const [data, name] = values;
  const algorithm = HASH_ALGORITHMS.get(name ?? null);
  if (values.length !== 2 || data === undefined || data === null || algorithm === undefined)
    return INVALID_ARGUMENTS;
  if (typeof data !== 'string') note('intrinsic.hash-of-json');
  const text = typeof data === 'string' ? data : writeJsonWithin(data, LONGEST);
  if (text === undefined || text.length > LONGEST) return INVALID_ARGUMENTS;
  return succeed(createHash(algorithm).update(text, 'utf8').digest('hex'));
};
