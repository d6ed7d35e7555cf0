import { expect, test } from 'vitest';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import { writeJson } from '../../json/write.ts';
import type { JsonValue } from '../../json/value.ts';
import { TargetApi } from './api.ts';
import { faultyTarget } from './faulty-target.ts';
import { readHistory } from './read-history.ts';

test('reads times as numbers, and leaves every other spelling as it is', async () => {
  const output = '{"timestamp": 1.0, "n": 2.50}';
  const events = [
    { timestamp: 1717747750.123, id: 1, previousEventId: 0, type: 'ExecutionStarted' },
    {
      timestamp: 1.5e9,
      id: 2,
      previousEventId: 1,
      type: 'ExecutionSucceeded',
      executionSucceededEventDetails: { output },
    },
    { timestamp: '2024-01-01T00:00:00Z', id: 3, type: 'Odd' },
  ];
  const target = await faultyTarget({ GetExecutionHistory: [{ status: 200, body: { events } }] });
  const api = new TargetApi({
    endpoint: target.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    clock: new VirtualClock(0),
  });
  const reading = await readHistory(api, 'arn', new AbortController().signal);
  if (reading.kind !== 'read') throw new Error('not read');
  expect(reading.history).toEqual(events);
  expect(writeJson(reading.history[1] as unknown as JsonValue)).toContain(JSON.stringify(output));
  api.close();
  await target.close();
});
