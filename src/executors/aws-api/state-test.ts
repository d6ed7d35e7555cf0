/** Tries the first state of a case's machine by TestState (AWS-BEHAVIOUR 8.7). */
import { TestStateCommand } from '@aws-sdk/client-sfn';
import type { Observation, Status } from '../../case/observation.ts';
import { parseJsonOrThrow } from '../../json/parse.ts';
import { isJsonObject, valueAt, type JsonObject } from '../../json/value.ts';
import { inputText } from '../case-text.ts';
import type { ExecutorOutcome } from '../executor.ts';
import { INSPECTION_LEVEL, testedStateText } from '../tested-state.ts';
import type { CaseRunOptions } from './case-run.ts';
import { readDiagnostics } from './diagnostics.ts';
import type { OpenedFunctions } from './doors/door.ts';
import type { DeployedNames } from './names/deployed-names.ts';
import { rewriteData, rewriteDefinition } from './names/rewrite.ts';
import { mappingFor, seenInvocations } from './observed-execution.ts';
import { outcomeOfOwnAnswer } from './outcome-of-answer.ts';
import type { Patience } from './patience.ts';

const STATUSES: readonly Status[] = ['SUCCEEDED', 'FAILED', 'RETRIABLE', 'CAUGHT_ERROR'];

export async function testState(
  { testCase, api, traits, signal }: CaseRunOptions,
  names: DeployedNames,
  functions: OpenedFunctions,
  patience: Patience,
  dynamic: boolean,
): Promise<ExecutorOutcome> {
  const state = testedStateText(testCase);
  if (state === undefined)
    return { kind: 'declined', reason: 'the definition has no first state that could be tested' };
  const { where } = functions;
  const command = new TestStateCommand({
    definition: rewriteDefinition(state, names, where, dynamic),
    input: rewriteData(inputText(testCase), names, where, dynamic),
    roleArn: traits.roleArn,
    inspectionLevel: INSPECTION_LEVEL,
  });
  // It answers when the state has ended.
  const limit = (patience.seconds + traits.graceSeconds) * 1000;
  const answer = await api.stepFunctions(command, signal, limit);
  const reason = await functions.notes?.read();
  if (reason !== undefined) return { kind: 'indeterminate', fault: 'transport', reason };
  const by = { testCase, names, functions, traits };
  const map = mappingFor(by, undefined);
  const invocations = seenInvocations(by, map);
  const seen = { callbacks: [], ...(invocations && { invocations }) };
  if (answer.kind === 'refused' && answer.error === 'InvalidDefinition') {
    const diagnostics = readDiagnostics(map(answer.message));
    return observed({ status: 'INVALID_DEFINITION', diagnostics, ...seen });
  }
  if (answer.kind === 'refused' && /^(?:ValidationException|InvalidExecutionInput)$/.test(answer.error ?? ''))
    return observed({ status: 'FAILED', error: answer.error ?? '', cause: map(answer.message), ...seen });
  if (answer.kind !== 'ok') return outcomeOfOwnAnswer('TestState', answer);
  const body = parseJsonOrThrow(map(answer.text));
  const test = isJsonObject(body) ? readTest(body) : undefined;
  if (test === undefined)
    return { kind: 'indeterminate', fault: 'transport', reason: 'TestState answered without a status' };
  return observed({ ...test, ...seen });
}

const observed = (observation: Observation): ExecutorOutcome => ({ kind: 'observed', observation });

function readTest(body: JsonObject): Observation | undefined {
  const status = STATUSES.find((one) => one === valueAt(body, 'status'));
  if (status === undefined) return undefined;
  const inspection = valueAt(body, 'inspectionData');
  const texts = (['output', 'error', 'cause', 'nextState'] as const).flatMap((field) => {
    const text = valueAt(body, field);
    return typeof text === 'string' ? [[field, text] as const] : [];
  });
  return { status, ...Object.fromEntries(texts), ...(isJsonObject(inspection) && { inspection }) };
}
