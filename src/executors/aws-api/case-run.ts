/** One case on one target: brought there, run, observed, and taken away again whatever happened. */
import { CreateStateMachineCommand, DeleteStateMachineCommand } from '@aws-sdk/client-sfn';
import type { Case } from '../../case/case.ts';
import type { Observation } from '../../case/observation.ts';
import { parseJsonOrThrow } from '../../json/parse.ts';
import { valueAt, type JsonValue } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';
import { definitionText, inputText } from '../case-text.ts';
import type { ExecutorOutcome } from '../executor.ts';
import { ACCOUNT, REGION } from '../observed-names.ts';
import type { TargetApi } from './api.ts';
import { readDiagnostics } from './diagnostics.ts';
import type { FunctionDoor, OpenedFunctions } from './doors/door.ts';
import { ExecutionRun } from './execution-run.ts';
import { DeployedNames } from './names/deployed-names.ts';
import { readsFunctionNames, rewriteData, rewriteDefinition } from './names/rewrite.ts';
import { OtherExecution } from './callbacks/other-execution.ts';
import { outcomeOfOwnAnswer } from './outcome-of-answer.ts';
import type { Pace } from './pace.ts';
import type { HistoryTurns } from './packs/history-turns.ts';
import { patienceFor, type Patience } from './patience.ts';
import { refusalIn } from './refusals.ts';
import { startArn } from './start-arn.ts';
import { testState } from './state-test.ts';
import type { TargetTraits } from './target-traits.ts';
import { isRoleUnknown, untilSettled } from './until-settled.ts';

export interface CaseRunOptions {
  readonly testCase: Case;
  readonly api: TargetApi;
  readonly door: FunctionDoor;
  readonly traits: TargetTraits;
  /** What all names of the case begin with; no other case has it. */
  readonly prefix: string;
  readonly signal: AbortSignal;
  /** Of all executions on the target. */
  readonly pace: Pace;
  readonly overdue?: (() => void) | undefined;
  /** Whose turn it is to read a history; whoever comes may where absent. */
  readonly turns?: HistoryTurns | undefined;
}

/** Clean-up goes on when the case is given up. */
const NEVER = new AbortController().signal;

export async function runCase(options: CaseRunOptions): Promise<ExecutorOutcome> {
  const { testCase, door, traits, prefix, signal } = options;
  const patience = await patienceFor(testCase);
  if (patience.seconds > traits.longestSeconds) {
    const reason = `the case takes ${patience.seconds} s by the clock, more than the ${traits.longestSeconds} s that are waited for`;
    return { kind: 'indeterminate', fault: 'time-limit', reason };
  }
  const names =
    door.names?.(testCase, prefix) ??
    new DeployedNames(prefix, Object.keys(testCase.functions), door.take?.(testCase));
  const dynamic = readsFunctionNames(definitionText(testCase));
  const opening = await door.open(dynamic ? withDeployedNames(testCase, names) : testCase, names, signal);
  if (opening.kind === 'shut') return opening.outcome;
  let quiet = false;
  try {
    const outcome = await withFunctions(options, names, opening.functions, patience, dynamic);
    const fault = opening.functions.notes && faultIn(outcome);
    if (fault) return fault;
    quiet = isQuiet(outcome, testCase);
    const refusal =
      outcome.kind === 'observed' && patience.valid
        ? refusalIn(outcome.observation, testCase, traits.refusals)
        : undefined;
    return refusal === undefined ? outcome : { kind: 'declined', reason: refusal };
  } finally {
    await opening.functions.close(quiet);
  }
}

/** The kit's own function could not do what it should: nothing was learnt. */
export function faultIn(outcome: ExecutorOutcome): ExecutorOutcome | undefined {
  const text = outcome.kind === 'observed' ? writeJson(outcome.observation as unknown as JsonValue) : '';
  const place = text.indexOf(FUNCTION_FAULT);
  if (place < 0) return undefined;
  const reason = `the function of the kit failed: ${text.slice(place, place + 300)}`;
  return { kind: 'indeterminate', fault: 'transport', reason };
}

