/**
 * Timestamps of the language: RFC 3339 with an upper-case `T` and `Z` or a numeric offset (AWS-BEHAVIOUR 5.3.1, 6.3.9).
 */
const TIMESTAMP =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-](\d{2}):(\d{2})(?::\d{2})?)$/;

/** An instant: milliseconds since 1970, with the nanoseconds that milliseconds can't hold. */
export interface Instant {
  readonly milliseconds: number;
  readonly nanoseconds: number;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const daysIn = (year: number, month: number): number =>
  month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : (DAYS[month - 1] ?? 0);

/** The instant that a text names, or undefined where it is no timestamp or names a date that doesn't exist. */
export function parseTimestamp(text: string): Instant | undefined {
  const match = TIMESTAMP.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((group) =>
    Number(match[group] ?? 0),
  ) as [number, number, number, number, number, number];
  const offset = Number(match[9] ?? 0) * 60 + Number(match[10] ?? 0);
  if (
    month < 1 ||
    day < 1 ||
    day > daysIn(year, month) ||
    hour > 23 ||
    minute > 59 ||
    second > 59 ||
    offset > 1080
  ) {
    return undefined;
  }
  const fraction = (match[7] ?? '').padEnd(9, '0');
  const sign = match[8]?.startsWith('-') ? -1 : 1;
  return {
    milliseconds:
      Date.UTC(year, month - 1, day, hour, minute, second) +
      Number(fraction.slice(0, 3)) -
      sign * offset * 60_000,
    nanoseconds: Number(fraction.slice(3)),
  };
}

/** Negative, zero or positive as `a` is before, at or after `b`. */
export const compareInstants = (a: Instant, b: Instant): number =>
  a.milliseconds - b.milliseconds || a.nanoseconds - b.nanoseconds;
