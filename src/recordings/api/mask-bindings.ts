/**
 * Numbered masks such as `<uuid:1>` stand for one value in the whole case, and different ones for different values; `datetime`
 * stands for a date. A comparison that lets masks stand for anything would miss both.
 */
import type { Difference } from '../../compare/difference.ts';
import { isJsonArray, isJsonNumber, isJsonObject, type JsonValue } from '../../json/value.ts';

const MASK = /<([\w-]+:\d+)>/g;

export class MaskBindings {
  readonly #valueOf = new Map<string, string>();
  readonly #maskOf = new Map<string, string>();

  /** Takes what the masks of an answer stand for; the places where that isn't what they stood for before. */
  bind(recorded: JsonValue, answered: JsonValue, place: string): readonly Difference[] {
    if (recorded === 'datetime' && !isJsonNumber(answered)) return [differ(place, recorded, answered)];
    if (typeof recorded === 'string' && typeof answered === 'string')
      return this.#bindText(recorded, answered, place);
    if (isJsonArray(recorded) && isJsonArray(answered))
      return recorded.flatMap((item, i) => this.bind(item, answered[i] ?? null, `${place}[${i}]`));
    if (!isJsonObject(recorded) || !isJsonObject(answered)) return [];
    return Object.keys(recorded).flatMap((key) =>
      this.bind(recorded[key] ?? null, answered[key] ?? null, `${place}.${key}`),
    );
  }

  /** The value behind the first mask in a text that stands for one already. */
  firstKnown(recorded: string): string | undefined {
    return [...recorded.matchAll(MASK)].map(([, mask]) => this.#valueOf.get(mask ?? '')).find(Boolean);
  }

  #bindText(recorded: string, answered: string, place: string): readonly Difference[] {
    const masks = [...recorded.matchAll(MASK)].map(([, mask]) => mask ?? '');
    if (masks.length === 0) return [];
    const pieces = recorded
      .split(/<[\w-]+:\d+>/)
      .map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const values = new RegExp(`^${pieces.join('([^]*?)')}$`).exec(answered)?.slice(1) ?? [];
    return values.flatMap((value, i) => {
      const mask = masks[i] ?? '';
      const known = this.#valueOf.get(mask) ?? value;
      const owner = this.#maskOf.get(value) ?? mask;
      this.#valueOf.set(mask, known);
      this.#maskOf.set(value, owner);
      return known === value && owner === mask ? [] : [differ(place, recorded, answered)];
    });
  }
}

const differ = (place: string, expected: JsonValue, observed: JsonValue): Difference => ({
  facet: 'api',
  place,
  expected,
  observed,
});
