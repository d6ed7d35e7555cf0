/** The catalogue's own patterns: which rule explains a difference at a place, as the comparer spells places. */
import { expect, test } from 'vitest';
import type { Difference, Facet } from '../compare/difference.ts';
import type { JsonValue } from '../json/value.ts';
import { attribute } from './find-rule.ts';
import { loadCatalogue } from './load-catalogue.ts';

const catalogue = loadCatalogue();

test.each<[Facet, string, string]>([
  ['history', 'StateEntered.previousEventId', 'history.first-entered'],
  ['history', 'StateExited.previousEventId', 'history.container-exited'],
  ['history', 'TaskFailed.previousEventId', 'history.chain'],
  ['history', 'MapIterationStarted.previousEventId', 'map.room'],
  ['history', 'MapStateStarted.previousEventId', 'map.retry'],
  ['history', 'ParallelStateStarted.previousEventId', 'parallel.retry'],
  ['history', 'ParallelStateSucceeded.previousEventId', 'history.parallel-end'],
  ['history', 'MapStateSucceeded, not MapStateExited', 'history.map-end'],
  ['history', 'ExecutionFailed, not FailStateExited', 'history.no-fail-exited'],
  ['history', 'ExecutionFailed, not TaskStateExited', 'history.absent-exit'],
  ['history', 'StateEntered.inputDetails', 'history.data-details'],
  ['history', 'ExecutionSucceeded.outputDetails', 'history.data-details'],
  ['history', 'StateExited.assignedVariables', 'variables.assigned-event'],
  ['history', 'StateEntered.name', 'history.state-name'],
  ['history', 'TaskScheduled.timeoutInSeconds', 'history.scheduled-times'],
  ['history', 'LambdaFunctionScheduled.timeoutInSeconds', 'history.scheduled-times'],
  ['history', 'TaskScheduled.region', 'history.region'],
  ['history', 'TaskSucceeded.resourceType', 'history.resource-fields'],
  ['history', 'TaskScheduled.taskCredentials', 'history.task-credentials'],
  ['history', 'TaskScheduled.parameters', 'lambda.parameters-event'],
  ['history', 'LambdaFunctionScheduled.resource', 'lambda.direct-input-event'],
  ['history', 'LambdaFunctionScheduled, not TaskScheduled', 'history.lambda-family'],
  ['history', 'TaskStarted, not TaskSucceeded', 'history.started-event'],
  ['history', 'TaskSubmitted, not TaskSucceeded', 'callback.result-is-the-output'],
  ['history', 'TaskTimedOut, not TaskFailed', 'history.timed-out-event'],
  ['history', 'TaskTimedOut.cause', 'lambda.timeout-no-cause'],
  ['history', 'EvaluationFailed, not ExecutionFailed', 'history.evaluation-failed'],
  ['history', 'EvaluationFailed.location', 'jsonata.location'],
  ['history', 'TaskStateAborted, not ParallelStateFailed', 'history.failed-line-aborted'],
  ['history', 'MapIterationAborted, not MapStateFailed', 'history.siblings-aborted'],
  ['history', 'ParallelStateFailed, not ExecutionFailed', 'history.parallel-failed'],
  ['history', 'MapStateFailed, not ExecutionFailed', 'history.map-failed'],
  ['history', 'MapIterationFailed.error', 'map.iteration-failed-details'],
  ['history', 'MapStateStarted.length', 'history.map-length'],
  ['history', 'MapIterationSucceeded.name', 'history.iteration-events'],
  ['history', 'ParallelStateStarted, not PassStateEntered', 'history.container-started'],
  ['history', 'MapRunStarted, not MapStateSucceeded', 'history.map-run'],
  ['history', 'ExecutionTimedOut.error', 'execution.timeout'],
  ['history', 'the end, not ExecutionAborted', 'api.stop-execution'],
  ['output', 'output.SdkHttpMetadata', 'lambda.invoke-envelope'],
  ['output', 'output.ExecutedVersion', 'lambda.qualifier'],
  ['invocations', 'invocation.qualifier', 'lambda.qualifier'],
  ['invocations', 'invocation.invocationType', 'lambda.invocation-type'],
  ['error', 'error (absent)', 'outcome.error'],
  ['api', 'diagnostics', 'validation.SCHEMA_VALIDATION_FAILED'],
])('%s %s: %s', (facet, place, id) => {
  const difference = { facet, place, expected: 'a', observed: 'b' };
  expect(attribute(difference, ['catch.runtime', 'intrinsic.math-rounding'], catalogue).id).toBe(id);
});

/** Facet, place, what AWS gives, what came instead, and the rules carried out. */
type Told = readonly [Facet, string, JsonValue | undefined, JsonValue | undefined, readonly string[]];

const told = ([facet, place, expected, observed]: Told): Difference => ({ facet, place, expected, observed });

const INVOKED = ['lambda.invoke', 'lambda.result-is-parsed', 'data-flow.result-path', 'pass.forwards'];

