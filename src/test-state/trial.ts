/** A test that is ready to run: one state as a machine of its own, and what it is tried with. */
import { seededRandom, type Random } from '../asl/random.ts';
import type { State, StateMachine } from '../asl/state/state.ts';
import { startRefusal } from '../executors/reference/start-refusal.ts';
import type { ExecutionEnd } from '../interpreter/execution.ts';
import type { ExecutionStart } from '../interpreter/execution-record.ts';
import { TIMEOUT, type Failure } from '../interpreter/failure.ts';
import { JsonDocument } from '../json/document.ts';
import { refused, type TestStateAnswer, type TestStateRefusal, type TestStateResponse } from './answer.ts';
import { readContext } from './check-context.ts';
import { checkMock } from './check-mock.ts';
import { checkRequest } from './check-request.ts';
import { checkState } from './check-state.ts';
import { mockedWork } from './mocked-work.ts';
import { readVariables } from './read-variables.ts';
import type { InspectionLevel, TestStateRequest } from './request.ts';
import type { ResponseModels } from './response-models/response-model.ts';
import { StateInspection } from './state-inspection.ts';
import { findTestedState } from './tested-state.ts';

export interface Trial {
  readonly kind: 'trial';
  readonly machine: StateMachine;
  readonly start: ExecutionStart;
  readonly inspection: StateInspection;
  readonly level: InspectionLevel;
}

/** What a test takes from where it runs. */
export interface TestPlace {
  /** Holds mocked results to nothing by default. */
  readonly models?: ResponseModels;
  /** `us-east-1` by default. */
  readonly region?: string;
  /** `123456789012` by default. */
  readonly account?: string;
  /** Milliseconds since 1970; the start of 2024 by default. */
  readonly startTime?: number;
  /** Drawn from the request by default, so that the same test gives the same answer. */
  readonly random?: Random;
}

const NO_MODELS: ResponseModels = { find: () => undefined };

/** Seconds that a test may take (AWS-BEHAVIOUR 8.7.9). */
const LONGEST_TEST = 300;

/** inferred: the order of the checks, as far as no recording shows it. */
export function prepareTrial(request: TestStateRequest, place: TestPlace): Trial | TestStateRefusal {
  const refusal = checkRequest(request);
  if (refusal) return refusal;
  const found = findTestedState(request.definition, request.stateName);
  if (found.kind === 'refused') return found;
  const { state } = found;
  const unfit = checkState(state, request) ?? checkMock(state, request, place.models ?? NO_MODELS);
  if (unfit) return unfit;
  const context = readContext(request.context, state);
  if (context.kind === 'refused') return context;
  const variables = readVariables(request.variables);
  if (variables.kind === 'refused') return variables;
  const { input = '{}' } = request;
  const badInput = startRefusal(input);
  if (badInput) return refusedInput(badInput);
  const inspection = new StateInspection({
    input,
    variables: variables.variables,
    retryCount: request.stateConfiguration?.retrierRetryCount ?? 0,
    context: context.value,
    mock: mockedWork(request),
  });
  return {
    kind: 'trial',
    machine: machineOf(state),
    start: startOf(request, input, place, inspection),
    inspection,
    level: request.inspectionLevel ?? 'INFO',
  };
}

const refusedInput = ({ error, cause }: { readonly error?: string; readonly cause?: string }) =>
  refused(error === 'InvalidExecutionInput' ? 'InvalidExecutionInput' : 'ValidationException', cause ?? '');

const machineOf = (state: State): StateMachine => ({
  startAt: state.name,
  states: new Map([[state.name, state]]),
  queryLanguage: state.data.language,
  timeoutSeconds: LONGEST_TEST,
});

/** A synthetic Express execution (3.3.11; recorded: BASE_MAP_STATE, whose output is `$states`). */
function startOf(
  request: TestStateRequest,
  input: string,
  { region = 'us-east-1', account = '123456789012', startTime = Date.UTC(2024, 0, 1), ...place }: TestPlace,
  inspection: StateInspection,
): ExecutionStart {
  const random = place.random ?? seededRandom(JSON.stringify(request));
  const [machine, name] = [random.uuid(), random.uuid()];
  const arn = `arn:aws:states:${region}:${account}`;
  return {
    executionArn: `${arn}:express:${machine}:${name}`,
    name,
    stateMachineArn: `${arn}:stateMachine:${machine}`,
    stateMachineName: machine,
    roleArn: request.roleArn ?? null,
    region,
    type: 'EXPRESS',
    synchronous: true,
    input: JsonDocument.ofText(input),
    startTime,
    random,
    newTaskToken: () => random.uuid(),
    inspection,
  };
}

/** What TestState answers once the state has come to an end. */
export function answerOf({ inspection, level }: Trial, end: ExecutionEnd | undefined): TestStateAnswer {
  const response = (
    status: TestStateResponse['status'],
    failure?: Pick<Failure, 'error' | 'cause'>,
    output?: JsonDocument,
  ): TestStateResponse => ({
    kind: 'response',
    status,
    ...(output && { output: output.text }),
    ...(failure?.error !== undefined && { error: failure.error }),
    ...(failure?.cause !== undefined && { cause: failure.cause }),
    ...(output && inspection.nextState !== undefined && { nextState: inspection.nextState }),
    // INFO brings none (RECORDED 110).
    ...(level !== 'INFO' && { inspectionData: inspection.data }),
  });
  const { retriable, caught } = inspection;
  if (retriable) return response('RETRIABLE', retriable);
  switch (end?.status) {
    case 'SUCCEEDED':
      return response(caught ? 'CAUGHT_ERROR' : 'SUCCEEDED', caught, end.output);
    case 'FAILED':
      return response('FAILED', end.failure);
    case 'DECLINED':
      return { kind: 'declined', reason: end.reason };
    // Documented: a test of more than five minutes fails with States.Timeout.
    case 'TIMED_OUT':
      return response('FAILED', { error: TIMEOUT });
    case 'ABORTED':
    case undefined:
      throw new Error('a tested state neither ended nor ran out of time');
  }
}
