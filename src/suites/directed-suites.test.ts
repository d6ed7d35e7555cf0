/** The directed suites against the catalogue and the reference. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { referenceExecutor } from '../executors/reference.ts';
import { FALLBACK_RULES } from '../rules/find-rule.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { levelOf, type Rule } from '../rules/rule.ts';
import { BESIDE, COMMON, INFERRED, NOBODYS, SPARED } from './carried-out.fixture.ts';
import { compareExpectation } from './compare-expectation.ts';
import { loadSuites } from './load-suites.ts';

const files = loadSuites();
const cases = files.flatMap((file) => file.cases);
const all = [...cases, ...files.flatMap((file) => file.apiCases)];
const catalogue = loadCatalogue();

test('every case has a name of its own', () => {
  const names = all.map(({ name }) => name);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

test('every case names rules of the catalogue, and each of them names the case', () => {
  for (const { name, rules } of all) {
    for (const id of rules) expect(catalogue.find(id)?.cases ?? [], `${name} names ${id}`).toContain(name);
  }
});

test('every rule names cases that name it', () => {
  const rulesOf = new Map(all.map(({ name, rules }) => [name, rules]));
  for (const { id, cases: names } of catalogue.rules) {
    for (const name of names) expect(rulesOf.get(name) ?? [], `${id} names ${name}`).toContain(id);
  }
});

const executor = referenceExecutor();
const signal = new AbortController().signal;

/** What the reference carries out in each case, filled by the tests of the cases. */
const carriedOutBy = new Map<string, readonly string[]>();

const inferred = new Set(catalogue.rules.filter((rule) => levelOf(rule) === 'inferred').map(({ id }) => id));

/** Cases that carry out an inferred rule, and expect nothing of what it decides. */
const LEFT_OUT = ['lambda/invoke-event', 'lambda/invoke-dry-run'];

test.each(cases.map((one) => [one.name, one] as const))(
  '%s',
  async (name, { case: testCase, expect: wanted, rules }) => {
    const outcome = await executor.execute(testCase, signal);
    if (outcome.kind !== 'observed') throw new Error(`${outcome.kind}: ${outcome.reason}`);
    expect(compareExpectation(wanted, outcome.observation)).toEqual([]);
    carriedOutBy.set(name, outcome.rules ?? []);
    const [first = ''] = rules;
    if (wanted.status === 'INVALID_DEFINITION' && !inferred.has(first))
      expect(outcome.rules).toContain(first);
    // What rests on inference says so, and what says so does.
    const carriedOut = (outcome.rules ?? []).filter((rule) => inferred.has(rule));
    // A diagnostic's text doesn't tell which values AWS was seen to refuse with it.
    const named = rules.filter(
      (rule) => inferred.has(rule) && rule !== 'validation.template-values-inferred',
    );
    if (!LEFT_OUT.includes(name)) expect(carriedOut.toSorted()).toEqual(named.toSorted());
    expect(outcome.inferred, 'what is known by inference only').toEqual(INFERRED[name] ?? []);
    expect(holdsUndefined(outcome.observation), 'a field without a value').toBe(false);
    expectCarriedOut(name, rules, outcome.rules ?? []);
  },
);

/** A case carries out what it is about; what else it carries out is behind all sorts of cases, or said to be beside the point. */
function expectCarriedOut(name: string, rules: readonly string[], carriedOut: readonly string[]): void {
  expect(
    rules.filter((rule) => !NOBODYS.has(rule) && !carriedOut.includes(rule)),
    `${name} is about them and does not carry them out; does it show where they end (SPARED)?`,
  ).toEqual(SPARED[name] ?? []);
  expect(
    carriedOut.filter(
      (rule) => !rules.includes(rule) && !COMMON.has(rule) && BESIDE[rule]?.includes(name) !== true,
    ),
    `${name} carries them out and does not name them; are they beside its point (BESIDE)?`,
  ).toEqual([]);
}

const holdsUndefined = (value: unknown): boolean =>
  value === undefined ||
  (typeof value === 'object' && value !== null && Object.values(value).some(holdsUndefined));

test('every rule that the reference carries out is carried out by a case about it', () => {
  const shown = new Set(
    cases.flatMap(({ name, rules }) => rules.filter((id) => carriedOutBy.get(name)?.includes(id))),
  );
  const carriedOut = new Set([...carriedOutBy.values()].flat());
  expect([...carriedOut].filter((id) => !shown.has(id))).toEqual([]);
});

/** Rules to which no difference is put down: what they say is said of definitions, or done by the language JSONata itself. */
const OF_NO_DIFFERENCE = ['jsonata.singleton', 'validation.accepted', 'validation.template-values-inferred'];

test('differences can be put down to every rule', () => {
  const ofApi = new Set(files.flatMap((file) => file.apiCases).map(({ name }) => name));
  const isNoted = ({ id, cases: names, decides }: Rule): boolean =>
    decides.length > 0 && names.some((name) => carriedOutBy.get(name)?.includes(id));
  const never = catalogue.rules.filter(
    (rule) =>
      !isNoted(rule) &&
      rule.covers.length === 0 &&
      !FALLBACK_RULES.includes(rule.id) &&
      !rule.cases.some((name) => ofApi.has(name)),
  );
  expect(never.map(({ id }) => id).toSorted()).toEqual(OF_NO_DIFFERENCE);
});

test('every rule that the sources name is carried out by a case', () => {
  const carriedOut = new Set([...carriedOutBy.values()].flat());
  const subjects = [...new Set(catalogue.rules.map(({ id }) => id.split('.')[0]))];
  const literal = new RegExp(`'((?:${subjects.join('|')})\\.[A-Za-z][\\w-]*)'`, 'g');
  const root = fileURLToPath(new URL('../', import.meta.url));
  const sources = globSync(['interpreter/**/*.ts', 'asl/**/*.ts'], { cwd: root }).filter(
    (file) => !file.endsWith('.test.ts'),
  );
  expect(sources.length).toBeGreaterThan(50);
  const named = sources.flatMap((file) =>
    [...readFileSync(`${root}${file}`, 'utf8').matchAll(literal)].map(([, id = '']) => id),
  );
  expect([...new Set(named)].filter((id) => !carriedOut.has(id))).toEqual([]);
});
