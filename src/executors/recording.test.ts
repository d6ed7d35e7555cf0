import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseCaseText } from '../case/parse-case.ts';
import type { Case } from '../case/case.ts';
import { openRecording } from './recording.ts';

const folder = mkdtempSync(join(tmpdir(), 'recording-'));
afterAll(() => rmSync(folder, { recursive: true }));

const caseText = (n: number): string =>
  `{"machine":{"definition":{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}},"input":{"n":${n}.0}}`;

const read = (text: string): Case => {
  const parsing = parseCaseText(text);
  if (!parsing.ok) throw new Error(parsing.message);
  return parsing.case;
};

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const outputsOf = async (path: string, ...cases: number[]): Promise<unknown[]> => {
  const opening = await openRecording(path);
  if (opening.kind !== 'open') throw new Error(opening.reason);
  const outcomes = await Promise.all(
    cases.map((n) => opening.executor.execute(read(caseText(n)), new AbortController().signal)),
  );
  return outcomes.map((outcome) => (outcome.kind === 'observed' ? outcome.observation.output : outcome.kind));
};

const pair = (n: number, output: string): string =>
  `{"case":${caseText(n)},"observation":{"status":"SUCCEEDED","output":"${output}","history":[{"id":1,"previousEventId":0,"type":"X","timestamp":1.50}]}}`;

test('finds observations by the content of a case, whatever file they are in', async () => {
  expect(await outputsOf(write('one.json', pair(1, 'a')), 1, 2)).toEqual(['a', 'declined']);
  expect(await outputsOf(write('two.json', `[${pair(1, 'b')},${pair(2, 'c')}]`), 1, 2)).toEqual(['b', 'c']);
  expect(await outputsOf(write('lines.ndjson', `${pair(3, 'd')}\n\n${pair(1, 'e')}\n`), 1, 3)).toEqual([
    'e',
    'd',
  ]);
  // Of two the later one counts, and files are read in the order of their names.
  expect(await outputsOf(folder, 1, 2, 3)).toEqual(['b', 'c', 'd']);
});

test("reads a run's record", async () => {
  const observation = '{"kind":"observed","observation":{"status":"FAILED","error":"E"}}';
  const line = `{"kind":"case","case":${caseText(1)},"oracle":${observation},"target":${observation},"verdict":{"kind":"conforms"}}`;
  const declined = `{"kind":"case","case":${caseText(2)},"target":{"kind":"declined","reason":"x"}}`;
  const path = write('run.ndjson', `{"kind":"header"}\n${line}\n${declined}\n{"kind":"footer"}\n`);
  expect(await outputsOf(path, 1, 2)).toEqual([undefined, 'declined']);
});

test('keeps plain numbers in events', async () => {
  const opening = await openRecording(write('numbers.json', pair(7, 'x')));
  if (opening.kind !== 'open') throw new Error(opening.reason);
  const outcome = await opening.executor.execute(read(caseText(7)), new AbortController().signal);
  expect(outcome).toMatchObject({
    observation: { history: [{ timestamp: 1.5, id: 1, previousEventId: 0 }] },
  });
});

test.each([
  ['broken.json', '{"case"', /broken\.json: expected JSON/],
  [
    'status.json',
    `{"case":${caseText(1)},"observation":{"status":"DONE"}}`,
    /status: expected "SUCCEEDED" or/,
  ],
  ['case.json', '{"case":{},"observation":{"status":"FAILED"}}', /case: expected a case \(machine/],
  ['other.json', '{"a":1}', /holds no observations/],
])('says what is wrong with %s', async (name, text, reason) => {
  expect(await openRecording(write(name, text))).toMatchObject({
    kind: 'unavailable',
    reason: expect.stringMatching(reason),
    remedy: expect.stringContaining('run.ndjson'),
  });
  rmSync(join(folder, name));
});

test('says that there is no such file', async () => {
  expect(await openRecording(join(folder, 'missing.json'))).toMatchObject({
    kind: 'unavailable',
    reason: expect.stringContaining('there is no such file'),
  });
});
