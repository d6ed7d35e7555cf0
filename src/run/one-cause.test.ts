import { expect, test } from 'vitest';
import { parseCase } from '../case/parse-case.ts';
import { referenceExecutor } from '../executors/reference.ts';
import { entriesOf, objectOf } from '../json/key-order.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../json/value.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { casesOf, listOf, type ListedCase } from './case-list.ts';
import type { Finding } from './finding.ts';
import { openMutant, type Mutant } from './mutants/mutant.ts';
import { DEFAULT_RUN } from './run-options.ts';
import { run } from './run.ts';
import { standardParts } from './standard-parts.ts';

const parts = standardParts(loadCatalogue());
const FN = 'arn:aws:lambda:us-east-1:123456789012:function:fn';

function caseOf(states: JsonValue, input: JsonValue, outcomes: JsonValue = [{ echo: true }]): ListedCase {
  const parsing = parseCase({
    machine: { definition: { StartAt: 'A', States: states } },
    input,
    functions: { fn: { outcomes } },
  });
  if (!parsing.ok) throw new Error(parsing.message);
  return { case: parsing.case, features: parts.featuresOf(parsing.case), suite: 'test' };
}

async function findings(mutant: Mutant, cases: readonly ListedCase[]): Promise<readonly Finding[]> {
  const target = await openMutant(mutant);
  const result = await run(
    {
      ...parts,
      oracle: referenceExecutor(),
      target,
      cases: casesOf(listOf(cases)),
      total: cases.length,
      write: async () => {},
      onProgress: () => {},
      now: () => 0,
      signal: new AbortController().signal,
    },
    DEFAULT_RUN,
  );
  await target.close();
  return result.findings;
}

const told = (found: readonly Finding[]): readonly string[] =>
  found.map(({ rules, count, states }) => `${rules.join()} ${count}x ${states} state`);

/** `$.items[0]` read as `$.items[0:1]`, which gives an array. */
const slices = (value: JsonValue): JsonValue => {
  if (typeof value === 'string') return value.startsWith('$') ? value.replace('[0]', '[0:1]') : value;
  if (isJsonArray(value)) return value.map(slices);
  return isJsonObject(value)
    ? objectOf(entriesOf(value).map(([key, inner]) => [key, slices(inner)] as const))
    : value;
};

test('a path that is read wrongly is one finding, by itself, wherever it is used', async () => {
  const mutant: Mutant = {
    name: 'an index gives an array',
    state: (state) => objectOf(entriesOf(state).map(([key, value]) => [key, slices(value)] as const)),
  };
  const input = { items: [{ sku: 'a', n: 3 }] };
  const ends = { B: { Type: 'Succeed' }, C: { Type: 'Fail', Error: 'E' } };
  const found = await findings(mutant, [
    caseOf({ A: { Type: 'Pass', InputPath: '$.items[0].n', End: true } }, input),
    caseOf(
      {
        A: {
          Type: 'Choice',
          Choices: [{ Variable: '$.items[0].sku', StringEquals: 'a', Next: 'B' }],
          Default: 'C',
        },
        ...ends,
      },
      input,
    ),
    caseOf({ A: { Type: 'Task', Resource: FN, Parameters: { 'x.$': '$.items[0].sku' }, End: true } }, input, [
      { throw: { errorType: 'Busy' } },
    ]),
  ]);
  // A smaller case may be about an index past the end of the items.
  expect(found.map(({ rules: [rule] }) => rule?.replace('-past-end', ''))).toEqual(
    found.map(() => 'path.index'),
  );
  expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  expect(found.length).toBeLessThan(3);
  for (const { states } of found) expect(states).toBe(1);
});

test('the wrong error of a call is one finding, whether it is retried, caught or comes out', async () => {
  const mutant: Mutant = {
    name: 'every error is Unhandled',
    answered: (result) =>
      result.kind === 'lambda' && result.functionError !== undefined
        ? { ...result, payload: '{"errorType":"Unhandled"}' }
        : result,
  };
  const busy = { throw: { errorType: 'Busy' } };
  const call = { Type: 'Task', Resource: FN, End: true };
  const retry = [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }];
  const found = await findings(mutant, [
    caseOf({ A: call }, {}, [busy]),
    caseOf({ A: { ...call, Retry: retry } }, {}, [busy, { return: 1 }]),
    caseOf({ A: { ...call, Catch: [{ ErrorEquals: ['Busy'], Next: 'B' }] }, B: { Type: 'Succeed' } }, {}, [
      busy,
    ]),
  ]);
  expect(told(found)).toEqual(['lambda.function-error 3x 1 state']);
});

test('a rule that was carried out before or after is not to blame', async () => {
  const mutant: Mutant = {
    name: 'ResultSelector is ignored',
    state: (state) => objectOf(entriesOf(state).filter(([key]) => key !== 'ResultSelector')),
  };
  const selecting = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: 'fn', Payload: '"text"', Qualifier: '$LATEST' },
    ResultSelector: { a: 1 },
    Next: 'B',
  };
  const [finding] = await findings(mutant, [
    caseOf({ A: selecting, B: { Type: 'Task', Resource: FN, End: true } }, {}, [
      { return: 1 },
      { throw: { errorType: 'Busy' } },
    ]),
  ]);
  // How the result was had, and what is called next, went as it should.
  expect(['data-flow.result-selector', 'template.literals']).toContain(finding?.rules[0]);
});
