/** Cases have one meaning: whatever moment calls return at, and whichever of two lines is faster, the outcome is the same. */
import { expect, test } from 'vitest';
import { seededRandom } from '../src/asl/random.ts';
import { readStateMachine } from '../src/asl/state/read-state-machine.ts';
import type { Case } from '../src/case/case.ts';
import type { ExecutionStart } from '../src/interpreter/execution-record.ts';
import { JsonDocument } from '../src/json/document.ts';
import { isJsonObject } from '../src/json/value.ts';
import { writeJson } from '../src/json/write.ts';
import { ScriptedOutside } from '../src/simulation/scripted-outside.ts';
import { simulate, type Outside } from '../src/simulation/simulate.ts';
import { drawCases } from './draw-cases.ts';

/** One execution whose calls are late by up to so many seconds, in a way of its own for each seed. */
async function runLate(testCase: Case, seed: string, seconds: number): Promise<unknown> {
  const { definition } = testCase.machine;
  if (!isJsonObject(definition) || !('input' in testCase.input)) throw new Error('not a generated case');
  const random = seededRandom('ids');
  const start: ExecutionStart = {
    executionArn: 'arn:aws:states:us-east-1:123456789012:execution:machine:execution',
    name: 'execution',
    stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:machine',
    stateMachineName: 'machine',
    roleArn: 'arn:aws:iam::123456789012:role/role',
    region: 'us-east-1',
    type: 'STANDARD',
    input: JsonDocument.ofText(writeJson(testCase.input.input)),
    startTime: Date.UTC(2024, 0, 1),
    random,
    newTaskToken: () => random.uuid(),
  };
  const scripted = new ScriptedOutside(testCase, start);
  const lateness = seededRandom(seed);
  const outside: Outside = {
    answer: (call) => {
      const answer = scripted.answer(call);
      return { ...answer, afterSeconds: answer.afterSeconds + lateness.next() * seconds };
    },
    forToken: (call) => scripted.forToken(call),
  };
  const { execution, callbacks } = await simulate(readStateMachine(definition), start, outside);
  const { end } = execution;
  const sorted = (all: readonly unknown[]): readonly string[] =>
    all.map((one) => JSON.stringify(one)).toSorted();
  return {
    status: end?.status,
    output: end?.status === 'SUCCEEDED' && end.output.text,
    error: end?.status === 'FAILED' && [end.failure.error, withoutRequestId(end.failure.cause ?? '')],
    invocations: sorted(
      scripted.invocations.map(({ payload, ...one }) => ({ ...one, payload: withoutToken(payload) })),
    ),
    answers: sorted(callbacks),
  };
}

const withoutRequestId = (text: string): string => text.replace(/Request ID: [^;]+/, '');
const withoutToken = (text: string): string => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '');

test.each([
  ['JSONPath', []],
  ['JSONata', ['jsonata']],
] as const)('late calls change nothing in %s', async (_, wanted) => {
  const restrictions = { with: wanted, without: ['invalid-definition'] } as const;
  for (const { case: drawn } of drawCases({ seed: 4, count: 1000, features: restrictions })) {
    const prompt = await runLate(drawn, 'prompt', 0);
    for (const seed of ['a', 'b', 'c']) expect(await runLate(drawn, seed, 0.9)).toEqual(prompt);
  }
});
