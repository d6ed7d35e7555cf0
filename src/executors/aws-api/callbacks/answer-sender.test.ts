import { afterEach, expect, test } from 'vitest';
import type { Answer } from '../../../case/case.ts';
import type { CallbackAnswer } from '../../../case/observation.ts';
import { VirtualClock } from '../../../clock/virtual-clock.ts';
import type { HistoryEvent } from '../../../interpreter/history.ts';
import { TargetApi } from '../api.ts';
import { faultyTarget, type Behaviour } from '../faulty-target.ts';
import { patientResending } from '../resending.ts';
import { AnswerSender } from './answer-sender.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

const ended: Behaviour = { status: 400, body: { __type: 'TaskTimedOut', message: 'gone' } };
const throttled: Behaviour = {
  status: 400,
  body: { __type: 'ThrottlingException', message: 'Rate exceeded' },
};
const ok: Behaviour = { status: 200, body: {} };

const token = { handOut: 4, token: 'T', state: 'Ask', attempt: 1, answers: [] };

async function sender(behaviours: readonly Behaviour[], mostLate?: number): Promise<AnswerSender> {
  const operations = ['SendTaskSuccess', 'SendTaskFailure', 'SendTaskHeartbeat'];
  const target = await faultyTarget(Object.fromEntries(operations.map((name) => [name, behaviours])));
  const api = new TargetApi({
    endpoint: target.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    clock: new VirtualClock(0),
    resending: patientResending({ first: 1000, longest: 1000, most: 20 }),
  });
  cleanUps.push(async () => {
    api.close();
    await target.close();
  });
  return new AnswerSender(api, () => undefined, new AbortController().signal, mostLate);
}

const event = (id: number, type: string, details: object = {}): HistoryEvent => ({
  id,
  previousEventId: id - 1,
  timestamp: 0,
  type,
  someEventDetails: details,
});

const history = (type: string, details: object): readonly HistoryEvent[] => [
  event(4, 'TaskScheduled'),
  event(5, 'TaskStarted'),
  event(6, 'TaskSubmitted'),
  event(7, type, details),
  event(8, 'TaskStateExited'),
];

async function results(
  answer: Answer,
  behaviours: readonly Behaviour[],
  after: readonly HistoryEvent[] | undefined,
): Promise<readonly CallbackAnswer['result'][]> {
  const sending = await sender(behaviours);
  await sending.send(token, [answer], 0);
  sending.settle(after);
  return sending.failure === undefined ? sending.answers.map(({ result }) => result) : [];
}

test.each<[string, Answer, readonly HistoryEvent[], string]>([
  ['taken', { success: { n: 1 } }, history('TaskSucceeded', { output: '{"n":1}' }), 'ok'],
  ['taken', { failure: { error: 'E' } }, history('TaskFailed', { error: 'E' }), 'ok'],
  ['too late', { success: { n: 1 } }, history('TaskTimedOut', { error: 'States.Timeout' }), 'TaskTimedOut'],
  ['too late', { success: { n: 1 } }, history('TaskSucceeded', { output: '{"n":2}' }), 'TaskTimedOut'],
  ['too late', { failure: {} }, history('TaskFailed', { error: 'E' }), 'TaskTimedOut'],
  ['too late', { success: 1 }, [event(4, 'TaskScheduled')], 'TaskTimedOut'],
])(
  'an answer whose own reply was lost was %s if the history says so: %j',
  async (_, answer, after, result) => {
    expect(await results(answer, ['cut', ended], after)).toEqual([result]);
  },
);

test('an answer that was lost before it was taken is simply sent again', async () => {
  expect(await results({ success: 1 }, ['cut', 'cut', ok], undefined)).toEqual(['ok']);
});

test('what the API says the first time needs no history', async () => {
  expect(await results({ success: 1 }, [ended], undefined)).toEqual(['TaskTimedOut']);
});

test('nothing is known of a lost answer where there is no history', async () => {
  const sending = await sender(['cut', ended]);
  await sending.send(token, [{ success: 1 }], 0);
  sending.settle(undefined);
  expect(sending.failure).toMatchObject({ kind: 'indeterminate', fault: 'transport' });
});

test('an answer that is throttled past its time says nothing of the target', async () => {
  const patient = await sender([throttled, throttled, throttled, ok]);
  await patient.send(token, [{ heartbeat: true }], 0);
  expect(patient.answers).toMatchObject([{ result: 'ok' }]);
  const strict = await sender([throttled, throttled, throttled, ok], 5);
  await strict.send(token, [{ heartbeat: true }], 0);
  expect(strict.failure).toMatchObject({ kind: 'indeterminate', fault: 'throttled' });
  // One throttled call is made again at once, which costs no time.
  const prompt = await sender([throttled, ok], 5);
  await prompt.send(token, [{ heartbeat: true }], 0);
  expect(prompt.answers).toMatchObject([{ result: 'ok' }]);
});

test('a page with status 500, whenever the answer is sent, is what the target says to it', async () => {
  const target = await faultyTarget({ SendTaskSuccess: [ok, 'page'] });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const clock = new VirtualClock(0);
  const api = new TargetApi({ endpoint: target.url, region: 'us-east-1', credentials, clock });
  cleanUps.push(async () => {
    api.close();
    await target.close();
  });
  const sending = new AnswerSender(api, () => undefined, new AbortController().signal);
  await sending.send(token, [{ success: 1 }, { success: 2 }], 0);
  expect(sending.failure).toBeUndefined();
  expect(sending.answers.map(({ result }) => result)).toEqual(['ok', 'an error without a name']);
  // It isn't believed the first time.
  expect(target.calls.length).toBeGreaterThan(3);
});
