/** States.ArrayPartition: chunks of n items, the last one shorter; n is cut to a whole number and must be positive. */
import { isJsonArray, type JsonValue } from '../../../json/value.ts';
import { INVALID_ARGUMENTS, succeed, type IntrinsicFunction } from '../function-result.ts';
import { truncated } from './whole-number.ts';

export const arrayPartition: IntrinsicFunction = ({ values }) => {
  const [items, size] = values;
  const length = truncated(size);
  if (values.length !== 2 || !isJsonArray(items) || length === undefined || length < 1)
    return INVALID_ARGUMENTS;
  const chunks: (readonly JsonValue[])[] = [];
  for (let i = 0; i < items.length; i += length) chunks.push(items.slice(i, i + length));
  return succeed(chunks);
};
