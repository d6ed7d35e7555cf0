/** Makes the calls of an API case on a target, and leaves nothing behind. */
import * as stepFunctions from '@aws-sdk/client-sfn';
import type { ApiAnswer } from '../../executors/aws-api/api-answer.ts';
import type { TargetApi } from '../../executors/aws-api/api.ts';
import type { Command } from '../../executors/aws-api/api-call.ts';
import { ACCOUNT } from '../../executors/observed-names.ts';
import { parseJsonOrThrow } from '../../json/parse.ts';
import { isJsonObject, valueAt, type JsonObject } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';
import type { ApiCall } from '../api-case.ts';
import type { ApiOutcome, RecordedAnswer } from './api-outcome.ts';
import { referentsOf, requestOf } from './compare-api-answers.ts';
import type { FrozenApiCase } from './write-api-case.ts';
import { uniqueNames } from './references.ts';

export interface ApiCaseTarget {
  readonly api: TargetApi;
  readonly roleArn: string;
}

/** Looks for what a call is repeated for, and the milliseconds between them, at first and at most. */
const MOST_LOOKS = 60;
const [FIRST_PAUSE, LONGEST_PAUSE] = [50, 1000];

/** `id` makes the names of the run unique. */
export async function runApiCase(
  apiCase: FrozenApiCase,
  { api, roleArn }: ApiCaseTarget,
  id: string,
  signal: AbortSignal,
): Promise<ApiOutcome> {
  const texts = apiCase.calls.map(({ request }) => request);
  const names = Object.fromEntries(uniqueNames(texts).map((name) => [name, `sfn-conformance-${name}-${id}`]));
  const referents = referentsOf({ names, role: roleArn });
  const answers: RecordedAnswer[] = [];
  const made: JsonObject[] = [];
  try {
    for (const call of apiCase.calls) {
      const answer = await answerTo(call, requestOf(call, referents), api, signal);
      if (answer.kind === 'ok') {
        made.push(answer.body);
        if (call.as !== undefined) referents.set(call.as, answer.body);
        answers.push({ kind: 'ok', body: answer.body });
      } else if (answer.kind === 'refused') {
        const { error, message } = answer;
        answers.push({ kind: 'refused', ...(error !== undefined && { error }), message });
      } else {
        const kind = answer.kind === 'lacking' ? 'declined' : 'indeterminate';
        return { kind, reason: answer.reason };
      }
    }
  } finally {
    await cleanUp(made, api);
  }
  return anonymous({ kind: 'observed', names, role: roleArn, answers }, roleArn);
}

/** The answer; of a call that is repeated the first that has what it waits for, or the last one. */
async function answerTo(
  { operation, until }: ApiCall,
  request: JsonObject,
  api: TargetApi,
  signal: AbortSignal,
): Promise<ApiAnswer> {
  for (let looks = 1; ; looks++) {
    const answer = await api.stepFunctions(commandOf(operation, request), signal);
    if (until === undefined || answer.kind !== 'ok' || looks === MOST_LOOKS) return answer;
    if (Object.keys(until).every((field) => valueAt(answer.body, field) === until[field])) return answer;
    await api.clock.sleep(Math.min(FIRST_PAUSE * 2 ** (looks - 1), LONGEST_PAUSE), signal);
  }
}

type CommandClass = new (input: JsonObject) => Command;

function commandOf(operation: string, request: JsonObject): Command {
  const found = (stepFunctions as unknown as Readonly<Record<string, CommandClass | undefined>>)[
    `${operation}Command`
  ];
  if (found === undefined) throw new Error(`the SDK has no operation ${operation}`);
  return new found(request);
}

/** Ends what was started and deletes what was made; what the case has ended and deleted itself is gone already. */
async function cleanUp(made: readonly JsonObject[], api: TargetApi): Promise<void> {
  const arnsOf = (field: string): readonly string[] => [
    ...new Set(made.map((body) => valueAt(body, field)).filter((arn) => typeof arn === 'string')),
  ];
  const end = new AbortController().signal;
  for (const executionArn of arnsOf('executionArn'))
    if (!executionArn.includes(':express:'))
      await api.stepFunctions(new stepFunctions.StopExecutionCommand({ executionArn }), end);
  for (const stateMachineAliasArn of arnsOf('stateMachineAliasArn'))
    await api.stepFunctions(new stepFunctions.DeleteStateMachineAliasCommand({ stateMachineAliasArn }), end);
  for (const stateMachineArn of arnsOf('stateMachineArn'))
    await api.stepFunctions(new stepFunctions.DeleteStateMachineCommand({ stateMachineArn }), end);
}

/** The target's account is nobody's business. */
function anonymous(outcome: ApiOutcome, roleArn: string): ApiOutcome {
  const account = /:(\d{12}):/.exec(roleArn)?.[1];
  if (account === undefined || account === ACCOUNT) return outcome;
  const text = writeJson(outcome).replaceAll(account, ACCOUNT);
  const value = parseJsonOrThrow(text);
  if (!isJsonObject(value)) throw new Error('an outcome is an object');
  return value as unknown as ApiOutcome;
}
