/** Compares a recorded value with a predicted one, letting the recorder's masks stand for anything. */
import { jsonIdentical } from '../json/equal.ts';
import { keysOf } from '../json/key-order.ts';
import { parseJson } from '../json/parse.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json/value.ts';
import type { Difference, Facet } from '../compare/difference.ts';

/** Words that the recorder put in place of values in every case. */
const ALWAYS_MASKED = [
  'timestamp',
  'datetime',
  'date',
  'x-amzn-RequestId',
  'X-Amzn-Trace-Id',
  'RequestId',
  'X-Amz-Log-Result',
  'LogResult',
];

export class MaskedComparison {
  readonly #masks: ReadonlySet<string>;
  readonly #facet: Facet;

  constructor(masks: readonly string[], facet: Facet) {
    this.#masks = new Set([...ALWAYS_MASKED, ...masks]);
    this.#facet = facet;
  }

  /**
   * The differences at and below a place. Inside of a text the order of keys counts: it is AWS's own (README of the
   * recordings, 1). The keys of responses themselves were sorted by the recorder (README, 3).
   */
  compare(
    recorded: JsonValue | undefined,
    predicted: JsonValue | undefined,
    place: string,
    insideText = false,
  ): readonly Difference[] {
    if (recorded === undefined && predicted === undefined) return [];
    if (recorded === undefined || predicted === undefined) return this.#differ(place, recorded, predicted);
    if (typeof recorded === 'string') return this.#compareText(recorded, predicted, place);
    // The recorder parsed texts; see the README of the recordings, 1, and its caveats for arrays.
    const value = typeof predicted === 'string' ? parsed(predicted) : predicted;
    const text = insideText || typeof predicted === 'string';
    if (isJsonArray(recorded) && isJsonArray(value)) {
      if (recorded.length !== value.length) return this.#differ(place, recorded, value);
      return recorded.flatMap((item, i) => this.compare(item, value[i], `${place}[${i}]`, text));
    }
    if (isJsonObject(recorded) && isJsonObject(value))
      return this.#compareObjects(recorded, value, place, text);
    return jsonIdentical(recorded, value) ? [] : this.#differ(place, recorded, value);
  }

  #compareObjects(
    recorded: JsonObject,
    predicted: JsonObject,
    place: string,
    insideText: boolean,
  ): readonly Difference[] {
    const [wanted, found] = [keysOf(recorded), keysOf(predicted)];
    const missing = wanted.filter((key) => !Object.hasOwn(predicted, key));
    const extra = found.filter((key) => !Object.hasOwn(recorded, key));
    if (missing.length > 0 || extra.length > 0) return this.#differ(place, recorded, predicted);
    const inner = wanted.flatMap((key) =>
      this.compare(recorded[key], predicted[key], `${place}.${key}`, insideText),
    );
    const sameOrder = !insideText || wanted.every((key, i) => key === found[i]);
    return sameOrder
      ? inner
      : [...inner, ...this.#differ(`${place} (order of keys)`, [...wanted], [...found])];
  }

  #compareText(recorded: string, predicted: JsonValue, place: string): readonly Difference[] {
    // What depends on the names that the recorder replaced can't be known.
    if (place.endsWith('Content-Length') || place.endsWith('Content-Length[0]')) return [];
    if (recorded === predicted || this.#isMask(recorded)) return [];
    if (typeof predicted !== 'string') return this.#differ(place, recorded, predicted);
    const pattern = maskPattern(recorded);
    return pattern?.test(predicted) ? [] : this.#differ(place, recorded, predicted);
  }

  /** A mask, or one inside of a JSON text. */
  #isMask(recorded: string): boolean {
    return this.#masks.has(recorded) || this.#masks.has(recorded.replace(/^"|"$/g, ''));
  }

  #differ(
    place: string,
    expected: JsonValue | undefined,
    observed: JsonValue | undefined,
  ): readonly Difference[] {
    return [{ facet: this.#facet, place, expected, observed }];
  }
}

const parsed = (text: string): JsonValue => {
  const parsing = parseJson(text);
  return parsing.ok ? parsing.value : text;
};

const MASK = /<<?[\w-]+(?:[.:][\w-]+)*>(?::\d+>)?/g;

/** A text in which masks such as `<uuid:1>` stand for anything; undefined where there is none. */
function maskPattern(recorded: string): RegExp | undefined {
  const pieces = recorded.split(MASK);
  if (pieces.length === 1) return undefined;
  return new RegExp(`^${pieces.map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^]*')}$`);
}