/** The type of its error (function-package/deployed/behave-by-table.mjs). */
const FUNCTION_FAULT = 'SfnConformance.FunctionFault';

/**
 * An execution that came to its own end, and of whose branches and iterations none was given up on the way: a target can't be
 * at work on it any more, however it goes about it.
 */
export function isQuiet(outcome: ExecutorOutcome, testCase: Case): boolean {
  if (outcome.kind !== 'observed') return false;
  const { status, history } = outcome.observation;
  if (!['SUCCEEDED', 'FAILED', 'INVALID_DEFINITION'].includes(status)) return false;
  if (!/"(?:Parallel|Map)"/.test(definitionText(testCase))) return true;
  return status === 'SUCCEEDED' && history !== undefined && !history.some(({ type }) => GAVE_UP.test(type));
}

/** ParallelStateFailed, MapIterationAborted and their like; a task that times out in a branch may go on as well. */
const GAVE_UP = /^(?:Parallel|Map).*(?:Failed|Aborted|TimedOut)$|TimedOut$/;

/** What functions return may name functions too, where the machine reads their names from data. */
export function withDeployedNames(testCase: Case, names: DeployedNames): Case {
  const text = writeJson(testCase.functions as unknown as JsonValue);
  const rewritten = rewriteData(text, names, { region: REGION, account: ACCOUNT }, true);
  return { ...testCase, functions: parseJsonOrThrow(rewritten) as unknown as Case['functions'] };
}

async function withFunctions(
  options: CaseRunOptions,
  names: DeployedNames,
  functions: OpenedFunctions,
  patience: Patience,
  dynamic: boolean,
): Promise<ExecutorOutcome> {
  const { testCase, api, traits, signal } = options;
  const { where } = functions;
  if (testCase.machine.start === 'TestState') return testState(options, names, functions, patience, dynamic);
  const definition = rewriteDefinition(definitionText(testCase), names, where, dynamic);
  const { type } = testCase.machine;
  const creation = { name: names.machine, definition, type, roleArn: traits.roleArn };
  const created = await untilSettled(
    api,
    traits.settleSeconds ?? 0,
    signal,
    () => api.stepFunctions(new CreateStateMachineCommand(creation), signal),
    isRoleUnknown,
  );
  if (created.kind === 'refused' && isAboutTheDefinition(created.error)) {
    const message = names.mapBack(created.message, { ...where, roleArn: traits.roleArn });
    return { kind: 'observed', observation: invalidDefinition(message) };
  }
  if (created.kind !== 'ok') return outcomeOfOwnAnswer('CreateStateMachine', created);
  const stateMachineArn = String(valueAt(created.body, 'stateMachineArn'));
  const [, , , region = where.region, account = where.account] = stateMachineArn.split(':');
  const input = rewriteData(inputText(testCase), names, where, dynamic);
  const placed = { ...functions, where: { region, account } };
  const other = new OtherExecution(options);
  const run = new ExecutionRun({ ...options, names, functions: placed, patience, other });
  try {
    const started = await startArn(testCase.machine, stateMachineArn, api, signal);
    if (started.kind === 'none') return started.outcome;
    const failure = await other.open();
    return failure ?? (await run.observe(started.arn, input));
  } finally {
    await run.stop();
    await other.close();
    await api.stepFunctions(new DeleteStateMachineCommand({ stateMachineArn }), NEVER);
  }
}

/** Moto gives no name to what it says of a definition that it can't read. */
const isAboutTheDefinition = (error: string | undefined): boolean =>
  error === undefined || error === 'InvalidDefinition';

const invalidDefinition = (message: string): Observation => ({
  status: 'INVALID_DEFINITION',
  diagnostics: readDiagnostics(message),
  invocations: [],
  callbacks: [],
});
