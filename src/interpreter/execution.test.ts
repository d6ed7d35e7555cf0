/** An execution as its driver sees it: commands out, results, answers and the time in. */
import { describe, expect, test } from 'vitest';
import { CompiledMachines } from '../executors/reference/compiled-machines.ts';
import { startOf } from '../executors/reference/predict.ts';
import { Execution, type Command } from './execution.ts';

function begin(states: object, machine: object = {}, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') {
  const text = JSON.stringify({ ...machine, StartAt: Object.keys(states)[0], States: states });
  const compilation = new CompiledMachines().compile(text, type);
  if (compilation.kind === 'invalid') throw new Error(JSON.stringify(compilation.diagnostics));
  const start = startOf('seed', type, '{}');
  const execution = new Execution(compilation.machine, start);
  return { execution, from: start.startTime, call: () => callOf(execution.takeCommands()) };
}

function callOf(commands: readonly Command[]): Extract<Command, { readonly kind: 'call' }> {
  const [command] = commands;
  if (command?.kind !== 'call' || commands.length > 1) throw new Error(JSON.stringify(commands));
  return command;
}

const TASK = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true };
const CALLBACK = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: { 'T.$': '$$.Task.Token' },
  End: true,
};
const WAIT = { Type: 'Wait', Seconds: 10, End: true };
const ANSWER = { kind: 'answer', output: '1' } as const;

describe('time', () => {
  test('a Wait ends when its time has come, not before', () => {
    const { execution, from } = begin({ W: WAIT });
    expect(execution.nextTimer).toBe(from + 10_000);
    execution.advanceTo(from + 9_999);
    expect([execution.end, execution.now]).toEqual([undefined, from + 9_999]);
    execution.advanceTo(from + 10_000);
    expect(execution.end?.status).toBe('SUCCEEDED');
    expect(execution.nextTimer).toBeUndefined();
  });

  test('what was due before happens at its own time, however late the driver is', () => {
    const { execution, from } = begin({ W: { ...WAIT, Next: 'V', End: undefined }, V: WAIT });
    execution.advanceTo(from + 60_000);
    expect(execution.history.events.map(({ timestamp }) => timestamp - from)).toEqual([
      0, 0, 10_000, 10_000, 20_000, 20_000,
    ]);
    expect(execution.now).toBe(from + 60_000);
  });

  test('time does not go back', () => {
    const { execution, from } = begin({ W: WAIT });
    execution.advanceTo(from + 5_000);
    execution.advanceTo(from + 1_000);
    expect(execution.now).toBe(from + 5_000);
  });

  test.each<[string, object, 'STANDARD' | 'EXPRESS', number, string]>([
    ['TimeoutSeconds', { TimeoutSeconds: 3 }, 'STANDARD', 3, 'execution.timeout'],
    ['five minutes, for an Express one', {}, 'EXPRESS', 300, 'express.five-minutes'],
    ['a year', {}, 'STANDARD', 365 * 24 * 3600, 'execution.one-year'],
  ])('an execution is over after %s', (_, machine, type, seconds, rule) => {
    const { execution, from } = begin({ W: { ...WAIT, Seconds: 99_999_999 } }, machine, type);
    execution.advanceTo(from + seconds * 1000 - 1);
    expect(execution.end).toBeUndefined();
    execution.advanceTo(from + seconds * 1000 + 7);
    expect(execution.end).toEqual({ status: 'TIMED_OUT' });
    expect(execution.rules).toContain(rule);
    expect(execution.history.events.at(-1)).toMatchObject({
      type: 'ExecutionTimedOut',
      previousEventId: 0,
      timestamp: from + seconds * 1000,
      executionTimedOutEventDetails: { error: 'States.Timeout' },
    });
  });
});

describe('calls', () => {
  test('are handed over once', () => {
    const { execution, call } = begin({ T: TASK });
    expect(call().call).toMatchObject({ kind: 'integration', state: 'T', attempt: 0 });
    expect(execution.takeCommands()).toEqual([]);
  });

  test('return at a time, which is that of the execution from then on', () => {
    const { execution, from, call } = begin({ T: TASK });
    call().returned(ANSWER, from + 1_500);
    expect(execution.end?.status).toBe('SUCCEEDED');
    expect(execution.now).toBe(from + 1_500);
  });

  test('that return too late change nothing', () => {
    const { execution, from, call } = begin({ T: { ...TASK, TimeoutSeconds: 1 } });
    const { returned } = call();
    execution.advanceTo(from + 1_000);
    const { events } = execution.history;
    returned(ANSWER, from + 2_000);
    expect(execution.history.events).toEqual(events);
    expect(execution.end).toMatchObject({ status: 'FAILED', failure: { error: 'States.Timeout' } });
  });

  test('that return in time cancel the timeout', () => {
    const { execution, from, call } = begin({
      T: { ...TASK, TimeoutSeconds: 5, Next: 'W', End: undefined },
      W: WAIT,
    });
    call().returned(ANSWER, from + 1_000);
    expect(execution.nextTimer).toBe(from + 11_000);
    execution.advanceTo(from + 11_000);
    expect(execution.end?.status).toBe('SUCCEEDED');
  });
});

