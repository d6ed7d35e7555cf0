/** What a case costs on AWS: calls that draw from the quotas, and what is paid for. */
import type { Answer, Case, MachineStart, MachineUnderTest } from '../case/case.ts';
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

/**
 * `seen` is a prediction or an observation; `seconds` how long the execution took. What a pack costs as a whole isn't in the cost of
 * a case that is packed: {@link callsOfPack}.
 */
export function costOf(
  testCase: Case,
  seen: Observation | undefined,
  seconds: number,
  driven: Driven,
  place: 'alone' | 'packed' = 'alone',
): CaseCost {
  const { machine, functions } = testCase;
  const invocations = seen?.invocations?.length ?? 0;
  const delays = Object.values(functions).flatMap(({ outcomes }) =>
    outcomes.map(({ delaySeconds = 0 }) => delaySeconds),
  );
  const express = machine.type === 'EXPRESS' && machine.start !== 'TestState';
  const refused = seen?.status === 'INVALID_DEFINITION';
  return {
    calls: place === 'packed' ? packedCallsOf(testCase, seen) : callsOf(testCase, seen, seconds, driven),
    transitions:
      machine.type === 'STANDARD' && machine.start !== 'TestState'
        ? transitionsIn(seen) + (place === 'packed' ? 1 : 0)
        : 0,
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
  const common = callsOfMachine(machine.start);
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
  const other = answersAnother(callbacks) ? 1 : 0;
  return {
    ...common,
    CreateStateMachine: 1 + other,
    DeleteStateMachine: 1 + other,
    StartExecution: startsWithin(lagSeconds) * (1 + other),
    StopExecution: other,
    DescribeExecution: looks,
    GetExecutionHistory: pagesOf(seen) + (answered ? looks : 0),
    ...sendings(seen),
  };
}

const callsOfMachine = (start: MachineStart | undefined): Readonly<Record<string, number>> => ({
  CreateStateMachine: 1,
  DeleteStateMachine: 1,
  ...((start === 'version' || start === 'alias') && { PublishStateMachineVersion: 1, UpdateStateMachine: 1 }),
  ...(start === 'alias' && { CreateStateMachineAlias: 1 }),
});

/** Of the machine that the cases of a pack share; one of them finds out when it is known. */
export function callsOfPack(
  { type, start }: Pick<MachineUnderTest, 'type' | 'start'>,
  { lagSeconds }: Driven,
): Readonly<Record<string, number>> {
  const starting =
    type === 'STANDARD'
      ? 'StartExecution'
      : start === 'asynchronous'
        ? 'StartExecution:EXPRESS'
        : 'StartSyncExecution';
  return { ...callsOfMachine(start), [starting]: startsWithin(lagSeconds) - 1 };
}

/** Lists tell of the end, and are counted by the time that all of it takes. */
function packedCallsOf(
  { machine, callbacks }: Case,
  seen: Observation | undefined,
): Readonly<Record<string, number>> {
  if (machine.type === 'EXPRESS')
    return { [machine.start === 'asynchronous' ? 'StartExecution:EXPRESS' : 'StartSyncExecution']: 1 };
  const lists = Object.values(callbacks).flat(2);
  const other = answersAnother(callbacks) ? 1 : 0;
  const submitted = (seen?.history ?? []).filter(({ type }) => type === 'TaskSubmitted');
  const heard = lists.some(({ from }) => from === 'function') ? (seen?.invocations?.length ?? 0) : 0;
  return {
    StartExecution: 1 + other,
    StopExecution: other,
    GetExecutionHistory: pagesOf(seen) + (lists.length > 0 ? submitted.length : 0) + heard,
    ...sendings(seen),
  };
}

const answersAnother = (callbacks: Case['callbacks']): boolean =>
  Object.values(callbacks)
    .flat(2)
    .some(({ tokenOf }) => tokenOf !== undefined);

const sendings = (seen: Observation | undefined): Readonly<Record<string, number>> =>
  countBy((seen?.callbacks ?? []).map(({ answer }) => sending(answer)));

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
