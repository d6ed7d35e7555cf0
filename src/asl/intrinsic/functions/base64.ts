/**
 * States.Base64Encode and States.Base64Decode: UTF-8, at most 10,000 characters. The decoder passes over characters
 * that aren't of the alphabet and stops at padding (AWS-BEHAVIOUR 3.5, TA:States.Base64Decode-008 to 019).
 */
import { INVALID_ARGUMENTS, succeed, type IntrinsicFunction } from '../function-result.ts';

const LONGEST = 10_000;

const textArgument =
  (convert: (text: string, note: (rule: string) => void) => string): IntrinsicFunction =>
  ({ values, note }) => {
    const [text] = values;
    if (values.length !== 1 || typeof text !== 'string' || text.length > LONGEST) return INVALID_ARGUMENTS;
    return succeed(convert(text, note));
  };

export const base64Encode = textArgument((text) => Buffer.from(text, 'utf8').toString('base64'));

export const base64Decode = textArgument((text, note) => {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text))
    note('intrinsic.base64-lenient');
  const digits = (text.split('=')[0] as string).replace(/[^A-Za-z0-9+/_-]/g, '');
  return Buffer.from(digits, 'base64').toString('utf8');
});
