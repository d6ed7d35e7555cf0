/** Which errors can come to a retrier or a catcher: those that something raises, and that no handler before it takes. */
import type { Flow, MapState, ParallelState, State, TaskState } from '../../asl/state/state.ts';
import { BEYOND_THE_KIT, plansToFailBy } from '../search/error-plans.ts';
import { innerFlows } from '../states-in.ts';

/** Why a transition is never taken. */
export interface Never {
  readonly reason: string;
  /** True where something may take it on AWS, but nothing that the kit can script. */
  readonly beyond?: true;
}

type Failing = TaskState | ParallelState | MapState;

/** Why a retrier never tries again; undefined where it may. */
export function whyNotRetried(state: Failing, index: number): Never | undefined {
  const retrier = state.retry[index];
  if (retrier === undefined) return undefined;
  if (retrier.maxAttempts === 0) return { reason: 'its MaxAttempts is 0' };
  return shadowed(state.retry, index, 'retrier') ?? whyNotRaised(retrier.errorEquals, state);
}

/** Why a catcher is never taken; undefined where it may be. */
export function whyNotCaught(state: Failing, index: number): Never | undefined {
  const catcher = state.catch[index];
  if (catcher === undefined) return undefined;
  return shadowed(state.catch, index, 'catcher') ?? whyNotRaised(catcher.errorEquals, state);
}

/** Names that `States.TaskFailed` doesn't match. */
const NO_TASK_FAILURES = [
  'States.Timeout',
  'States.HeartbeatTimeout',
  'States.DataLimitExceeded',
  'States.QueryEvaluationError',
  'States.ExceedToleratedFailureThreshold',
  'States.ItemReaderFailed',
  'States.ResultWriterFailed',
  'States.Runtime',
];

/** The first handler that matches decides. */
function shadowed(
  handlers: readonly { readonly errorEquals: readonly string[] }[],
  index: number,
  word: string,
): Never | undefined {
  const before = handlers.slice(0, index).map(({ errorEquals }) => errorEquals);
  const takes = (names: readonly string[], name: string): boolean =>
    names.includes('States.ALL') ||
    names.includes(name) ||
    (names.includes('States.TaskFailed') && name !== 'States.ALL' && !NO_TASK_FAILURES.includes(name));
  const own = handlers[index]?.errorEquals ?? [];
  const taking = own.map((name) => before.findIndex((names) => takes(names, name)));
  if (own.length === 0 || taking.some((place) => place < 0)) return undefined;
  const numbers = [...new Set(taking.map((place) => place + 1))].join(' and ');
  return { reason: `${word} ${numbers} before it takes what it names` };
}

function whyNotRaised(names: readonly string[], state: Failing): Never | undefined {
  if (names.some((name) => canRaise(name, state))) return undefined;
  const listed = names.join(', ');
  const beyond = names.filter((name) => BEYOND_THE_KIT.has(name));
  if (beyond.length > 0)
    return { reason: `nothing that a case can script fails by ${beyond.join(', ')}`, beyond: true };
  if (state.type === 'Task') return { reason: names.map((name) => whyNotByCall(name, state)).join('; ') };
  return state.type === 'Map' && state.mode === 'DISTRIBUTED'
    ? { reason: `a distributed Map doesn't fail by ${listed} here` }
    : { reason: `nothing inside of it can fail by ${listed}` };
}

function whyNotByCall(name: string, task: TaskState): string {
  if (name === 'States.Timeout') return 'nothing times out: the state has no TimeoutSeconds';
  if (name === 'States.HeartbeatTimeout')
    return 'no heartbeat is missed: the state waits for no token, or has no HeartbeatSeconds';
  if (name === 'States.Runtime') return 'States.Runtime is never caught nor retried';
  if (name === 'States.QueryEvaluationError' && task.data.language === 'JSONPath')
    return 'States.QueryEvaluationError comes of JSONata only';
  return `no answer of what it calls makes it fail by ${name}`;
}

/** Whether a state can fail, seen from outside, by something that the name matches. */
function canRaise(name: string, state: Failing): boolean {
  if (state.type === 'Task') return plansToFailBy(name, state).length > 0;
  if (state.type === 'Map' && state.mode === 'DISTRIBUTED') {
    const fails = innerFlows(state).some((flow) => canEscape('States.ALL', flow));
    const tolerant =
      state.toleratedFailurePercentage?.kind === 'literal' && state.toleratedFailurePercentage.value >= 100;
    const named = name === 'States.ExceedToleratedFailureThreshold' || name === 'States.ALL';
    return named && fails && !tolerant;
  }
  return mayMiscompute(name, state) || innerFlows(state).some((flow) => canEscape(name, flow));
}

/** Any expression of JSONata may fail. */
const mayMiscompute = (name: string, { data }: State): boolean =>
  data.language === 'JSONata' && (name === 'States.ALL' || name === 'States.QueryEvaluationError');

/** Whether something in the flow fails by what the name matches, and nothing there catches it. */
function canEscape(name: string, flow: Flow): boolean {
  return [...flow.states.values()].some((state) => {
    if (state.type === 'Fail') return failsBy(name, state);
    if (!('catch' in state)) return mayMiscompute(name, state);
    if (!canRaise(name, state)) return false;
    // A name for many may be any other one that isn't caught.
    if (name === 'States.ALL' || name === 'States.TaskFailed')
      return !state.catch.some(({ errorEquals }) => errorEquals.includes('States.ALL'));
    return !state.catch.some(({ errorEquals }) =>
      errorEquals.some((one) => one === name || one === 'States.ALL'),
    );
  });
}

function failsBy(name: string, state: Extract<State, { type: 'Fail' }>): boolean {
  if (name === 'States.ALL') return true;
  // What a Fail says is no failure of a Task (AWS-BEHAVIOUR 6.2.6).
  if (name === 'States.TaskFailed') return false;
  return state.error !== undefined && (state.error.kind !== 'literal' || state.error.text === name);
}