describe('answers to tokens', () => {
  const answered = { kind: 'success', output: '2' } as const;

  test('end the Task, once the call has returned', () => {
    const { execution, from, call } = begin({ T: CALLBACK });
    const command = call();
    const token = command.call.taskToken ?? '';
    command.returned(ANSWER, from);
    expect(execution.end).toBeUndefined();
    expect(execution.answer('another', answered)).toBe('unknown');
    expect(execution.answer(token, { kind: 'heartbeat', at: from })).toBe('ok');
    expect(execution.answer(token, answered)).toBe('ok');
    expect(execution.end).toMatchObject({ status: 'SUCCEEDED', output: { text: '2' } });
    expect(execution.answer(token, answered)).toBe('closed');
  });

  test('that come before it has returned count then, and only the first of them', () => {
    const { execution, from, call } = begin({ T: CALLBACK });
    const command = call();
    const token = command.call.taskToken ?? '';
    expect(execution.answer(token, answered)).toBe('ok');
    expect(execution.answer(token, { kind: 'failure', error: 'E' })).toBe('closed');
    expect(execution.answer(token, { kind: 'heartbeat', at: from })).toBe('closed');
    expect(execution.end).toBeUndefined();
    command.returned(ANSWER, from);
    expect(execution.end).toMatchObject({ status: 'SUCCEEDED', output: { text: '2' } });
  });

  test('come too late when the Task has run out of time', () => {
    const { execution, from, call } = begin({
      T: { ...CALLBACK, TimeoutSeconds: 1, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'W' }] },
      W: WAIT,
    });
    const command = call();
    command.returned(ANSWER, from);
    execution.advanceTo(from + 1_000);
    expect(execution.answer(command.call.taskToken ?? '', answered)).toBe('closed');
    expect(execution.end).toBeUndefined();
  });

  test('come too late when a branch beside it has failed, and when the execution was stopped', () => {
    const P = {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'T', States: { T: CALLBACK } },
        { StartAt: 'W', States: { W: { ...WAIT, Next: 'F', End: undefined }, F: { Type: 'Fail' } } },
      ],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'V' }],
      End: true,
    };
    const { execution, from, call } = begin({ P, V: WAIT });
    const command = call();
    command.returned(ANSWER, from);
    execution.advanceTo(from + 10_000);
    expect(execution.end).toBeUndefined();
    expect(execution.answer(command.call.taskToken ?? '', answered)).toBe('closed');
    const other = begin({ T: CALLBACK });
    const waiting = other.call();
    waiting.returned(ANSWER, other.from);
    other.execution.stop();
    expect(other.execution.answer(waiting.call.taskToken ?? '', answered)).toBe('closed');
  });
});

describe('stopping it', () => {
  test('leaves one event that points to none, with what was said', () => {
    const { execution } = begin({ W: WAIT });
    execution.stop('E', 'because');
    expect(execution.end).toEqual({ status: 'ABORTED', error: 'E', cause: 'because' });
    expect(execution.history.events.at(-1)).toMatchObject({
      type: 'ExecutionAborted',
      previousEventId: 0,
      executionAbortedEventDetails: { error: 'E', cause: 'because' },
    });
    expect(execution.nextTimer).toBeUndefined();
  });

  test('needs no words', () => {
    const { execution, from } = begin({ W: WAIT });
    execution.stop();
    expect(execution.end).toEqual({ status: 'ABORTED' });
    const { events } = execution.history;
    execution.advanceTo(from + 60_000);
    expect(execution.history.events).toEqual(events);
  });

  test('comes too late when it is over', () => {
    const { execution, from } = begin({ W: WAIT });
    execution.advanceTo(from + 10_000);
    const { events } = execution.history;
    execution.stop('E');
    expect(execution.end?.status).toBe('SUCCEEDED');
    expect(execution.history.events).toEqual(events);
  });
});
