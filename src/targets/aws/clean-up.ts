/** Takes away what a run has made: at its end, and after a crash by what its ledger names. */
import { DeleteFunctionCommand, GetFunctionCommand } from '@aws-sdk/client-lambda';
import {
  DeleteStateMachineCommand,
  ListExecutionsCommand,
  ListTagsForResourceCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { isJsonArray, isJsonObject, valueAt, type JsonObject } from '../../json/value.ts';
import type { TargetApi } from '../../executors/aws-api/api.ts';
import type { ApiAnswer } from '../../executors/aws-api/api-answer.ts';
import { isBusy } from '../../executors/aws-api/doors/function-state.ts';
import { deployedExecutionName } from '../../executors/aws-api/names/deployed-names.ts';
import type { ScriptTable } from '../../executors/aws-api/one-function/script-table.ts';
import { outcomeOfAnswer } from '../../executors/aws-api/outcome-of-answer.ts';
import { untilSettled } from '../../executors/aws-api/until-settled.ts';
import type { Resource } from './resource.ts';
import { executionArnOf, machineArn, TAG, type AwsPlace } from './run-names.ts';

export type Removal =
  | { readonly kind: 'removed' }
  /** It was written down and never made, or somebody has removed it since. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'left'; readonly reason: string };

export interface CleanUpOptions {
  readonly api: TargetApi;
  readonly table: ScriptTable;
  readonly place: AwsPlace;
  readonly run: string;
}

/** Clean-up isn't given up when a run is. */
const NEVER = new AbortController().signal;

/** Seconds for which a function that is being made or changed is waited for. */
const BUSY_SECONDS = 300;

export async function remove(resource: Resource, options: CleanUpOptions): Promise<Removal> {
  switch (resource.kind) {
    case 'stateMachine':
      return removeMachine(resource.name, options);
    case 'function':
      return removeFunction(resource.name, options);
    case 'items':
      return clearTable(options);
  }
}

/** Its executions are stopped first: one that waits for a token would keep it for a year (AWS-BEHAVIOUR 8.1.12). */
async function removeMachine(name: string, { api, place, run }: CleanUpOptions): Promise<Removal> {
  const stateMachineArn = machineArn(place, name);
  const tags = await api.stepFunctions(
    new ListTagsForResourceCommand({ resourceArn: stateMachineArn }),
    NEVER,
  );
  if (tags.kind !== 'ok' && !isAbsent(tags)) return left('ListTagsForResource', tags);
  if (tags.kind === 'ok' && tagIn(tags.body) !== run) return notOfTheRun(run);
  for (const executionArn of await running(name, stateMachineArn, { api, place })) {
    const stopped = await api.stepFunctions(new StopExecutionCommand({ executionArn }), NEVER);
    if (stopped.kind !== 'ok' && !isAbsent(stopped)) return left('StopExecution', stopped);
  }
  const deleted = await api.stepFunctions(new DeleteStateMachineCommand({ stateMachineArn }), NEVER);
  if (deleted.kind !== 'ok') return left('DeleteStateMachine', deleted);
  return { kind: tags.kind === 'ok' ? 'removed' : 'absent' };
}

/** The one that the kit starts, whether a list knows of it yet or not, and all others that a list knows. */
async function running(
  machine: string,
  stateMachineArn: string,
  { api, place }: Pick<CleanUpOptions, 'api' | 'place'>,
): Promise<readonly string[]> {
  const arns = new Set([executionArnOf(place, machine, deployedExecutionName)]);
  const listed = await api.stepFunctions(
    new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING', maxResults: 1000 }),
    NEVER,
  );
  const executions = listed.kind === 'ok' ? valueAt(listed.body, 'executions') : undefined;
  for (const execution of isJsonArray(executions) ? executions : []) {
    const arn = isJsonObject(execution) ? valueAt(execution, 'executionArn') : undefined;
    if (typeof arn === 'string') arns.add(arn);
  }
  return [...arns];
}

async function removeFunction(name: string, { api, run }: CleanUpOptions): Promise<Removal> {
  const found = await api.lambda(new GetFunctionCommand({ FunctionName: name }), NEVER);
  if (isAbsent(found)) return { kind: 'absent' };
  if (found.kind !== 'ok') return left('GetFunction', found);
  const tags = valueAt(found.body, 'Tags');
  if (!isJsonObject(tags) || valueAt(tags, TAG) !== run) return notOfTheRun(run);
  const deleted = await untilSettled(
    api,
    BUSY_SECONDS,
    NEVER,
    () => api.lambda(new DeleteFunctionCommand({ FunctionName: name }), NEVER),
    isBusy,
  );
  return deleted.kind === 'ok' || isAbsent(deleted) ? { kind: 'removed' } : left('DeleteFunction', deleted);
}

async function clearTable({ table }: CleanUpOptions): Promise<Removal> {
  try {
    return { kind: (await table.clear()) > 0 ? 'removed' : 'absent' };
  } catch (error) {
    return { kind: 'left', reason: `the table can't be cleared: ${String(error)}` };
  }
}

const ABSENT = new Set([
  'ResourceNotFound',
  'ResourceNotFoundException',
  'ExecutionDoesNotExist',
  'StateMachineDoesNotExist',
]);

const isAbsent = (answer: ApiAnswer): boolean =>
  answer.kind === 'refused' && answer.error !== undefined && ABSENT.has(answer.error);

function tagIn(body: JsonObject): string | undefined {
  const tags = valueAt(body, 'tags');
  const own = (isJsonArray(tags) ? tags : []).find((tag) => isJsonObject(tag) && valueAt(tag, 'key') === TAG);
  const value = isJsonObject(own) ? valueAt(own, 'value') : undefined;
  return typeof value === 'string' ? value : undefined;
}

const notOfTheRun = (run: string): Removal => ({
  kind: 'left',
  reason: `it hasn't the tag ${TAG}=${run}: somebody else has made it, or taken it over`,
});

function left(operation: string, answer: ApiAnswer): Removal {
  if (answer.kind === 'ok') throw new Error(`${operation} was answered`);
  return { kind: 'left', reason: outcomeOfAnswer(operation, answer).reason };
}
