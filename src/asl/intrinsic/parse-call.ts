/**
 * Reads the text of an intrinsic call: `States.Format('{} {}', $.a, States.UUID())`.
 *
 * Source: AWS-BEHAVIOUR 3.5.1 to 3.5.6; a text that this refuses is refused by AWS when the machine is created (3.2.2).
 */
import { numberFrom } from '../../json/parse.ts';
import { parsePath } from '../path/parse-path.ts';
import { TextCursor } from '../path/text-cursor.ts';
import type { Argument, IntrinsicCall } from './call.ts';
import { isIntrinsicFunction } from './functions.ts';

const NAME = /States\.([A-Za-z0-9]+)\s*\(/y;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?=\s*[,)])/y;
const WORD = /(true|false|null)(?=\s*[,)])/y;
const WORDS = { true: true, false: false, null: null } as const;

/** How deep calls may nest (AWS-BEHAVIOUR 3.5.1). */
const DEEPEST = 10;

/** The call that a text spells, or undefined where it isn't a legal one. */
export function parseIntrinsicCall(text: string): IntrinsicCall | undefined {
  const cursor = new TextCursor(text);
  cursor.skipSpace();
  const call = readCall(cursor, 1);
  cursor.skipSpace();
  return cursor.atEnd ? call : undefined;
}

function readCall(cursor: TextCursor, depth: number): IntrinsicCall | undefined {
  const start = cursor.offset;
  const name = cursor.match(NAME)?.[1];
  if (name === undefined || depth > DEEPEST || !isIntrinsicFunction(name)) return undefined;
  const args: Argument[] = [];
  cursor.skipSpace();
  if (!cursor.take(')')) {
    do {
      cursor.skipSpace();
      const argument = readArgument(cursor, depth);
      if (argument === undefined) return undefined;
      args.push(argument);
      cursor.skipSpace();
    } while (cursor.take(','));
    if (!cursor.take(')')) return undefined;
  }
  const text = cursor.text.slice(start, cursor.offset);
  return { text, name, arguments: args, rule: `intrinsic.${name}` };
}

function readArgument(cursor: TextCursor, depth: number): Argument | undefined {
  if (cursor.peek("'")) return readString(cursor);
  if (cursor.peek('$')) return readPath(cursor);
  const number = cursor.match(NUMBER)?.[0];
  if (number !== undefined) return { kind: 'literal', value: numberFrom(number) };
  const word = cursor.match(WORD)?.[1] as keyof typeof WORDS | undefined;
  if (word !== undefined) return { kind: 'literal', value: WORDS[word] };
  const call = readCall(cursor, depth + 1);
  return call && { kind: 'call', call };
}

/** Only `\'`, `\{`, `\}` and `\\` are escapes; any other backslash makes the call illegal (3.5.3, RECORDED 75). */
function readString(cursor: TextCursor): Argument | undefined {
  let value = '';
  const start = cursor.offset + 1;
  for (let i = start; i < cursor.text.length; i++) {
    let character = cursor.text[i] as string;
    if (character === "'") {
      cursor.offset = i + 1;
      return { kind: 'string', value, raw: cursor.text.slice(start, i) };
    }
    if (character === '\\') {
      i += 1;
      character = cursor.text[i] ?? '';
      if (!"'{}\\".includes(character) || character === '') return undefined;
    }
    value += character;
  }
  return undefined;
}

/** A path argument ends at a comma, a closing parenthesis or white space outside of its own brackets. */
function readPath(cursor: TextCursor): Argument | undefined {
  const start = cursor.offset;
  let brackets = 0;
  let quote = '';
  let end = start;
  for (; end < cursor.text.length; end++) {
    const character = cursor.text[end] as string;
    if (quote !== '') {
      if (character === '\\') end += 1;
      else if (character === quote) quote = '';
    } else if (brackets > 0 && (character === "'" || character === '"')) quote = character;
    else if (character === '[') brackets += 1;
    else if (character === ']') brackets -= 1;
    else if (character === '(' && cursor.text[end + 1] === ')') end += 1;
    else if (brackets === 0 && /[,)\s]/.test(character)) break;
  }
  const path = parsePath(cursor.text.slice(start, end));
  if (path === undefined) return undefined;
  cursor.offset = end;
  return { kind: 'path', path };
}