test.each<[string, Told]>([
  ['history.data-details', ['history', 'inputDetails (absent)', { truncated: false }, undefined, []]],
  ['history.chain', ['history', 'previousEventId (absent)', 3, undefined, []]],
  ['history.started-event', ['history', 'TaskStarted (absent)', 'TaskStarted', undefined, []]],
  ['history.container-started', ['history', 'MapStateStarted (absent)', 'MapStateStarted', undefined, []]],
  ['lambda.invoke-envelope', ['output', 'output.SdkHttpMetadata', {}, undefined, INVOKED]],
  [
    'lambda.invoke-envelope',
    [
      'history',
      'TaskSucceeded.output',
      '{"Payload":1,"SdkHttpMetadata":{"HttpStatusCode":200}}',
      '{"Payload":1}',
      INVOKED,
    ],
  ],
  [
    'lambda.result-is-parsed',
    ['history', 'TaskSucceeded.output', '{"Payload":{"a":1}}', '{"Payload":"{\\"a\\":1}"}', INVOKED],
  ],
  [
    'start.version',
    ['history', 'transition', 'Give up', 'NotTheVersion', ['path.missing-leaf', 'start.version']],
  ],
  [
    'start.alias',
    ['status', 'status', 'SUCCEEDED', 'FAILED: NotTheVersion', ['start.alias', 'pass.forwards']],
  ],
  ['outcome.no-output', ['output', 'output', undefined, {}, ['fail.error-and-cause', 'pass.forwards']]],
  [
    'callback.closed-token',
    ['callback', 'answer to success', ['Ask 1 success: TaskTimedOut'], ['Ask 1 success: ok'], []],
  ],
  [
    'callback.failure',
    ['error', 'error', 'E', 'States.TaskFailed', ['catch.exact-names', 'callback.failure']],
  ],
  ['choice.numeric', ['history', 'transition', 'B', 'C', ['choice.numeric', 'pass.forwards']]],
  ['intrinsic.Format', ['output', 'output', 'a', 'b', ['lambda.invoke', 'intrinsic.Format']]],
  [
    'path.filter',
    ['invocations', 'invocation.payload', [1], [2], ['path.filter', 'choice.string', 'lambda.invoke']],
  ],
  [
    'outcome.cause-prefix',
    [
      'cause',
      'cause',
      "An error occurred while executing the state 'A' (entered at the event id #2). It is so.",
      'It is so.',
      ['path.missing'],
    ],
  ],
  [
    'lambda.cause-as-sent',
    ['cause', 'cause (spelling of JSON)', '{"a": 1}', '{"a":1}', ['lambda.cause-as-sent']],
  ],
  [
    'lambda.cause-compact',
    ['cause', 'cause (spelling of JSON)', '{"a":1}', '{"a": 1}', ['lambda.cause-compact']],
  ],
])('%s: %j', (id, difference) => {
  expect(attribute(told(difference), difference[4], catalogue).id).toBe(id);
});

test('a cause that is missing belongs to the failure, unless the error is missing too', () => {
  const cause = told(['cause', 'cause (absent)', 'why', undefined, []]);
  const error = told(['error', 'error (absent)', 'E', undefined, []]);
  const rules = ['lambda.attempts-called', 'lambda.function-error'];
  expect(attribute(cause, rules, catalogue, [cause]).id).toBe('lambda.function-error');
  expect(attribute(cause, rules, catalogue, [error, cause]).id).toBe('outcome.cause');
});

test('how AWS tells of things explains a history alone, and not what happened', () => {
  const sent = told([
    'history',
    'TaskScheduled.parameters',
    '{"Payload":{"a":0}}',
    '{"Payload":{"a":[0]}}',
    [],
  ]);
  const received = told(['invocations', 'invocation.payload', { a: 0 }, { a: [0] }, []]);
  const rules = ['path.index', 'lambda.invoke'];
  expect(attribute(sent, rules, catalogue, [sent]).id).toBe('lambda.parameters-event');
  expect(attribute(sent, rules, catalogue, [received, sent]).id).toBe('path.index');

  const gap = told(['history', 'ExecutionFailed, not ChoiceStateExited', 'a', 'b', []]);
  const error = told(['error', 'error', 'States.Runtime', 'States.DataLimitExceeded', []]);
  expect(attribute(gap, ['choice.missing-variable'], catalogue, [gap]).id).toBe('history.absent-exit');
  expect(attribute(gap, ['choice.missing-variable'], catalogue, [error, gap]).id).toBe(
    'choice.missing-variable',
  );
});

test('a definition that is refused is not put down to how AWS fails in it', () => {
  const refused = told(['status', 'status', 'FAILED: States.Runtime', 'INVALID_DEFINITION', []]);
  const failing = ['template.nested', 'intrinsic.missing-path'];
  expect(attribute(refused, failing, catalogue).id).toBe('validation.accepted');
  expect(attribute(refused, ['intrinsic.ArrayRange', ...failing], catalogue).id).toBe('intrinsic.ArrayRange');
});

test('a target that fails where AWS goes on could not read what AWS read', () => {
  const failed = told([
    'history',
    'ChoiceStateExited, not ExecutionFailed',
    'ChoiceStateExited',
    'ExecutionFailed',
    [],
  ]);
  expect(attribute(failed, ['context.execution', 'choice.string'], catalogue).id).toBe('context.execution');
  expect(attribute(failed, ['choice.is'], catalogue).id).toBe('choice.is');
});

test('a text without its quotes is no other order of keys', () => {
  const bare = told(['output', 'output (not JSON)', '"N"', 'N', []]);
  expect(attribute(bare, [], catalogue).id).toBe('outcome.output');
});
