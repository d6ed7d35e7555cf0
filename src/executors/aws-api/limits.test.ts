import { afterEach, expect, test } from 'vitest';
import { parseCase } from '../../case/parse-case.ts';
import type { Case } from '../../case/case.ts';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import type { JsonValue } from '../../json/value.ts';
import type { ExecutorOutcome } from '../executor.ts';
import { seededRandom } from '../../asl/random.ts';
import { FunctionGroup } from '../lambda-endpoint/function-group.ts';
import { TargetApi } from './api.ts';
import { awsApiExecutor } from './aws-api-executor.ts';
import type { FunctionDoor } from './doors/door.ts';
import { faultyTarget, type Behaviour } from './faulty-target.ts';
import { localTraits, type TargetTraits } from './target-traits.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

/** Functions that run somewhere where nobody hears them. */
const unheard: FunctionDoor = {
  hearsFunctions: false,
  reasonAgainst: () => undefined,
  open: async () => {
    const where = { region: 'us-east-1', account: '123456789012' };
    return { kind: 'open', functions: { where, group: undefined, close: async () => {} } };
  },
  close: async () => {},
};

/** Functions whose calls would be heard, and that nobody calls. */
const uncalled: FunctionDoor = {
  ...unheard,
  hearsFunctions: true,
  open: async (testCase) => {
    const where = { region: 'us-east-1', account: '123456789012' };
    const group = new FunctionGroup(testCase.functions, seededRandom('uncalled'), where);
    return { kind: 'open', functions: { where, group, close: async () => {} } };
  },
};

async function run(
  testCase: Case,
  behaviours: Readonly<Record<string, readonly Behaviour[]>>,
  traits: Partial<TargetTraits> = {},
  door: FunctionDoor = unheard,
): Promise<{
  readonly outcome: ExecutorOutcome;
  readonly calls: readonly string[];
  readonly overdue: number;
}> {
  const target = await faultyTarget(behaviours);
  const clock = new VirtualClock(0);
  const api = new TargetApi({
    endpoint: target.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    clock,
  });
  const executor = awsApiExecutor({
    name: 'faulty',
    api,
    door,
    traits: { ...localTraits, clock, ...traits },
  });
  cleanUps.push(() => target.close());
  cleanUps.push(() => executor.close());
  let overdue = 0;
  const never = new AbortController().signal;
  const outcome = await executor.execute(testCase, never, () => (overdue += 1));
  return { outcome, calls: target.calls, overdue };
}

function read(value: JsonValue): Case {
  const parsing = parseCase(value);
  if (!parsing.ok) throw new Error(parsing.message);
  return parsing.case;
}

const asking = read({
  machine: {
    definition: {
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
          Parameters: { FunctionName: 'asked', Payload: { 'token.$': '$$.Task.Token' } },
          End: true,
        },
      },
    },
  },
  functions: { asked: { outcomes: [{ echo: true }] } },
  callbacks: { Ask: [[{ success: 1 }]] },
});

const running: Behaviour = { status: 200, body: { status: 'RUNNING' } };

const history = (details: object): Behaviour => ({
  status: 200,
  body: {
    events: [
      { id: 1, previousEventId: 0, timestamp: 0, type: 'ExecutionStarted' },
      {
        id: 2,
        previousEventId: 1,
        timestamp: 0,
        type: 'TaskStateEntered',
        stateEnteredEventDetails: { name: 'Ask' },
      },
      { id: 3, previousEventId: 2, timestamp: 0, type: 'TaskScheduled', taskScheduledEventDetails: details },
    ],
  },
});

test('a token that never comes is waited for so long, and nothing is said of the target', async () => {
  const { outcome, calls } = await run(asking, {
    DescribeExecution: [running],
    GetExecutionHistory: [history({ resource: 'invoke' })],
  });
  expect(outcome).toEqual({
    kind: 'indeterminate',
    fault: 'time-limit',
    reason: expect.stringMatching(
      /^no task token of state 'Ask' was found within 20 s: the target's history/,
    ),
  });
  expect(calls.slice(-2)).toEqual(['StopExecution', 'DeleteStateMachine']);
});

test('a history that shows that no token was handed out is a result', async () => {
  const parameters = '{"FunctionName":"asked","Payload":{"token":""}}';
  const { outcome } = await run(asking, {
    DescribeExecution: [running],
    GetExecutionHistory: [history({ parameters })],
  });
  expect(outcome).toMatchObject({ kind: 'observed', observation: { status: 'RUNNING' } });
});

