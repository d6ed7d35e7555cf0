/**
 * Lines that run side by side: branches of a Parallel, iterations of a Map. Their order is free (AWS-BEHAVIOUR 6.4.4, 10.2.8),
 * so that a case has one meaning only where the order doesn't matter:
 *
 * - at most one line fails, for which of two fails first is a race;
 * - where one fails, no other calls a function, for how far the others got is open (6.4.8);
 * - no line ends with States.Runtime, for its cause quotes an event id, and ids of lines side by side are open (2.3.1);
 * - no two lines share a function whose outcomes differ from call to call, or an alias that moves.
 */
import type { JsonValue } from '../../src/json/value.ts';
import { open, type Failing, type LineOutcome } from './outcome.ts';
import { CALLS, progressOf, type Progress, type Situation } from './situation.ts';

export type Joined =
  | {
      readonly kind: 'joined';
      readonly outputs: readonly JsonValue[];
      readonly after: Progress;
      /** Several lines ran at once, so that it's open which of them ended last. */
      readonly sideBySide: boolean;
    }
  | Failing;

export function joinLines(before: Situation, lines: readonly LineOutcome[]): Joined {
  const [first] = lines;
  if (lines.length === 1 && first !== undefined) {
    return first.kind === 'ends'
      ? {
          kind: 'joined',
          outputs: [first.situation.document],
          after: progressOf(first.situation),
          sideBySide: false,
        }
      : first;
  }
  for (const line of lines) {
    if (line.kind === 'open' || line.kind === 'times out') return line;
    if (line.kind === 'dies' || (line.kind === 'fails' && line.raised.kind === 'query'))
      return open('States.Runtime beside another line quotes an event id that is open (2.3.1)');
  }
  const failing = lines.filter((line) => line.kind === 'fails');
  if (failing.length > 1) return open('which of two failing lines fails first is a race (10.2.8)');
  const ways = lines.map((line) => afterOf(line, before));
  const shared = sharedCount(before, ways);
  if (shared !== undefined) return open(`lines side by side share what is counted: ${shared}`);
  const [failure] = failing;
  if (failure !== undefined) {
    const others = lines.filter((line) => line !== failure).map((line) => afterOf(line, before));
    return others.some((after) => calls(before, after))
      ? open('whether a line calls its function before another one fails is a race (6.4.8)')
      : { ...failure, after: { ...failure.after, blurred: true } };
  }
  return {
    kind: 'joined',
    outputs: lines.map(outputOf),
    after: joinProgress(before, ways),
    sideBySide: true,
  };
}

const afterOf = (line: LineOutcome, before: Situation): Progress =>
  line.kind === 'ends' ? line.situation : line.kind === 'fails' || line.kind === 'dies' ? line.after : before;

const outputOf = (line: LineOutcome): JsonValue => (line.kind === 'ends' ? line.situation.document : null);

const counted = (before: Progress, after: Progress): readonly string[] =>
  Object.keys(after.counts).filter((key) => after.counts[key] !== before.counts[key]);

const calls = (before: Progress, after: Progress): boolean => before.counts[CALLS] !== after.counts[CALLS];

/** What two lines both count. */
function sharedCount(before: Progress, ways: readonly Progress[]): string | undefined {
  const seen = new Set<string>();
  for (const way of ways) {
    const own = new Set<string>();
    for (const key of counted(before, way)) {
      if (key === CALLS) continue;
      if (seen.has(key)) return key;
      own.add(key);
    }
    own.forEach((key) => seen.add(key));
  }
  return undefined;
}

const joinProgress = (before: Progress, ways: readonly Progress[]): Progress => ({
  elapsed: Math.max(before.elapsed, ...ways.map(({ elapsed }) => elapsed)),
  called: ways.some(({ called }) => called),
  blurred: ways.some(({ blurred }) => blurred),
  counts: Object.assign({}, before.counts, ...ways.map((way) => changes(before, way))) as Progress['counts'],
});

const changes = (before: Progress, after: Progress): Readonly<Record<string, number>> =>
  Object.fromEntries(counted(before, after).map((key) => [key, after.counts[key] ?? 0]));
