/**
 * A recorded observation as something that others can be held to: its tokens and its times become those of a prediction, of which
 * the comparer knows that nobody else has the same. The rest stays as it was seen.
 */
import type { Case } from '../../case/case.ts';
import type { Observation } from '../../case/observation.ts';
import { PREDICTED_START, PREDICTED_TOKEN } from '../../compare/open-values.ts';
import { parseJson } from '../../json/parse.ts';
import { JsonNumber, type JsonValue } from '../../json/value.ts';
import { sightings } from '../aws-api/callbacks/sightings.ts';
import { tokenFields, tokensIn, type TokenField } from '../aws-api/callbacks/token-fields.ts';
import { definitionText } from '../case-text.ts';

/** Milliseconds since 1970 within which the execution ran. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Hours that the run may have taken of which a recording is. */
const LONGEST = 24;

/** When the executions of a run ran that was begun at this moment (ISO-8601). */
export function spanSince(started: string | undefined): Span | undefined {
  const from = started === undefined ? Number.NaN : Date.parse(started);
  return Number.isNaN(from) ? undefined : { from, to: from + LONGEST * 3_600_000 };
}

/** `span` is for an observation without a history, which has no times of its own. */
export function asPredicted(observation: Observation, testCase: Case, span?: Span): Observation {
  const tokens = tokensOf(observation, testCase);
  const ran = spanOf(observation) ?? span;
  if (tokens.length === 0 && ran === undefined) return observation;
  return mapTexts(observation, (text) => {
    const hidden = tokens.reduce((left, token, i) => left.replaceAll(token, predictedToken(i)), text);
    return ran === undefined ? hidden : withPredictedTimes(hidden, ran);
  });
}

const predictedToken = (index: number): string =>
  `${PREDICTED_TOKEN}00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;

/** Shorter ones are no tokens of anybody's, and might be found in any text. */
const SHORTEST = 8;

/** Longer ones first, for one may be a part of another. */
function tokensOf({ history, invocations = [] }: Observation, testCase: Case): readonly string[] {
  const definition = parseJson(definitionText(testCase));
  if (!definition.ok) return [];
  const fields = tokenFields(definition.value);
  if (fields.size === 0) return [];
  const handedOut = history === undefined ? [] : sightings(history, fields).map(({ token }) => token);
  const received = invocations.flatMap(({ payload }) => tokensReceived(payload, [...fields.values()].flat()));
  return [...new Set([...handedOut, ...received])]
    .filter((token) => token.length >= SHORTEST)
    .toSorted((a, b) => b.length - a.length);
}

/** A long unbroken text: other states may pass something else on under the same name. */
const TOKEN = /^\S{30,}$/;

/** What a function received where a callback state puts the token: a target's history may not show it. */
function tokensReceived(payload: string, fields: readonly TokenField[]): readonly string[] {
  const parsing = parseJson(payload);
  if (!parsing.ok) return [];
  const passed: JsonValue = { Payload: parsing.value };
  return tokensIn(
    passed,
    fields.filter(({ holds }) => holds !== 'somewhere'),
  ).filter((token) => TOKEN.test(token));
}

/** The last look at an execution comes after its last event. */
const AFTERWARDS = 60_000;

function spanOf({ history = [] }: Observation): Span | undefined {
  const [first, last] = [history[0]?.timestamp, history.at(-1)?.timestamp];
  if (first === undefined || last === undefined) return undefined;
  // A target may tell whole seconds only.
  return { from: Math.floor(first) * 1000 - 1000, to: last * 1000 + AFTERWARDS };
}

const TIME = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z|(?<!\d)\d{13}(?!\d)/g;

/** Times at which the execution ran; those of the case's data are others. */
const withPredictedTimes = (text: string, { from, to }: Span): string =>
  text.replace(TIME, (piece) => {
    const isNumber = /^\d+$/.test(piece);
    const time = isNumber ? Number(piece) : Date.parse(piece);
    if (!(time >= from && time <= to)) return piece;
    const predicted = PREDICTED_START + (time - from);
    return isNumber ? String(Math.round(predicted)) : new Date(predicted).toISOString();
  });

/** Every text of a value, however deep; its shape stays. */
function mapTexts<T>(value: T, map: (text: string) => string): T {
  if (typeof value === 'string') return map(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => mapTexts(item, map)) as T;
  if (typeof value !== 'object' || value === null || value instanceof JsonNumber) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, map)])) as T;
}
