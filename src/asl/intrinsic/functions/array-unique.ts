/**
 * States.ArrayUnique: each value once; `1` equals `1.0`, the order of keys doesn't count. The items come out in the
 * order of a Java hash set (AWS-BEHAVIOUR 3.5, TA:States.ArrayUnique-004, -006, -008, -009).
 */
import { jsonEquals } from '../../../json/equal.ts';
import { isJsonArray, type JsonValue } from '../../../json/value.ts';
import { hashOrder } from '../../java/hash-map-order.ts';
import { jsonHash } from '../../java/json-hash.ts';
import { INVALID_ARGUMENTS, succeed, type IntrinsicFunction } from '../function-result.ts';

export const arrayUnique: IntrinsicFunction = ({ values, note }) => {
  const [items] = values;
  if (values.length !== 1 || !isJsonArray(items)) return INVALID_ARGUMENTS;
  const seen = new Map<number, JsonValue[]>();
  const unique = items.filter((item) => {
    const hash = jsonHash(item);
    const same = seen.get(hash) ?? [];
    if (same.some((other) => jsonEquals(other, item))) return false;
    seen.set(hash, [...same, item]);
    return true;
  });
  const ordered = hashOrder(unique, jsonHash);
  if (ordered.some((item, i) => item !== unique[i])) note('intrinsic.unique-order');
  return succeed(ordered);
};
