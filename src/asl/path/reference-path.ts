/**
 * A reference path names one place in a document and may be written to: only `.name`, `['name']` and `[n]`.
 *
 * Source: AWS-BEHAVIOUR 3.4.1, 3.1.12.
 */
import { objectOf, withKey } from '../../json/key-order.ts';
import { isJsonObject, type JsonValue } from '../../json/value.ts';
import { parsePath } from './parse-path.ts';
import type { Path, Segment } from './path.ts';

/** The reference path that a text spells, or undefined. */
export function parseReferencePath(text: string): Path | undefined {
  const path = parsePath(text);
  return path?.definite ? path : undefined;
}

export type Insertion = { readonly ok: true; readonly value: JsonValue } | { readonly ok: false };

/**
 * A copy of the document with the value at the place that the path names.
 *
 * Missing parents become objects (3.1.9); what stood there is replaced, never merged (3.1.10).
 * inferred: a parent that is neither object nor array, or an array index past the end, can't be written through.
 */
export function insertAt(document: JsonValue, segments: readonly Segment[], value: JsonValue): Insertion {
  const [first, ...rest] = segments;
  if (first === undefined) return { ok: true, value };
  if (first.kind === 'property') {
    if (!isJsonObject(document)) return { ok: false };
    const inner = insertAt(childOf(document, first.name), rest, value);
    return inner.ok ? { ok: true, value: withKey(document, first.name, inner.value) } : inner;
  }
  if (first.kind === 'index' && Array.isArray(document)) {
    const items = document as readonly JsonValue[];
    if (first.index < 0 || first.index >= items.length) return { ok: false };
    const inner = insertAt(items[first.index] as JsonValue, rest, value);
    return inner.ok ? { ok: true, value: items.with(first.index, inner.value) } : inner;
  }
  return { ok: false };
}

const childOf = (object: Readonly<Record<string, JsonValue>>, name: string): JsonValue =>
  Object.hasOwn(object, name) ? (object[name] as JsonValue) : objectOf([]);
