/**
 * States.Format: each `{}` of the template takes the next argument.
 *
 * Strings stand plain, numbers, booleans and null as JSON; objects and arrays as Java prints a map: `{Arg1=1, Arg2=[]}`
 * (recorded: test_generic::test_format_2). A wrong number of arguments or a lone brace is refused (TA:States.Format-018
 * to 020).
 */
import { entriesOf } from '../../../json/key-order.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../../json/value.ts';
import { writeJson } from '../../../json/write.ts';
import {
  INVALID_ARGUMENTS,
  LONGEST_TEXT,
  succeed,
  TOO_LONG,
  type IntrinsicFunction,
} from '../function-result.ts';

export const format: IntrinsicFunction = ({ values, written }) => {
  const [template] = values;
  if (typeof template !== 'string') return INVALID_ARGUMENTS;
  const first = written[0];
  const pieces = piecesOf(first?.kind === 'string' ? first.raw : template);
  if (typeof pieces === 'string')
    return {
      ok: false,
      sentence: `Invalid template in States.Format: ${pieces}`,
      rule: 'intrinsic.format-template',
    };
  if (pieces.length !== values.length) return INVALID_ARGUMENTS;
  let text = pieces[0] ?? '';
  for (let i = 1; i < pieces.length; i++) {
    text += shown(values[i] as JsonValue) + pieces[i];
    if (text.length > LONGEST_TEXT) return TOO_LONG;
  }
  return succeed(text);
};

const SPECIAL = /[\\{}]/;

/** The texts between the placeholders, or what is wrong with the template. */
function piecesOf(template: string): readonly string[] | string {
  const simple = template.split('{}');
  if (!simple.some((piece) => SPECIAL.test(piece))) return simple;
  const pieces: string[] = [];
  let piece = '';
  for (let i = 0; i < template.length; i++) {
    const character = template[i] as string;
    if (character === '\\' && i + 1 < template.length) piece += template[++i];
    else if (character === '{') {
      if (template[i + 1] !== '}') return "matching '}' not found for '{'.";
      pieces.push(piece);
      piece = '';
      i += 1;
    } else if (character === '}') return "matching '{' not found for '}'.";
    else piece += character;
  }
  return [...pieces, piece];
}

function shown(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (isJsonArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (isJsonObject(value))
    return `{${entriesOf(value)
      .map(([key, item]) => `${key}=${shown(item)}`)
      .join(', ')}}`;
  return writeJson(value);
}
