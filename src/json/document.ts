/**
 * A JSON document as it travels through a state machine: text and value, each made from the other when first asked for.
 *
 * AWS passes the text on untouched while no field changes it (RECORDED 6), so a document that came as text keeps
 * that text, white space and all.
 */
import { parseJsonOrThrow } from './parse.ts';
import type { JsonValue } from './value.ts';
import { writeJson, writeJsonWithin } from './write.ts';

/** Characters that the text of a value may have. */
const LONGEST_TEXT = 2 ** 22;

export class JsonDocument {
  #text: string | undefined;
  #value: JsonValue | undefined;
  #bytes: number | undefined;

  private constructor(text: string | undefined, value: JsonValue | undefined) {
    this.#text = text;
    this.#value = value;
  }

  /** A document that is known to hold JSON text. */
  static ofText(text: string): JsonDocument {
    return new JsonDocument(text, undefined);
  }

  /** A document that will be written compactly. */
  static ofValue(value: JsonValue): JsonDocument {
    return new JsonDocument(undefined, value);
  }

  /** A document of which both are at hand. */
  static of(text: string, value: JsonValue): JsonDocument {
    return new JsonDocument(text, value);
  }

  static readonly emptyObject: JsonDocument = JsonDocument.of('{}', {});

  get text(): string {
    return (this.#text ??= writeJson(this.#value as JsonValue));
  }

  get value(): JsonValue {
    if (this.#value === undefined) this.#value = parseJsonOrThrow(this.#text as string);
    return this.#value;
  }

  /** True where the text has more bytes of UTF-8 than that. */
  isLongerThan(bytes: number): boolean {
    this.#text ??= writeJsonWithin(this.#value as JsonValue, LONGEST_TEXT);
    // A unit of UTF-16 takes three bytes at most: most texts needn't be counted.
    return this.#text === undefined || (this.#text.length * 3 > bytes && this.bytes > bytes);
  }

  /**
   * Size in bytes of UTF-8, which is what AWS's limits count (AWS-BEHAVIOUR 9.1.2). Infinity for a value whose text would be
   * longer by far than any of those limits: it isn't written, for it might not fit into memory.
   */
  get bytes(): number {
    if (this.#bytes !== undefined) return this.#bytes;
    this.#text ??= writeJsonWithin(this.#value as JsonValue, LONGEST_TEXT);
    this.#bytes = this.#text === undefined ? Infinity : Buffer.byteLength(this.#text, 'utf8');
    return this.#bytes;
  }
}
