/** What AWS does with a case, by the reference interpreter: on a virtual clock, the same each time. */
import { seededRandom } from '../../asl/random.ts';
import { diagnosticRules } from '../../asl/validation/diagnostic-rules.ts';
import type { Case, MachineType } from '../../case/case.ts';
import { contentHash } from '../../case/content-hash.ts';
import type { Observation } from '../../case/observation.ts';
import type { Execution, ExecutionEnd } from '../../interpreter/execution.ts';
import type { ExecutionStart } from '../../interpreter/execution-record.ts';
import type { Follower } from '../../interpreter/follower.ts';
import type { HistoryEvent } from '../../interpreter/history.ts';
import { JsonDocument } from '../../json/document.ts';
import { PREDICTED_START, PREDICTED_TOKEN } from '../../compare/open-values.ts';
import { DelayedOutside } from '../../simulation/delayed-outside.ts';
import { ScriptedOutside } from '../../simulation/scripted-outside.ts';
import { simulate } from '../../simulation/simulate.ts';
import { definitionText, inputText } from '../case-text.ts';
import {
  EXECUTION_NAME,
  executionArn,
  MACHINE_NAME,
  REGION,
  ROLE_ARN,
  STATE_MACHINE_ARN,
} from '../observed-names.ts';
import { CompiledMachines } from './compiled-machines.ts';
import { predictTestedState } from './predict-tested-state.ts';
import { startRefusal, startRule } from './start-refusal.ts';
import { VersionPicks } from '../../case/version-picks.ts';

/** An observation, or the reason why there is none, with what a comparer must know beside it. */
export type Prediction = (Observation | { readonly status: 'DECLINED'; readonly reason: string }) & {
  /** Ids of the rules of the catalogue that the execution carried out. */
  readonly rules: readonly string[];
  /** What rests on inference alone, and isn't compared: causes, or details of events such as `TaskSucceeded.output`. */
  readonly inferred: readonly string[];
  /** Seconds of the virtual clock from the start to the last thing that happened. */
  readonly seconds: number;
};

const machines = new CompiledMachines();

/** Which of AWS's freedoms a prediction takes: where lines of states run side by side, another one may not change its meaning. */
export type Schedule = 'in order' | 'reversed';

/** What an execution is called, and what its chances are drawn from, where not as usual. */
export interface Named {
  readonly executionName: string;
  readonly seed: string;
}

/** `picks` says where aliases with weights lead; to the heaviest version by default. */
export async function predict(
  testCase: Case,
  schedule: Schedule = 'in order',
  follower?: Follower,
  picks: VersionPicks = new VersionPicks(),
  named: Named = { executionName: EXECUTION_NAME, seed: contentHash(testCase) },
): Promise<Prediction> {
  const { type } = testCase.machine;
  if (testCase.machine.start === 'TestState') return predictTestedState(testCase, picks);
  const compilation = machines.compile(definitionText(testCase), type);
  if (compilation.kind === 'invalid') {
    const { diagnostics } = compilation;
    return {
      status: 'INVALID_DEFINITION',
      diagnostics,
      invocations: [],
      callbacks: [],
      ...nothingCarriedOut,
      rules: [...new Set(diagnostics.flatMap((diagnostic) => [...diagnosticRules(diagnostic)]))],
    };
  }
  const input = inputText(testCase);
  const refusal = startRefusal(input);
  if (refusal) return { ...refusal, ...nothingCarriedOut, rules: [startRule(refusal)] };
  const isAsynchronous = testCase.machine.start === 'asynchronous';
  const start = {
    ...startOf(named.seed, type, input, schedule, named.executionName),
    ...(isAsynchronous && { synchronous: false }),
    ...(follower && { follower }),
  };
  const outside = new ScriptedOutside(testCase, start, (weights) => picks.choose(weights));
  const world = schedule === 'reversed' ? new DelayedOutside(outside, start.random) : outside;
  const { execution, callbacks } = await simulate(compilation.machine, start, world);
  const { end, history } = execution;
  const beside = {
    rules: [...execution.rules, ...startRules(testCase)],
    inferred: inferredOf(execution, type),
    seconds: (execution.now - PREDICTED_START) / 1000,
  };
  if (end?.status === 'DECLINED') return { status: 'DECLINED', reason: end.reason, ...beside };
  const seen = { invocations: outside.invocations, history: history.events.map(inSeconds) };
  if (isAsynchronous) return { status: 'STARTED', ...seen, ...beside };
  return { ...endOf(end), ...seen, callbacks, ...beside };
}

/** What the way of the start carries out, as the catalogue calls it. */
const startRules = ({ machine: { start } }: Case): readonly string[] =>
  start === undefined ? [] : [`start.${start}`];

/** How AWS words its own failures in Express executions isn't recorded (AWS-BEHAVIOUR 8.5.5). */
function inferredOf({ inferred, end }: Execution, type: MachineType): readonly string[] {
  const kind = end?.status === 'FAILED' ? end.failure.kind : undefined;
  const isOwnWording = type === 'EXPRESS' && (kind === 'runtime' || kind === 'query');
  return [...new Set([...inferred, ...(isOwnWording ? ['cause'] : [])])];
}

const nothingCarriedOut = { rules: [], inferred: [], seconds: 0 } as const;

/** How the reference starts an execution; what AWS draws is drawn from the seed. */
export function startOf(
  seed: string,
  type: MachineType,
  input: string,
  schedule: Schedule = 'in order',
  name: string = EXECUTION_NAME,
): ExecutionStart {
  const random = seededRandom(seed);
  return {
    executionArn: executionArn(type, name),
    name,
    stateMachineArn: STATE_MACHINE_ARN,
    stateMachineName: MACHINE_NAME,
    roleArn: ROLE_ARN,
    region: REGION,
    type,
    ...(type === 'EXPRESS' && { synchronous: true }),
    input: JsonDocument.ofText(input),
    startTime: PREDICTED_START,
    random,
    newTaskToken: () => PREDICTED_TOKEN + random.uuid(),
    ...(schedule === 'reversed' && { order: 'last to first' }),
  };
}

function endOf(
  end: Exclude<ExecutionEnd, { status: 'DECLINED' }> | undefined,
): Pick<Observation, 'status' | 'output' | 'error' | 'cause'> {
  if (end === undefined) return { status: 'RUNNING' };
  if (end.status === 'SUCCEEDED') return { status: 'SUCCEEDED', output: end.output.text };
  if (end.status === 'TIMED_OUT') return { status: 'TIMED_OUT' };
  const { error, cause } = end.status === 'FAILED' ? end.failure : end;
  return {
    status: end.status,
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
}

/** GetExecutionHistory's JSON counts seconds, the interpreter milliseconds. */
const inSeconds = (event: HistoryEvent): HistoryEvent => ({ ...event, timestamp: event.timestamp / 1000 });
