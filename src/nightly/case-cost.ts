/** What a case costs on AWS: calls that draw from the quotas, and what is paid for. */
import type { Answer, Case } from '../case/case.ts';
import type { Observation } from '../case/observation.ts';
import { SETTLING } from '../executors/aws-api/until-settled.ts';
import type { TargetTraits } from '../executors/aws-api/target-traits.ts';

export interface CaseCost {
  /** Calls of Step Functions by operation, as the buckets are called: `StartExecution:EXPRESS`. */
  readonly calls: Readonly<Record<string, number>>;
  /** Of Standard executions; a retry counts as one. */
  readonly transitions: number;
  readonly expressRequests: number;
  readonly expressSeconds: number;
  readonly invocations: number;
  readonly functionSeconds: number;
  /** That the case waits, by its own clock. */
  readonly seconds: number;
}

export interface Driven {
  readonly look: TargetTraits['look'];
  /** Seconds for which an end isn't known everywhere, on the average. */
  readonly lagSeconds: number;
}

/** `seen` is a prediction or an observation; `seconds` how long the execution took. */
export function costOf(
  testCase: Case,
  seen: Observation | undefined,
  seconds: number,
  driven: Driven,
): CaseCost {
  const { machine, functions } = testCase;
  const invocations = seen?.invocations?.length ?? 0;
  const delays = Object.values(functions).flatMap(({ outcomes }) =>
    outcomes.map(({ delaySeconds = 0 }) => delaySeconds),
  );
  const express = machine.type === 'EXPRESS' && machine.start !== 'TestState';
  const refused = seen?.status === 'INVALID_DEFINITION';
  return {
    calls: callsOf(testCase, seen, seconds, driven),
    transitions: machine.type === 'STANDARD' && machine.start !== 'TestState' ? transitionsIn(seen) : 0,
    expressRequests: express && !refused ? 1 : 0,
    expressSeconds: express ? seconds : 0,
    invocations,
    functionSeconds: invocations * (OWN_SECONDS + Math.max(0, ...delays)),
    seconds,
  };
}

/** What a function of the kit takes by itself, cold starts included. */
const OWN_SECONDS = 0.2;

function callsOf(
  { machine, callbacks }: Case,
  seen: Observation | undefined,
  seconds: number,
  { look, lagSeconds }: Driven,
): Readonly<Record<string, number>> {
  if (machine.start === 'TestState') return { TestState: 1 };
  if (seen?.status === 'INVALID_DEFINITION') return { CreateStateMachine: 1 };
  const versioned = machine.start === 'version' || machine.start === 'alias';
  const common = {
    CreateStateMachine: 1,
    DeleteStateMachine: 1,
    ...(versioned && { PublishStateMachineVersion: 1, UpdateStateMachine: 1 }),
    ...(machine.start === 'alias' && { CreateStateMachineAlias: 1 }),
  };
  if (machine.type === 'EXPRESS')
    return {
      ...common,
      [machine.start === 'asynchronous' ? 'StartExecution:EXPRESS' : 'StartSyncExecution']:
        startsWithin(lagSeconds),
    };
  const answered = Object.keys(callbacks).length > 0;
  const nudges =
    look.uponCalls || (answered && look.withCallbacks < look.last) ? (seen?.invocations?.length ?? 0) : 0;
  const looks = looksWithin(seconds + lagSeconds, look, answered) + nudges;
  return {
    ...common,
    StartExecution: startsWithin(lagSeconds),
    DescribeExecution: looks,
    GetExecutionHistory: pagesOf(seen) + (answered ? looks : 0),
    ...countBy((seen?.callbacks ?? []).map(({ answer }) => sending(answer))),
  };
}

/** A failure may have neither error nor cause; whatever isn't one of these two is a success. */
function sending(answer: Answer): string {
  if ('heartbeat' in answer) return 'SendTaskHeartbeat';
  return 'failure' in answer ? 'SendTaskFailure' : 'SendTaskSuccess';
}

const countBy = (names: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...new Set(names)].map((name) => [name, names.filter((one) => one === name).length]));

/** A new machine may be unknown for a moment: calls until it is known, on the average of all lags up to twice the mean. */
function startsWithin(lagSeconds: number): number {
  const lags = Array.from({ length: 20 }, (_, i) => ((i + 0.5) / 10) * lagSeconds);
  const look = { ...SETTLING, last: SETTLING.longest, withCallbacks: SETTLING.longest, uponCalls: false };
  return lags.reduce((sum, lag) => sum + looksWithin(lag, look, false), 0) / lags.length;
}

/** The first at once, the others farther and farther apart. */
export function looksWithin(
  seconds: number,
  { first, growth, last, withCallbacks }: TargetTraits['look'],
  answered: boolean,
): number {
  let looks = 1;
  for (let [at, wait] = [0, first]; at < seconds * 1000; looks += 1) {
    at += wait;
    wait = Math.min(wait * growth, answered ? withCallbacks : last);
  }
  return looks;
}

const PAGE = 1000;

const pagesOf = (seen: Observation | undefined): number =>
  Math.max(1, Math.ceil((seen?.history?.length ?? 0) / PAGE));

/** Each state that is entered, and each further attempt of one (AWS-BEHAVIOUR 9.3.1). */
export function transitionsIn(seen: Observation | undefined): number {
  const types = (seen?.history ?? []).map(({ type }) => type);
  const entered = types.filter((type) => type.endsWith('StateEntered')).length;
  const tasks = types.filter((type) => type === 'TaskStateEntered').length;
  const attempts = types.filter(
    (type) => type === 'TaskScheduled' || type === 'LambdaFunctionScheduled',
  ).length;
  return entered + Math.max(0, attempts - tasks);
}
