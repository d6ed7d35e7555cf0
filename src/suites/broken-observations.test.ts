/** What breaks a rule is flagged: each directed case against observations that differ in one thing that it expects. */
import { expect, test } from 'vitest';
import { judge } from '../compare/judge.ts';
import { referenceExecutor } from '../executors/reference.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { levelOf } from '../rules/rule.ts';
import { breakObservation } from './broken-observations.fixture.ts';
import { compareExpectation } from './compare-expectation.ts';
import { loadSuites } from './load-suites.ts';

const catalogue = loadCatalogue();
const inferredRules = new Set(
  catalogue.rules.filter((rule) => levelOf(rule) === 'inferred').map(({ id }) => id),
);
const files = loadSuites();
/** What is done to calls. */
const CALLS = /^(a call|another (function|payload|qualifier))/;
const executor = referenceExecutor();
const signal = new AbortController().signal;

/** Cases that give lines of states up: which calls those still make is open, and targets are not held to it. */
const GIVEN_UP = ['map/break', 'parallel/retried-calls-all'];

/** Rules with a case of which some broken observation was flagged. */
const broken = new Set<string>();

test.each(files.flatMap(({ cases }) => cases).map((one) => [one.name, one] as const))(
  '%s: whatever differs is flagged',
  async (name, { case: testCase, expect: wanted, rules }) => {
    const oracle = await executor.execute(testCase, signal);
    if (oracle.kind !== 'observed') throw new Error(`${oracle.kind}: ${oracle.reason}`);
    const breaks = [...breakObservation(wanted, oracle.observation)];
    expect(breaks.length).toBeGreaterThan(0);
    for (const { how, observation, textOnly } of breaks) {
      expect(compareExpectation(wanted, observation), how).not.toEqual([]);
      if (textOnly || (GIVEN_UP.includes(name) && CALLS.test(how))) continue;
      // The wording of a cause that is inferred is no target's fault.
      if (how.endsWith(' cause') && oracle.inferred?.includes('cause')) continue;
      const verdict = judge(oracle, { kind: 'observed', observation }, inferredRules);
      const differences = verdict.kind === 'conforms' ? verdict.warnings : verdict.kind === 'diverges';
      expect(differences, how).toBeTruthy();
    }
    for (const rule of rules) broken.add(rule);
  },
);

test('every rule has a case that is broken so', () => {
  const ofApi = new Set(files.flatMap((file) => file.apiCases).flatMap(({ rules }) => rules));
  expect(catalogue.rules.map(({ id }) => id).filter((id) => !broken.has(id) && !ofApi.has(id))).toEqual([]);
});
