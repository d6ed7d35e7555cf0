import { expect, test } from 'vitest';
import type { Retrier } from '../asl/state/state.ts';
import { retryRules } from './error-rules.ts';
import type { Failure } from './failure.ts';

const retrier = (errorEquals: readonly string[], maxAttempts = 1): Retrier => ({
  errorEquals,
  maxAttempts,
  intervalSeconds: 1,
  backoffRate: 2,
  jitter: 'NONE',
});

const busy: Failure = { kind: 'task', error: 'Busy', rule: 'lambda.function-error' };
const fail: Failure = { kind: 'fail', error: 'Busy', rule: 'fail.error-and-cause' };

test.each<[string, readonly Retrier[], number, Failure, boolean, readonly string[]]>([
  ['nothing to show', [], -1, busy, false, []],
  ['a retrier by its own name', [retrier(['Busy'])], 0, busy, false, ['catch.exact-names', 'retry.delay']],
  ['one that does not match', [retrier(['Tired'])], -1, busy, false, ['catch.exact-names']],
  ['States.ALL', [retrier(['States.ALL'])], 0, busy, false, ['catch.all', 'retry.delay']],
  ['MaxAttempts 0', [retrier(['Busy'], 0)], 0, busy, true, ['catch.exact-names', 'retry.none-left']],
  ['one that is used up', [retrier(['Busy'])], 0, busy, true, ['catch.exact-names', 'retry.exhausted']],
  [
    'one that is used up before another that matches',
    [retrier(['Busy']), retrier(['States.ALL'])],
    0,
    busy,
    true,
    ['catch.exact-names', 'retry.own-counters', 'retry.exhausted', 'retry.spent-retrier-decides'],
  ],
  [
    'a name that is known to match',
    [retrier(['States.TaskFailed'])],
    0,
    busy,
    false,
    ['catch.exact-names', 'catch.task-failed', 'retry.delay'],
  ],
  [
    'a name of which it is inferred that it does not match',
    [retrier(['States.TaskFailed'])],
    -1,
    fail,
    false,
    ['catch.exact-names', 'catch.task-failed-others'],
  ],
  [
    'the same name beside one that matches, which decides',
    [retrier(['States.TaskFailed', 'Busy'])],
    0,
    fail,
    false,
    ['catch.exact-names', 'retry.delay'],
  ],
])('%s', (_, retriers, index, failure, spent, rules) => {
  expect([...retryRules(retriers, index, failure, spent)]).toEqual(rules);
});
