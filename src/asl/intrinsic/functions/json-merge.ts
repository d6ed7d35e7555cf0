/**
 * States.JsonMerge: a shallow merge in which the right side wins; asking for a deep one is refused. The keys come out in
 * HashMap order (recorded: test_json_manipulation::test_json_merge; RECORDED 3).
 */
import { objectOf } from '../../../json/key-order.ts';
import { isJsonObject, type JsonValue } from '../../../json/value.ts';
import { hashMapOrder } from '../../java/hash-map-order.ts';
import { INVALID_ARGUMENTS, succeed, type IntrinsicFunction } from '../function-result.ts';

export const jsonMerge: IntrinsicFunction = ({ values, note }) => {
  const [left, right, deep] = values;
  if (values.length !== 3 || !isJsonObject(left) || !isJsonObject(right) || deep === true)
    return INVALID_ARGUMENTS;
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  note('intrinsic.merge-key-order');
  const valueOf = (name: string): JsonValue =>
    (Object.hasOwn(right, name) ? right[name] : left[name]) as JsonValue;
  return succeed(objectOf(hashMapOrder(names).map((name) => [name, valueOf(name)])));
};
