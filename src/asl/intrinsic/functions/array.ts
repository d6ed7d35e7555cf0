/** States.Array, States.ArrayContains, States.ArrayGetItem, States.ArrayLength. */
import { jsonEquals } from '../../../json/equal.ts';
import { isJsonArray, isJsonNumber, isJsonObject, type JsonValue } from '../../../json/value.ts';
import { writeJson } from '../../../json/write.ts';
import { INVALID_ARGUMENTS, succeed, type IntrinsicFunction } from '../function-result.ts';
import { truncated } from './whole-number.ts';

/** Any number of arguments, none included, become an array (recorded: test_array). */
export const array: IntrinsicFunction = ({ values }) => succeed(values);

/**
 * True where the array holds the value. Values are compared deeply, but objects whose keys stand in another order
 * don't match (AWS-BEHAVIOUR 3.5, TA:States.ArrayContains-006, seen by a third party).
 */
export const arrayContains: IntrinsicFunction = ({ values, note }) => {
  const [items, wanted] = values;
  if (values.length !== 2 || !isJsonArray(items) || wanted === undefined) return INVALID_ARGUMENTS;
  const found = items.some((item) => sameInSameOrder(item, wanted));
  if (!found && items.some((item) => jsonEquals(item, wanted))) note('intrinsic.contains-key-order');
  return succeed(found);
};

function sameInSameOrder(a: JsonValue, b: JsonValue): boolean {
  if (isJsonNumber(a)) return isJsonNumber(b) && a.valueOf() === b.valueOf();
  if (isJsonArray(a)) {
    return (
      isJsonArray(b) &&
      a.length === b.length &&
      a.every((item, i) => sameInSameOrder(item, b[i] as JsonValue))
    );
  }
  return isJsonObject(a) ? writeJson(a) === writeJson(b) : a === b;
}

/**
 * The item at an index from 0; a fraction is cut. An index that is negative or not below the length is refused, but an
 * empty array gives null whatever the index (AWS-BEHAVIOUR E70, E71).
 */
export const arrayGetItem: IntrinsicFunction = ({ values, note }) => {
  const [items, position] = values;
  const index = truncated(position);
  if (values.length !== 2 || !isJsonArray(items) || index === undefined || index < 0)
    return INVALID_ARGUMENTS;
  if (items.length === 0) {
    note('intrinsic.get-item-of-empty');
    return succeed(null);
  }
  const item = items[index];
  return item === undefined ? INVALID_ARGUMENTS : succeed(item);
};

/** The number of items (AWS-BEHAVIOUR 3.5, TA:States.ArrayLength). */
export const arrayLength: IntrinsicFunction = ({ values }) => {
  const [items] = values;
  return values.length === 1 && isJsonArray(items) ? succeed(items.length) : INVALID_ARGUMENTS;
};
