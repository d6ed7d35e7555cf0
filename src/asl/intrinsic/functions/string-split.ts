/**
 * States.StringSplit: each character of the delimiter separates, empty parts are dropped (recorded:
 * test_string_operations::test_string_split; AWS-BEHAVIOUR 0.3 C8).
 */
import { INVALID_ARGUMENTS, succeed, type IntrinsicFunction } from '../function-result.ts';

export const stringSplit: IntrinsicFunction = ({ values }) => {
  const [text, delimiters] = values;
  if (values.length !== 2 || typeof text !== 'string' || typeof delimiters !== 'string')
    return INVALID_ARGUMENTS;
  if (delimiters.length === 1 && !/[\ud800-\udfff]/.test(text))
    return succeed(text.split(delimiters).filter((part) => part !== ''));
  const parts: string[] = [''];
  for (const character of text) {
    if (delimiters.includes(character)) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return succeed(parts.filter((part) => part !== ''));
};
