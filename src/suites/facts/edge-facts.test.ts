/** Each edge fact is named by cases that show it, and by mistakes that are seen to differ. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judge } from '../../compare/judge.ts';
import { referenceExecutor } from '../../executors/reference.ts';
import { loadCatalogue } from '../../rules/load-catalogue.ts';
import { levelOf } from '../../rules/rule.ts';
import { embedded } from '../../targets/presets/embedded.ts';
import type { TargetOpening } from '../../targets/target.ts';
import { compareApiAnswers } from '../api-cases/compare-api-answers.ts';
import { runApiCase } from '../api-cases/run-api-case.ts';
import { compareExpectation } from '../compare-expectation.ts';
import { loadSuites } from '../load-suites.ts';
import { loadFacts } from './load-facts.ts';
import { mistakenAnswers, mistakenObservation } from './mistaken-observation.ts';
import { readFacts } from './read-facts.ts';

const files = loadSuites();
const cases = new Map(files.flatMap((file) => file.cases).map((one) => [one.name, one]));
const apiCases = new Map(files.flatMap((file) => file.apiCases).map((one) => [one.name, one]));
const facts = loadFacts();
const never = new AbortController().signal;

test('all of them, in order', () => {
  expect(facts.map(({ fact }) => fact)).toEqual(Array.from({ length: 122 }, (_, i) => `E${i + 1}`));
});

test.each(facts.map((one) => [one.fact, one] as const))(
  '%s is shown by a case, and a case shows what differs',
  (_, { passing, differing }) => {
    expect(passing.length).toBeGreaterThan(0);
    expect(differing.length).toBeGreaterThan(0);
    expect(passing.filter((name) => !cases.has(name) && !apiCases.has(name))).toEqual([]);
    // A mistake is one about a case that shows the fact.
    expect(differing.map(({ name }) => name).filter((name) => !passing.includes(name))).toEqual([]);
  },
);

const mistakes = facts.flatMap(({ fact, differing }) =>
  differing.map((mistake) => [`${fact} ${mistake.name}: ${mistake.about}`, mistake] as const),
);

test('each mistake is another one', () => {
  const texts = mistakes.map(([name]) => name);
  expect(texts.filter((name, i) => texts.indexOf(name) !== i)).toEqual([]);
});

const inferred = new Set(
  loadCatalogue()
    .rules.filter((rule) => levelOf(rule) === 'inferred')
    .map(({ id }) => id),
);
const reference = referenceExecutor();

test.each(mistakes.filter(([, { kind }]) => kind === 'run'))('%s', async (_, { name, ...mistake }) => {
  const directed = cases.get(name);
  if (directed === undefined || mistake.kind !== 'run') throw new Error(`${name} is no run of a machine`);
  const oracle = await reference.execute(directed.case, never);
  if (oracle.kind !== 'observed') throw new Error(`${oracle.kind}: ${oracle.reason}`);
  expect(compareExpectation(directed.expect, oracle.observation)).toEqual([]);
  const observation = mistakenObservation(oracle.observation, mistake.shows);
  const verdict = judge(oracle, { kind: 'observed', observation }, inferred);
  const seen = verdict.kind === 'conforms' ? (verdict.warnings ?? []) : [verdict.kind];
  expect([...seen, ...compareExpectation(directed.expect, observation)]).not.toEqual([]);
  expect(verdict.kind === 'conforms' && verdict.warnings === undefined).toBe(false);
});

describe('of the API', () => {
  let opening: TargetOpening & { readonly kind: 'open' };
  beforeAll(async () => {
    const opened = await embedded.open({});
    if (opened.kind !== 'open') throw new Error(opened.reason);
    opening = opened;
  });
  afterAll(() => opening.executor.close());

  test.each(mistakes.filter(([, { kind }]) => kind === 'api'))('%s', async (title, { name, ...mistake }) => {
    const apiCase = apiCases.get(name);
    const { connection } = opening;
    if (apiCase === undefined || connection === undefined || mistake.kind !== 'api')
      throw new Error(`${name} is no case of the API`);
    const target = { api: connection.api, roleArn: connection.traits.roleArn };
    const id = title.replaceAll(/[^a-z]+/gi, '-').slice(0, 40);
    const outcome = await runApiCase(apiCase, target, id, never);
    if (outcome.kind !== 'observed') throw new Error(outcome.reason);
    expect(compareApiAnswers(apiCase, outcome)).toEqual([]);
    expect(compareApiAnswers(apiCase, mistakenAnswers(outcome, mistake.shows))).not.toEqual([]);
  });
});

test('a fact that lacks a field is told by its place', () => {
  const incomplete = { facts: [{ fact: 'E1', text: 'x', passing: ['a/b'] }] };
  expect(() => readFacts(incomplete, 'f.json')).toThrow(/f\.json\.facts\[0\] \(E1\)\.differing/);
});
