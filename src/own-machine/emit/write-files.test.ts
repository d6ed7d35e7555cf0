import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { examineMachine, type Examination } from '../examine-machine.ts';
import { examplePath } from '../examples/examples.fixture.ts';
import { loadMachine } from '../load/load-machine.ts';
import { emittedFiles, MANIFEST, TEST_FILE } from './emitted-file.ts';
import { writeFiles } from './write-files.ts';

let folder: string;
let [many, few]: Examination[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sfn-conformance-'));
  const loaded = await loadMachine(examplePath('enrich-lead.asl.json'));
  const examine = (cases: number): Promise<Examination> =>
    examineMachine(loaded, { seed: 1, cases, featuresOf: () => [], signal: new AbortController().signal });
  [many, few] = [await examine(12), await examine(5)];
});
afterAll(() => rm(folder, { recursive: true }));

const namesIn = async (path: string): Promise<readonly string[]> =>
  (await readdir(path, { recursive: true })).filter((name) => name.endsWith('.json') || name.endsWith('.ts'));

test('a new folder, and the same one again: what was there of the kit goes', async () => {
  const path = join(folder, 'new');
  await writeFiles(path, emittedFiles(many as Examination));
  expect(await namesIn(path)).toHaveLength(12 + 2);
  const files = emittedFiles(few as Examination);
  await writeFiles(path, files);
  expect((await namesIn(path)).map((name) => name.replaceAll('\\', '/')).toSorted()).toEqual(
    files.map((file) => file.path).toSorted(),
  );
});

test('a folder with what the kit did not write: refused, nothing touched', async () => {
  const path = join(folder, 'foreign');
  await mkdir(path);
  await writeFile(join(path, 'notes.md'), 'mine');
  await expect(writeFiles(path, emittedFiles(few as Examination))).rejects.toThrow(
    "the folder holds what this kit didn't write (notes.md), and nothing is written over",
  );
  expect(await readdir(path)).toEqual(['notes.md']);
});

test('its own folder with a file more: refused, nothing touched', async () => {
  const path = join(folder, 'mixed');
  await writeFiles(path, emittedFiles(many as Examination));
  await writeFile(join(path, 'cases', 'mine.json'), '{}');
  const before = await readFile(join(path, MANIFEST), 'utf8');
  await expect(writeFiles(path, emittedFiles(few as Examination))).rejects.toThrow('(cases/mine.json)');
  expect(await readFile(join(path, MANIFEST), 'utf8')).toBe(before);
});

test('a manifest that names files elsewhere deletes none of them', async () => {
  const path = join(folder, 'hostile');
  const victim = join(folder, 'victim.json');
  await writeFile(victim, '{}');
  await mkdir(path);
  const manifest = {
    madeBy: 'sfn-conformance',
    cases: [{ file: '../../victim.json' }, { file: '/etc/hosts' }],
  };
  await writeFile(join(path, MANIFEST), JSON.stringify(manifest));
  await writeFiles(path, emittedFiles(few as Examination));
  expect(await readFile(victim, 'utf8')).toBe('{}');
});

test('cases are named by what they are the first to take', () => {
  const manifest = emittedFiles(many as Examination).find(({ path }) => path === MANIFEST);
  const { cases } = JSON.parse(manifest?.text ?? '') as { cases: readonly { name: string }[] };
  expect(cases[0]?.name).toMatch(/^001 Enrich.*; Enrich → Hot\?; /);
  expect(new Set(cases.map(({ name }) => name)).size).toBe(12);
});

test('the test file ends its own comment, whatever the machine is called', () => {
  const named = {
    ...(few as Examination),
    machine: { ...(few as Examination).machine, name: '*/ alert(1) /*\nx' },
  };
  const text = emittedFiles(named).find(({ path }) => path === TEST_FILE)?.text ?? '';
  expect(text.slice(0, text.indexOf('*/'))).toContain('SFN_TARGET');
});
