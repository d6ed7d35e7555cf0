/**
 * Reads JSON text without losing how numbers were spelled or in which order keys stood.
 *
 * Most texts hold nothing that JavaScript would change, and the native parser reads them. The others go through
 * jsonc-parser, whose visitor tells the place of every number and key.
 */
import { visit } from 'jsonc-parser';
import { objectOf } from './key-order.ts';
import { DEEPEST, NESTING_MESSAGE, nestsTooDeep } from './nesting.ts';
import { JsonNumber, type JsonValue } from './value.ts';

export type JsonParsing = { readonly ok: true; readonly value: JsonValue } | JsonProblem;

/** Why a text isn't JSON, and where: `offset` counts UTF-16 units from the start of the text. */
export interface JsonProblem {
  readonly ok: false;
  readonly message: string;
  readonly offset: number;
}

/**
 * A number (they stand first, behind a key or in an array) with a fraction or an exponent, negative zero or of sixteen digits or
 * more; or a key that looks like an index. Within a text it may look so too: that costs time and nothing else.
 */
const RESPELLED_OR_REORDERED = /(?:^|"\s*:|[[,])\s*(?:-0|-?\d+[.eE]|-?\d{16})|"(?:0|[1-9]\d{0,9})"\s*:/;

/**
 * Parses JSON text (RFC 8259, any type at the top) that nests no deeper than AWS takes it. Files of the kit's own may nest
 * deeper: `deepest` says how deep. What lies below AWS's own limit loses the spelling of its numbers then.
 */
export function parseJson(text: string, deepest = DEEPEST): JsonParsing {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(message);
    return { ok: false, message, offset: position ? Number(position[1]) : text.length };
  }
  if (nestsTooDeep(text)) {
    return nestsTooDeep(text, deepest)
      ? { ok: false, message: NESTING_MESSAGE, offset: text.length }
      : { ok: true, value };
  }
  return { ok: true, value: RESPELLED_OR_REORDERED.test(text) ? parseFaithfully(text) : value };
}

/** Parses text that is known to be JSON; anything else is a defect of ours. */
export function parseJsonOrThrow(text: string): JsonValue {
  const parsing = parseJson(text);
  if (!parsing.ok) throw new SyntaxError(`not JSON: ${parsing.message}`);
  return parsing.value;
}

/** A number as JavaScript holds it where that prints the same, else with its spelling. */
export function numberFrom(text: string): number | JsonNumber {
  const value = Number(text);
  return String(value) === text ? value : new JsonNumber(text);
}

type Container = { readonly items: JsonValue[] } | { readonly entries: [string, JsonValue][]; key: string };

function parseFaithfully(text: string): JsonValue {
  const open: Container[] = [];
  let result: JsonValue = null;
  const put = (value: JsonValue): void => {
    const container = open.at(-1);
    if (container === undefined) result = value;
    else if ('items' in container) container.items.push(value);
    else container.entries.push([container.key, value]);
  };
  const close = (): void => {
    const container = open.pop();
    if (container) put('items' in container ? container.items : objectOf(container.entries));
  };
  visit(text, {
    onObjectBegin: () => void open.push({ entries: [], key: '' }),
    onArrayBegin: () => void open.push({ items: [] }),
    onObjectProperty: (key) => {
      const container = open.at(-1);
      if (container && 'entries' in container) container.key = key;
    },
    onLiteralValue: (value: JsonValue, offset, length) =>
      put(typeof value === 'number' ? numberFrom(text.slice(offset, offset + length)) : value),
    onObjectEnd: close,
    onArrayEnd: close,
  });
  return result;
}

/** What a text holds, where it is JSON; else the value itself. Details of events hold documents as text. */
export function heldBy(value: JsonValue): JsonValue {
  const parsing = typeof value === 'string' ? parseJson(value) : undefined;
  return parsing?.ok ? parsing.value : value;
}
