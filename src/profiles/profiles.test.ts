/** The frozen lists, and that the kit still means by them what it meant. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentHash } from '../case/content-hash.ts';
import { predict } from '../executors/reference/predict.ts';
import { judgingBy } from '../rules/judging.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { meaningOf } from '../run/one-meaning.ts';
import { apiCaseText } from '../suites/api-cases/write-api-case.ts';
import { loadSuites } from '../suites/load-suites.ts';
import { drawProfile } from './draw-profile.ts';
import { freeze } from './freeze.ts';
import { casesFile, indexFile, loadProfile, profileVersions } from './load-profile.ts';
import { SELECTIONS, type Selection } from './selection.ts';
import { hashOfLine } from './write-profile.ts';

const catalogue = loadCatalogue();
const { inferredRules } = judgingBy(catalogue);
const files = loadSuites();
const directed = files.flatMap(({ cases }) => cases);
const versions = profileVersions();
const all = [...versions].flatMap(([name, list]) => list.map((version) => [name, version] as const));
const newest = [...versions].map(([name, list]) => [name, list.at(-1) ?? 0] as const);

test('every selection is frozen, and nothing else', () => {
  expect([...versions.keys()]).toEqual(SELECTIONS.map(({ name }) => name).toSorted());
});

test.each(all)('%s %i holds the cases that its hashes name', (name, version) => {
  const { profile, list } = loadProfile(name, version);
  expect(profile.cases.length).toBeGreaterThan(100);
  expect(new Set(profile.cases.map(({ hash }) => hash)).size).toBe(profile.cases.length);
  for (const [place, entry] of profile.cases.entries())
    expect([place, contentHash(list.caseAt(place))]).toEqual([place, entry.hash]);
});

const FREEZE = 'freeze another version: npm run -s freeze-profile -- NAME --reason WHY';

test.each(newest)('%s %i: a target can be judged on every case', async (name, version) => {
  const { profile, list } = loadProfile(name, version);
  const reasons: string[] = [];
  for (const [place, { hash }] of profile.cases.entries()) {
    const { status, rules } = await predict(list.caseAt(place));
    const shaky = rules.find((rule) => inferredRules.has(rule));
    if (status === 'DECLINED' || status === 'RUNNING') reasons.push(`${hash} ${status}`);
    if (shaky !== undefined) reasons.push(`${hash} rests on inference (${shaky})`);
  }
  expect(reasons, FREEZE).toEqual([]);
});

test.each(newest)('%s %i: every generated case has one meaning', async (name, version) => {
  const { profile, list } = loadProfile(name, version);
  const reasons: string[] = [];
  for (const [place, entry] of profile.cases.entries()) {
    const meaning = 'seed' in entry ? await meaningOf(list.caseAt(place)) : { kind: 'one' };
    if ('reason' in meaning) reasons.push(`${entry.hash}: ${meaning.reason}`);
  }
  expect(reasons, FREEZE).toEqual([]);
});

test.each(newest)('%s %i: the directed cases are those of the suites', (name, version) => {
  const now = new Map(directed.map((one) => [one.name, contentHash(one.case)]));
  const { profile } = loadProfile(name, version);
  const changed = profile.cases.flatMap((entry) =>
    'directed' in entry && now.get(entry.directed) !== entry.hash ? [entry.directed] : [],
  );
  expect(changed, FREEZE).toEqual([]);
  const texts = new Map(files.flatMap(({ apiCases }) => apiCases.map((one) => [one.name, apiCaseText(one)])));
  const changedApi = profile.apiCases.filter(({ api, hash }) => hashOfLine(texts.get(api) ?? '') !== hash);
  expect(changedApi, FREEZE).toEqual([]);
});

test('lambda-full has every API case that does not rest on inference', () => {
  const { profile, apiCases } = loadProfile('lambda-full', versions.get('lambda-full')?.at(-1) ?? 0);
  const left = profile.leftOut.filter(({ directed: name }) => name.startsWith('api/'));
  const all_ = files.flatMap(({ apiCases: own }) => own);
  expect(apiCases.length + left.length).toBe(all_.length);
  for (const apiCase of apiCases)
    expect(all_.find(({ name }) => name === apiCase.name)).toMatchObject(apiCase);
});

describe('freezing', () => {
  const selection: Selection = {
    name: 'small',
    about: 'A few cases',
    suites: ['callback'],
    generated: [{ seed: 1, count: 5, without: [], needs: ['task'] }],
  };
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sfn-conformance-profiles-'));
    const freezing = { version: 3, date: '2026-01-02', reason: 'A test', folder };
    await freeze(selection, await drawProfile(selection, files, inferredRules), freezing);
  });

  afterAll(() => rm(folder, { recursive: true }));

  test('what is frozen is read back', async () => {
    expect(profileVersions(folder)).toEqual(new Map([['small', [3]]]));
    const { profile, list } = loadProfile('small', 3, folder);
    expect(profile).toMatchObject({ name: 'small', version: 3, date: '2026-01-02', reason: 'A test' });
    const callback = directed.filter(({ suite }) => suite === 'callback');
    expect(profile.cases.length + profile.leftOut.length).toBe(callback.length + 5);
    expect(profile.leftOut).toContainEqual({ directed: 'callback/never-answered', why: 'nothing ends it' });
    const [first] = profile.cases;
    const success = callback.find(({ name }) => first && 'directed' in first && name === first.directed);
    expect({ ...list.caseAt(0), id: '' }).toEqual({ ...success?.case, id: '' });
    expect((await list.at(list.total - 1)).suite).toBe('generated');
  });

  test('the same selection gives the same bytes', async () => {
    const before = await readFile(indexFile(folder, 'small', 3));
    const freezing = { version: 4, date: '2026-01-02', reason: 'A test', folder };
    await freeze(selection, await drawProfile(selection, files, inferredRules), freezing);
    const after = String(await readFile(indexFile(folder, 'small', 4)));
    expect(after).toBe(String(before).replace('"version": 3', '"version": 4'));
    expect(await readFile(casesFile(folder, 'small', 4))).toEqual(
      await readFile(casesFile(folder, 'small', 3)),
    );
  });

  test('what no draw gives is said', async () => {
    const impossible: Selection = {
      ...selection,
      suites: [],
      generated: [{ seed: 1, count: 1, without: ['task'], needs: ['task'] }],
    };
    await expect(drawProfile(impossible, files, inferredRules, 20)).rejects.toThrow(
      '20 draws of seed 1 gave 0 of 1 cases with task',
    );
  });

  test.each([
    [
      'an index that names another digest',
      indexFile,
      (text: string) => text.replace(/"digest": "./, '"digest": "0'),
      /its texts are not those that .*3\.json was frozen with/,
    ],
    [
      'an index with a field that nobody knows',
      indexFile,
      (text: string) => text.replace('"about"', '"abuot"'),
      /3\.json: the profile: expected only the fields .*found an object with abuot/,
    ],
    [
      'an index of another version',
      indexFile,
      (text: string) => text.replace('"version": 3', '"version": 2'),
      /expected small 3, found small 2/,
    ],
    ['an index that is cut', indexFile, (text: string) => text.slice(0, 300), /3\.json: not JSON/],
  ])('%s is told with its file', async (_, fileOf, change, message) => {
    const file = fileOf(folder, 'small', 3);
    const text = await readFile(file, 'utf8');
    await writeFile(file, change(text));
    expect(() => loadProfile('small', 3, folder)).toThrow(message);
    await writeFile(file, text);
  });
});
