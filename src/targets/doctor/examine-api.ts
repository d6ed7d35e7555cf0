/** The calls without which nothing can be learnt of a target: one machine, one execution, its history. */
import { randomBytes } from 'node:crypto';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListStateMachinesCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { operationOf, type Command } from '../../executors/aws-api/api-call.ts';
import { readEnd } from '../../executors/aws-api/read-execution.ts';
import { isJsonArray, valueAt, type JsonObject } from '../../json/value.ts';
import type { Connection } from '../target.ts';
import { resultOf } from './answer-result.ts';
import { differs, fine, wrong, type Step, type StepResult } from './step.ts';

/** Milliseconds for the first answer of all, and until an execution of one Pass state has ended. */
const FIRST_ANSWER = 20_000;
const ONE_EXECUTION = 10_000;

const PASS = '{"StartAt":"P","States":{"P":{"Type":"Pass","Result":{"n":[1,"two",null]},"End":true}}}';
const OUTPUT = '{"n":[1,"two",null]}';

/** Yields each step when it is done; after one that is wrong those that build on it are not tried. */
export async function* examineApi({ api, traits }: Connection, signal: AbortSignal): AsyncIterable<Step> {
  let broken: string | undefined;
  const step = async (name: string, work: () => Promise<StepResult>): Promise<Step> => {
    if (broken !== undefined)
      return { name, result: { kind: 'untried', reason: `it takes what failed: ${broken}` } };
    const result = await work();
    if (result.kind === 'wrong') broken = name;
    return { name, result };
  };
  const call = async (
    command: Command,
    read: (body: JsonObject) => StepResult,
    patience?: number,
  ): Promise<StepResult> => {
    const answer = await api.stepFunctions(command, signal, patience);
    return answer.kind === 'ok' ? read(answer.body) : resultOf(operationOf(command), answer);
  };
  let machine: string | undefined;
  let execution: string | undefined;

  yield step('answers as Step Functions', () =>
    call(
      new ListStateMachinesCommand({}),
      (body) =>
        isJsonArray(valueAt(body, 'stateMachines'))
          ? fine()
          : wrong('ListStateMachines was answered without stateMachines', WRONG_API),
      FIRST_ANSWER,
    ),
  );
  yield step('creates a state machine', () => {
    const name = `sfn-conformance-doctor-${randomBytes(4).toString('hex')}`;
    return call(
      new CreateStateMachineCommand({ name, definition: PASS, roleArn: traits.roleArn }),
      (body) => {
        const arn = valueAt(body, 'stateMachineArn');
        if (typeof arn !== 'string') return wrong('CreateStateMachine gave no stateMachineArn', MUST_GIVE);
        machine = arn;
        return fine(arn);
      },
    );
  });
  try {
    yield step('describes it', () =>
      call(new DescribeStateMachineCommand({ stateMachineArn: machine }), (body) =>
        valueAt(body, 'definition') === PASS
          ? fine()
          : differs('DescribeStateMachine gave another text', 'the definition comes back as it was given'),
      ),
    );
    yield step('starts an execution', () =>
      call(new StartExecutionCommand({ stateMachineArn: machine, name: 'doctor', input: '{}' }), (body) => {
        const arn = valueAt(body, 'executionArn');
        if (typeof arn !== 'string') return wrong('StartExecution gave no executionArn', MUST_GIVE);
        execution = arn;
        return fine(arn);
      }),
    );
    yield step('runs it to its end', () => untilEnded());
    yield step('tells its history', () =>
      call(new GetExecutionHistoryCommand({ executionArn: execution }), readHistory),
    );
  } finally {
    // Also where whoever asks stops asking.
    if (machine !== undefined && broken !== undefined)
      await api.stepFunctions(new DeleteStateMachineCommand({ stateMachineArn: machine }), signal);
  }
  yield step('deletes the machine', () =>
    call(new DeleteStateMachineCommand({ stateMachineArn: machine }), () => fine()),
  );

  async function untilEnded(): Promise<StepResult> {
    const deadline = api.clock.now() + ONE_EXECUTION;
    for (let wait = 20; ; wait = Math.min(wait * 2, 500)) {
      let ended: StepResult | undefined;
      const result = await call(new DescribeExecutionCommand({ executionArn: execution }), (body) => {
        const end = readEnd(body);
        ended = end && readResult(end.status, end.output);
        return fine();
      });
      if (ended || result.kind !== 'fine') return ended ?? result;
      if (api.clock.now() > deadline || signal.aborted) return wrong(NEVER_ENDS, RUNS_NOTHING);
      await api.clock.sleep(wait, signal);
    }
  }
}

function readResult(status: string, output: string | undefined): StepResult {
  if (status !== 'SUCCEEDED')
    return wrong(
      `an execution of one Pass state ended as ${status}`,
      'See its log: nothing simpler can be run.',
    );
  return output !== undefined && output.replace(/\s/g, '') === OUTPUT
    ? fine()
    : differs(`its output is ${output ?? 'missing'}`, `the Result of a Pass state is its output: ${OUTPUT}`);
}

function readHistory(body: JsonObject): StepResult {
  const events = valueAt(body, 'events');
  if (!isJsonArray(events)) return wrong('GetExecutionHistory gave no events', MUST_GIVE);
  const types = events.map((event) => String(valueAt(event as JsonObject, 'type')));
  const expected = ['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded'];
  return types.join() === expected.join()
    ? fine(`${types.length} events`)
    : differs(`its events are ${types.join(', ')}`, expected.join(', '));
}

const WRONG_API = 'See that this is the address of Step Functions and not of another service.';
const MUST_GIVE = 'AWS gives it, and every client needs it.';
const NEVER_ENDS = `an execution of one Pass state has not ended after ${ONE_EXECUTION / 1000} s`;
const RUNS_NOTHING =
  'See that the target runs executions at all: Moto does only with execute_state_machine, others need a worker.';
