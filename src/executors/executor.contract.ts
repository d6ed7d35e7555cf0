/** What every executor must do, whatever it stands for. */
import { afterAll, expect, test } from 'vitest';
import { parseCase } from '../case/parse-case.ts';
import type { Case } from '../case/case.ts';
import type { Observation } from '../case/observation.ts';
import type { JsonValue } from '../json/value.ts';
import type { Executor } from './executor.ts';

export interface Contract {
  readonly executor: Executor;
  /** False for an executor that declines machines whose states wait for tokens. */
  readonly callbacks: boolean;
  /** False for an executor that can't tell the error and the cause of a failed execution. */
  readonly errors: boolean;
  /** Names of what stands on the target and was made for a case. */
  readonly leftovers: () => Promise<readonly string[]>;
  /** Whether what the executor started still answers. */
  readonly answers: () => Promise<boolean>;
}

export function executorContract({ executor, callbacks, errors, leftovers, answers }: Contract): void {
  const never = new AbortController().signal;

  afterAll(async () => {
    await executor.close();
  });

  const observe = async (testCase: Case): Promise<Observation> => {
    const outcome = await executor.execute(testCase, never);
    if (outcome.kind !== 'observed') throw new Error(`${outcome.kind}: ${outcome.reason}`);
    return outcome.observation;
  };

  test('returns its input by echo, and tells what the function received', async () => {
    const observation = await observe(calls('echo', { outcomes: [{ echo: true }] }));
    expect(observation.status).toBe('SUCCEEDED');
    expect(JSON.parse(observation.output ?? '')).toEqual({ n: [1, 'two', { three: null }] });
    expect(
      observation.invocations?.map((one) => ({
        // A function that is deployed isn't told its type.
        invocationType: 'RequestResponse',
        ...one,
        payload: JSON.parse(one.payload) as unknown,
      })),
    ).toEqual([
      {
        function: 'echo',
        qualifier: null,
        payload: { n: [1, 'two', { three: null }] },
        invocationType: 'RequestResponse',
      },
    ]);
  });

  test('keeps cases apart that use the same names side by side', async () => {
    const cases = ['a', 'b', 'c', 'd'].map((answer) => calls('same', { outcomes: [{ return: answer }] }));
    const observations = await Promise.all(cases.map(observe));
    expect(observations.map(({ output }) => output?.replaceAll('"', ''))).toEqual(['a', 'b', 'c', 'd']);
    expect(observations.map(({ invocations }) => invocations?.length)).toEqual([1, 1, 1, 1]);
  });

  test('shows how an execution failed', async () => {
    const observation = await observe(
      calls('thrower', { outcomes: [{ throw: { errorType: 'Busy', errorMessage: 'try later' } }] }),
    );
    expect(observation.status).toBe('FAILED');
    expect(observation.error).toBe(errors ? 'Busy' : undefined);
    if (errors) expect(observation.cause).toContain('try later');
  });

  test('takes an invalid definition for what the target makes of it', async () => {
    const testCase = read({ machine: { definition: 'no definition' } });
    const outcome = await executor.execute(testCase, never);
    expect(['observed', 'declined']).toContain(outcome.kind);
    if (outcome.kind === 'observed')
      expect(['INVALID_DEFINITION', 'FAILED']).toContain(outcome.observation.status);
  });

  test('answers a task token, or declines', async () => {
    const testCase = read({ ...asking, callbacks: { Ask: [[{ success: { ok: true } }]] } });
    const outcome = await executor.execute(testCase, never);
    if (!callbacks) {
      expect(outcome.kind).toBe('declined');
      return;
    }
    if (outcome.kind !== 'observed') throw new Error(outcome.reason);
    expect(outcome.observation).toMatchObject({
      status: 'SUCCEEDED',
      callbacks: [{ state: 'Ask', attempt: 1, answer: { success: { ok: true } }, result: 'ok' }],
    });
    expect(JSON.parse(outcome.observation.output ?? '')).toEqual({ ok: true });
  });

  test('gives a case up at once when it is cancelled', async () => {
    const abort = new AbortController();
    const running = executor.execute(
      calls('slow', { outcomes: [{ delaySeconds: 60, echo: true }] }),
      abort.signal,
    );
    abort.abort();
    const outcome = await running;
    // A function that takes so long can't be had everywhere; what has no clock is done before it can be cancelled.
    if (outcome.kind === 'indeterminate') expect(outcome.fault).toBe('cancelled');
    else if (outcome.kind === 'observed') expect(executor.name).toMatch(/^(reference|recording)/);
    expect(await executor.execute(calls('slow', { outcomes: [{ echo: true }] }), abort.signal)).toMatchObject(
      { kind: 'indeterminate', fault: 'cancelled' },
    );
  });

  test('leaves nothing behind', async () => {
    expect(await leftovers()).toEqual([]);
  });

  test('ends everything when it is closed, and can be closed twice', async () => {
    await executor.close();
    await executor.close();
    expect(await answers()).toBe(false);
  });
}

const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:';

const calls = (name: string, script: JsonValue): Case =>
  read({
    machine: {
      definition: {
        StartAt: 'Call',
        States: { Call: { Type: 'Task', Resource: functionArn + name, End: true } },
      },
    },
    input: { n: [1, 'two', { three: null }] },
    functions: { [name]: script },
  });

const asking = {
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
};

function read(value: JsonValue): Case {
  const parsing = parseCase(value);
  if (!parsing.ok) throw new Error(parsing.message);
  return parsing.case;
}
