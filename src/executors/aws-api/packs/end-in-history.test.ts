import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { HistoryEvent } from '../../../interpreter/history.ts';
import { parseJsonOrThrow } from '../../../json/parse.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../../json/value.ts';
import { writeJson } from '../../../json/write.ts';
import { referenceExecutor } from '../../reference.ts';
import { casesOf } from '../../../run/case-list.ts';
import { generatedList } from '../../../run/generated-cases.ts';
import { readEnd } from '../read-execution.ts';
import { readEvent } from '../read-history.ts';
import { endInHistory } from './end-in-history.ts';

const event = (type: string, details: JsonObject): HistoryEvent => ({
  timestamp: 1,
  id: 2,
  previousEventId: 1,
  type,
  [`${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`]: details,
});

test.each<[string, JsonObject, unknown]>([
  [
    'ExecutionSucceeded',
    { output: '1', outputDetails: { truncated: false } },
    { status: 'SUCCEEDED', output: '1' },
  ],
  ['ExecutionSucceeded', { output: '1', outputDetails: { truncated: true } }, undefined],
  ['ExecutionFailed', { error: 'E', cause: 'C' }, { status: 'FAILED', error: 'E', cause: 'C' }],
  ['ExecutionFailed', {}, { status: 'FAILED' }],
  ['ExecutionTimedOut', { error: 'States.Timeout' }, { status: 'TIMED_OUT' }],
  ['ExecutionAborted', { cause: 'C' }, { status: 'ABORTED', cause: 'C' }],
  ['TaskFailed', { error: 'E' }, undefined],
])('%s with %j', (type, details, end) => {
  expect(endInHistory([event('ExecutionStarted', {}), event(type, details)])).toEqual(end);
});

test('a history of nothing tells no end', () => {
  expect(endInHistory([])).toBeUndefined();
});

test('it is what the reference says of the execution itself', { timeout: 120_000 }, async () => {
  const reference = referenceExecutor();
  for await (const { case: one } of casesOf(generatedList({ seed: 41, count: 150 }))) {
    if (one.machine.type === 'EXPRESS' || one.machine.start === 'TestState') continue;
    const outcome = await reference.execute(one, new AbortController().signal);
    if (outcome.kind !== 'observed' || outcome.observation.history === undefined) continue;
    const { status, output, error, cause, history } = outcome.observation;
    if (history.length === 0) continue;
    expect(endInHistory(history)).toEqual({
      status,
      ...(output !== undefined && { output }),
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    });
  }
});

const recordings =
  process.env['AWS_RECORDINGS'] ??
  fileURLToPath(new URL('../../../../../shared/aws-recordings', import.meta.url));

test.skipIf(!existsSync(recordings))(
  'it is what DescribeExecution says in every recording that has both',
  () => {
    let both = 0;
    for (const file of readdirSync(recordings).filter((name) => name.endsWith('.json'))) {
      const cases = parseJsonOrThrow(readFileSync(join(recordings, file), 'utf8'));
      for (const recorded of isJsonArray(cases) ? cases : []) {
        const [described, events] = isJsonObject(recorded) ? describedAndHistory(recorded) : [];
        if (described === undefined || events === undefined) continue;
        both += 1;
        expect(texts(endInHistory(events))).toEqual(texts(readEnd(described)));
      }
    }
    expect(both).toBeGreaterThan(0);
  },
);

/** The recorder took texts that are JSON apart. */
const texts = (end: object | undefined): unknown => JSON.parse(JSON.stringify(end ?? {}));

function describedAndHistory(
  recorded: JsonObject,
): readonly [JsonObject | undefined, readonly HistoryEvent[] | undefined] {
  const key = valueAt(recorded, 'historyKey');
  const all = valueAt(recorded, 'recorded');
  if (typeof key !== 'string' || !isJsonObject(all)) return [undefined, undefined];
  const history = valueAt(all, key);
  const events = isJsonObject(history) ? valueAt(history, 'events') : undefined;
  const [scenario] = key.split('__');
  const described = Object.entries(all).find(
    ([name, value]) =>
      isJsonObject(value) &&
      Object.hasOwn(value, 'executionArn') &&
      Object.hasOwn(value, 'status') &&
      (!key.includes('__') || name.startsWith(`${scenario}__`)),
  )?.[1];
  return [
    isJsonObject(described) ? described : undefined,
    isJsonArray(events) ? events.map((one) => readEvent(asText(one))) : undefined,
  ];
}

/** Outputs and causes are texts again. */
function asText(one: JsonValue): JsonValue {
  if (!isJsonObject(one)) return one;
  return Object.fromEntries(
    Object.entries(one).map(([key, details]) => [
      key,
      key.endsWith('EventDetails') && isJsonObject(details)
        ? Object.fromEntries(
            Object.entries(details).map(([field, value]) => [
              field,
              ['output', 'cause', 'error'].includes(field) && typeof value !== 'string'
                ? writeJson(value)
                : value,
            ]),
          )
        : details,
    ]),
  );
}
