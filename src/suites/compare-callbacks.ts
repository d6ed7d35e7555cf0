/** Compares how the API answered to what was sent for tokens with what a directed case expects. */
import type { CallbackAnswer } from '../case/observation.ts';
import type { Difference } from '../compare/difference.ts';

const KINDS = ['successText', 'successBytes', 'success', 'failure', 'heartbeat'] as const;

/** `STATE ATTEMPT KIND: RESULT`; the order is open, for answers to several tokens may cross. */
const lineOf = ({ state, attempt, answer, result }: CallbackAnswer): string =>
  `${state} ${attempt} ${KINDS.find((kind) => kind in answer) ?? ''}: ${result}`;

export function compareCallbacks(
  expected: readonly string[] | undefined,
  observed: readonly CallbackAnswer[] | undefined,
): readonly Difference[] {
  if (expected === undefined || observed === undefined) return [];
  const [wanted, found] = [expected.toSorted(), observed.map(lineOf).toSorted()];
  const at = Array.from({ length: Math.max(wanted.length, found.length) }).findIndex(
    (_, i) => wanted[i] !== found[i],
  );
  if (at < 0) return [];
  const kind = /(\w+): \w+$/.exec(wanted[at] ?? found[at] ?? '')?.[1] ?? 'a token';
  return [{ facet: 'callback', place: `answer to ${kind}`, expected: wanted, observed: found }];
}
