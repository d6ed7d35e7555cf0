/** Arguments that the recorder couldn't know, because the test took them from an earlier answer or made them up. */
import { isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';
import type { MaskBindings } from './mask-bindings.ts';

const MADE_UP = /^<invalid_token_(\d+)_chars>$/;
const TAKEN = /^fake-(\w+)$/;

export class StandIns {
  readonly #bindings: MaskBindings;
  /** The latest value of each field of an answer. */
  readonly #latest = new Map<string, JsonValue>();

  constructor(bindings: MaskBindings) {
    this.#bindings = bindings;
  }

  /** Keeps the fields of an answer, and those of the items of its lists. */
  note(answer: JsonValue): void {
    if (!isJsonObject(answer)) return;
    for (const [field, value] of Object.entries(answer)) {
      if (typeof value === 'string') this.#latest.set(field, value);
      if (Array.isArray(value)) value.forEach((item: JsonValue) => this.note(item));
    }
  }

  /**
   * `<invalid_token_1025_chars>` is a text of that length. `fake-nextToken` is the latest `nextToken`; where the recorded answer
   * names the value by a numbered mask, it is the one behind that mask.
   */
  fillIn(args: JsonObject, recorded: JsonValue | undefined): JsonObject {
    return Object.fromEntries(
      Object.entries(args).map(([key, value]) => [
        key,
        typeof value === 'string' ? this.#valueFor(key, value, recorded) : value,
      ]),
    );
  }

  #valueFor(key: string, text: string, recorded: JsonValue | undefined): JsonValue {
    const length = MADE_UP.exec(text)?.[1];
    if (length !== undefined) return 'x'.repeat(Number(length));
    if (!TAKEN.test(text)) return text;
    const named = typeof recorded === 'string' ? this.#bindings.firstKnown(recorded) : undefined;
    return named ?? this.#latest.get(key) ?? text;
  }
}

/** A text that a test gave as a name of its own. */
export const givenNames = (calls: readonly { readonly args: JsonObject }[]): readonly string[] =>
  calls.flatMap(({ args }) => {
    const name = valueAt(args, 'name');
    return typeof name === 'string' ? [name] : [];
  });