test('a target that can hand out no token of another execution declines at once, in its own words', async () => {
  const cause = 'waitForTaskToken is not implemented';
  const failed: Behaviour = { status: 200, body: { status: 'FAILED', error: 'States.Runtime', cause } };
  const answering = {
    ...asking,
    callbacks: { Ask: [[{ success: 1, tokenOf: 'another execution' }]] },
  } as const;
  const { outcome, calls } = await run(answering, { DescribeExecution: [failed] });
  expect(outcome).toEqual({ kind: 'declined', reason: `the target says: ${cause}` });
  expect(calls.filter((call) => call === 'DescribeExecution')).toHaveLength(1);
});

test('an execution that should have ended is said to be overdue, long before it is given up', async () => {
  const { outcome, overdue } = await run(pass, { DescribeExecution: [running] });
  expect(outcome).toMatchObject({ kind: 'observed', observation: { status: 'RUNNING' } });
  expect(overdue).toBeGreaterThan(1);
  const ended: Behaviour = { status: 200, body: { status: 'SUCCEEDED', output: '{}' } };
  expect((await run(pass, { DescribeExecution: [ended] })).overdue).toBe(0);
});

const pass = read({ machine: { definition: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } } } });

test('a target whose roles never get ready is given up with what it says', async () => {
  const denied: Behaviour = {
    status: 400,
    body: {
      __type: 'AccessDeniedException',
      message:
        'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
    },
  };
  const { outcome } = await run(pass, { CreateStateMachine: [denied] }, { settleSeconds: 60 });
  expect(outcome).toEqual({
    kind: 'indeterminate',
    fault: 'setup',
    reason: expect.stringContaining(
      'CreateStateMachine was refused: AccessDeniedException: Neither the global',
    ),
  });
});

test('so is one on which an execution that only calls a function never succeeds', async () => {
  const failed: Behaviour = {
    status: 200,
    body: { status: 'FAILED', error: 'Lambda.AWSLambdaException', cause: 'not authorized' },
  };
  const { outcome } = await run(pass, { DescribeExecution: [failed] }, { settleSeconds: 60 });
  expect(outcome).toEqual({
    kind: 'indeterminate',
    fault: 'setup',
    reason:
      'an execution that only calls a function still ends FAILED after 60 s: Lambda.AWSLambdaException: not authorized',
  });
});

test('a target on which an execution that hands out a token ends instead has no token of another execution', async () => {
  const foreign = read({
    machine: { definition: asking.machine.definition },
    functions: { asked: { outcomes: [{ echo: true }] } },
    callbacks: { Ask: [[{ success: 1, tokenOf: 'another execution' }]] },
  });
  const failed: Behaviour = {
    status: 200,
    body: { status: 'FAILED', error: 'States.Runtime', cause: 'waitForTaskToken is not implemented' },
  };
  const { outcome } = await run(foreign, { DescribeExecution: [failed], GetExecutionHistory: [history({})] });
  expect(outcome).toEqual({
    kind: 'declined',
    reason: 'the target says: waitForTaskToken is not implemented',
  });
  const odd: Behaviour = { status: 200, body: { status: 'FAILED', error: 'Odd' } };
  const other = await run(foreign, { DescribeExecution: [odd], GetExecutionHistory: [history({})] });
  expect(other.outcome).toEqual({
    kind: 'declined',
    reason: 'an execution that hands out a task token and waits ends FAILED: Odd',
  });
});

test('an Express execution that was started says what the target lacks, where the target shows it', async () => {
  const started = read({
    machine: {
      definition: {
        StartAt: 'Call',
        States: {
          Call: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Parameters: { FunctionName: 'asked' },
            End: true,
          },
        },
      },
      type: 'EXPRESS',
      start: 'asynchronous',
    },
    functions: { asked: { outcomes: [{ echo: true }] } },
  });
  const failed: Behaviour = {
    status: 200,
    body: { status: 'FAILED', cause: 'Express is not supported yet' },
  };
  const traits = {
    graceSeconds: 0,
    refusals: [{ says: /not supported/, lacks: 'it has no Express machines' }],
  };
  const { outcome } = await run(started, { DescribeExecution: [failed] }, traits, uncalled);
  expect(outcome).toEqual({
    kind: 'declined',
    reason: 'it has no Express machines (it says: not supported)',
  });
  const { outcome: silent } = await run(started, { DescribeExecution: [running] }, traits, uncalled);
  expect(silent).toMatchObject({ kind: 'observed', observation: { status: 'STARTED', invocations: [] } });
});
