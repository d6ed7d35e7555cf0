/** Which retrier or catcher takes an error (AWS-BEHAVIOUR 2.2, 4.1, 4.2). */
import type { Retrier } from '../../src/asl/state/state.ts';
import { open, type Open } from './outcome.ts';
import type { Raised } from './outcome.ts';

/** True or false, or open where it is inferred whether the name matches. `container` where a Parallel or Map asks. */
export function matches(errorEquals: readonly string[], raised: Raised, container: boolean): boolean | Open {
  for (const name of errorEquals) {
    const verdict = matchesName(name, raised, container);
    if (verdict !== false) return verdict;
  }
  return false;
}

function matchesName(name: string, { kind, error }: Raised, container: boolean): boolean | Open {
  if (kind === 'query' && (name === 'States.ALL' || name === 'States.TaskFailed'))
    return open('what but its own name takes a QueryEvaluationError rests on a third party (2.2)');
  if (name === 'States.ALL') return true;
  if (name === 'States.TaskFailed') {
    if (kind === 'limit')
      return open('whether States.TaskFailed matches States.DataLimitExceeded is not recorded (G3)');
    if (container) return open('whether States.TaskFailed matches on a Parallel or Map is inferred (2.2)');
    if (kind === 'heartbeat')
      return open('that States.TaskFailed passes by a missed heartbeat is inferred (2.2)');
    if (error === undefined)
      return open('States.TaskFailed for an error without a name is not recorded (2.2)');
    return kind === 'task';
  }
  if (name === 'States.Timeout' || name === 'States.HeartbeatTimeout') {
    if (kind !== 'timeout' && kind !== 'heartbeat') return name === error;
    if (container) return open('the name of a timeout on a Parallel or Map is inferred');
    return name === 'States.Timeout' || kind === 'heartbeat';
  }
  return name === error;
}

/** The place of the first that matches, -1 where none does. */
export function findMatch(
  handlers: readonly { readonly errorEquals: readonly string[] }[],
  raised: Raised,
  container: boolean,
): number | Open {
  for (const [i, { errorEquals }] of handlers.entries()) {
    const verdict = matches(errorEquals, raised, container);
    if (typeof verdict === 'object') return verdict;
    if (verdict) return i;
  }
  return -1;
}

/**
 * The retrier that takes an error, how long it waits, or undefined where none has an attempt left. That retriers behind a
 * spent one aren't tried is inferred (4.1.9), so that two for one error leave it open.
 */
export function findRetrier(
  retriers: readonly Retrier[],
  spent: readonly number[],
  raised: Raised,
  container: boolean,
): { readonly index: number; readonly seconds: number } | undefined | Open {
  const index = findMatch(retriers, raised, container);
  if (typeof index === 'object') return index;
  const retrier = retriers[index];
  if (retrier === undefined) return undefined;
  if (raised.kind === 'limit') return open('retrying States.DataLimitExceeded is not recorded (G2)');
  const attempt = (spent[index] ?? 0) + 1;
  if (attempt > retrier.maxAttempts) {
    const other = findMatch(retriers.slice(index + 1), raised, container);
    return other === -1
      ? undefined
      : open('a second retrier for the error of a spent one is inferred (4.1.9)');
  }
  const delay = retrier.intervalSeconds * retrier.backoffRate ** (attempt - 1);
  return { index, seconds: Math.min(delay, retrier.maxDelaySeconds ?? Infinity) };
}
