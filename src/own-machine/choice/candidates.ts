/** Values on which a test of a Choice may turn: what it names, and what lies right beside that. */
import type { Comparator } from '../../asl/choice/comparators.ts';
import type { Comparand } from '../../asl/choice/rule.ts';
import { parseTimestamp } from '../../asl/choice/timestamp.ts';
import type { JsonValue } from '../../json/value.ts';
import { ABSENT, PRESENT, value, type Found } from './formula.ts';

export function candidatesFor(comparator: Comparator, operand: Comparand): readonly Found[] {
  const literal = operand.kind === 'literal' ? operand.value : undefined;
  switch (comparator.kind) {
    case 'isPresent':
      return [PRESENT, ABSENT];
    case 'is':
      return [null, 1, 'text', true, '2020-05-17T12:00:00Z'].map(value);
    case 'boolean':
      return [true, false, 'true'].map(value);
    case 'numeric':
      return around(typeof literal === 'number' ? literal : 2).map(value);
    case 'string':
      return textsAround(typeof literal === 'string' ? literal : 'm').map(value);
    case 'stringMatches':
      return matching(typeof literal === 'string' ? literal : '*').map(value);
    case 'timestamp':
      return instantsAround(typeof literal === 'string' ? literal : '2020-05-17T12:00:00Z').map(value);
  }
}

/** Of another type too, for which no test of numbers holds. */
export const around = (number: number): readonly JsonValue[] => [
  number,
  number + 1,
  number - 1,
  number + 0.5,
  number * 2 + 10,
  'not a number',
];

/** Equal, right behind, before, and in another case. */
export const textsAround = (text: string): readonly JsonValue[] => [
  text,
  `${text}a`,
  text === '' ? 'other' : text.slice(0, -1),
  'other',
  text.toUpperCase() === text ? text.toLowerCase() : text.toUpperCase(),
  7,
];

/** The pattern with its stars filled in by a word or by nothing; what doesn't match. */
function matching(pattern: string): readonly JsonValue[] {
  const filled = (filling: string): string =>
    pattern.replace(/\\(.)|\*/g, (token, escaped: string | undefined) =>
      token === '*' ? filling : (escaped ?? token),
    );
  return [filled('some'), filled(''), `no ${filled('some')} at all`, 'other', 7];
}

const DAY = 86_400_000;

function instantsAround(text: string): readonly JsonValue[] {
  const instant = parseTimestamp(text)?.milliseconds;
  if (instant === undefined) return ['2020-05-17T12:00:00Z', '2019-01-01T00:00:00Z', 'tomorrow'];
  const shifted = [instant - DAY, instant + DAY].map((time) => new Date(time).toISOString());
  return [text, ...shifted, 'tomorrow'];
}
