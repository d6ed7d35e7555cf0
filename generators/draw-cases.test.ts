import { describe, expect, test } from 'vitest';
import type { Case } from '../src/case/case.ts';
import { contentHash } from '../src/case/content-hash.ts';
import { parseCaseText } from '../src/case/parse-case.ts';
import { predict } from '../src/executors/reference/predict.ts';
import { jsonIdentical } from '../src/json/equal.ts';
import { parseJsonOrThrow } from '../src/json/parse.ts';
import type { JsonValue } from '../src/json/value.ts';
import { writeJson } from '../src/json/write.ts';
import { drawCases, type GeneratedCase } from './draw-cases.ts';
import { ALL_FEATURES, INFERRED_FEATURES, type Feature } from './features/feature.ts';
import { loadCatalogue } from '../src/rules/load-catalogue.ts';
import { levelOf } from '../src/rules/rule.ts';
import { meaningOfCase } from './meaning/meaning-of-case.ts';
import { FUNCTION_NAMES } from './palette/names.ts';
import { isSoundDefinition } from './validity/sound-definition.ts';
import { statesOf } from './validity/states-of.ts';

/** As a file carries it: the input stands beside the machine. */
const textOf = ({ input, ...others }: Case): string =>
  writeJson({ ...others, ...input } as unknown as JsonValue);
const draw = (seed: number, count: number, start = 0): readonly GeneratedCase[] => [
  ...drawCases({ seed, count, start }),
];
const valid = (cases: readonly GeneratedCase[]): readonly GeneratedCase[] =>
  cases.filter(({ features }) => !features.includes('invalid-definition'));

describe('laws', () => {
  const cases = draw(1, 2000);

  test('one seed gives the same cases, byte for byte, another one others', () => {
    const texts = (seed: number): readonly string[] =>
      draw(seed, 200).map(({ case: drawn }) => textOf(drawn));
    expect(texts(1)).toEqual(cases.slice(0, 200).map(({ case: drawn }) => textOf(drawn)));
    expect(texts(2)).not.toEqual(texts(1));
  });

  test('a case does not depend on how many were drawn before it', () => {
    const [alone] = draw(1, 1, 1234);
    expect(alone?.index).toBe(1234);
    expect(alone && textOf(alone.case)).toBe(cases[1234] && textOf(cases[1234].case));
  });

  test('cases are drawn one by one', () => {
    let drawn = 0;
    for (const { index } of drawCases({ seed: 1, count: Number.MAX_SAFE_INTEGER })) {
      drawn = index + 1;
      if (drawn === 3) break;
    }
    expect(drawn).toBe(3);
  });

  test('each is read back from its text as it is, and named by its content', () => {
    for (const { case: drawn } of cases) {
      const parsing = parseCaseText(textOf(drawn));
      expect(parsing.ok && textOf(parsing.case)).toBe(textOf(drawn));
      expect(drawn.id).toBe(contentHash(drawn));
    }
  });

  test('hardly any case comes twice', () => {
    expect(new Set(cases.map(({ case: drawn }) => drawn.id)).size).toBeGreaterThan(cases.length * 0.95);
  });

  test('every definition is valid, unless it is meant not to be', () => {
    for (const { case: drawn, features } of cases)
      expect(isSoundDefinition(drawn.machine.definition)).toBe(!features.includes('invalid-definition'));
  });

  test('machines are small', () => {
    const sizes = valid(cases)
      .map(({ case: drawn }) => [...statesOf(drawn.machine.definition)].length)
      .toSorted((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(4);
    expect(sizes.at(-1)).toBeLessThanOrEqual(12);
  });

  test('names of functions stand for functions only', () => {
    for (const { case: drawn } of cases) {
      const data = writeJson([
        drawn.input,
        ...Object.values(drawn.functions),
        drawn.callbacks,
      ] as unknown as JsonValue);
      for (const name of FUNCTION_NAMES) expect(data).not.toContain(name);
    }
  });

  test('every callback has a timer, so that nothing waits for ever', () => {
    const timers = ['TimeoutSeconds', 'TimeoutSecondsPath', 'HeartbeatSeconds', 'HeartbeatSecondsPath'];
    for (const { case: drawn } of cases) {
      for (const { state } of statesOf(drawn.machine.definition)) {
        if (String(state['Resource']).endsWith('.waitForTaskToken'))
          expect(timers.some((timer) => timer in state)).toBe(true);
      }
    }
  });
});

const drawWith = (feature: Feature, count: number): readonly GeneratedCase[] => [
  ...drawCases({ seed: 2, count, features: { with: [feature], without: ['invalid-definition'] } }),
];

const catalogue = loadCatalogue();
const inferredRules = new Set(
  catalogue.rules.filter((rule) => levelOf(rule) === 'inferred').map(({ id }) => id),
);
const rests = (features: readonly Feature[]): boolean =>
  INFERRED_FEATURES.some((feature) => features.includes(feature));

describe('the reference', () => {
  const cases = valid(draw(2, 2000));

  test.each([
    ['JSONPath', cases],
    ['JSONata', drawWith('jsonata', 700)],
    ['callback', drawWith('callback', 700)],
    ['Express', drawWith('express', 500)],
    ['TestState', drawWith('test-state', 500)],
  ])('ends every %s case as the analysis does, and soon', async (_, all) => {
    for (const { case: drawn } of all) {
      const prediction = await predict(drawn);
      expect(prediction.status).toMatch(/^(?:SUCCEEDED|FAILED|TIMED_OUT|STARTED|RETRIABLE|CAUGHT_ERROR)$/);
      expect(prediction.seconds).toBeLessThanOrEqual(120);
      const meaning = meaningOfCase(drawn);
      if (drawn.machine.start === 'asynchronous') {
        expect(meaning.kind).not.toBe('open');
        expect(prediction.status).toBe('STARTED');
        continue;
      }
      switch (meaning.kind) {
        case 'succeeds':
          expect(prediction.status).toMatch(/^(?:SUCCEEDED|CAUGHT_ERROR)$/);
          if ('output' in prediction)
            expect(jsonIdentical(parseJsonOrThrow(prediction.output ?? ''), meaning.output)).toBe(true);
          break;
        case 'fails':
        case 'retriable':
          expect(prediction.status).toBe(meaning.kind === 'fails' ? 'FAILED' : 'RETRIABLE');
          if ('error' in prediction) expect(prediction.error).toBe(meaning.error);
          break;
        case 'dies':
          expect(prediction).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
          break;
        case 'times out':
          expect(prediction.status).toBe('TIMED_OUT');
          break;
        case 'open':
          expect.unreachable(meaning.reason);
      }
    }
  });

  test('carries out no inferred rule but for the features that are known to rest on one', async () => {
    let inferred = 0;
    for (const { case: drawn, features } of cases) {
      const { rules } = await predict(drawn);
      const carriedOut = rules.filter((rule) => inferredRules.has(rule));
      if (rests(features)) inferred += 1;
      else expect(carriedOut).toEqual([]);
    }
    // What they show is a warning at best.
    expect(inferred / cases.length).toBeLessThan(0.14);
  });

  test('predicts a mix: most succeed, many fail in many ways, few run out of time', async () => {
    const predictions = await Promise.all(cases.map(({ case: drawn }) => predict(drawn)));
    const share = (status: string): number =>
      predictions.filter((prediction) => prediction.status === status).length / predictions.length;
    expect(share('SUCCEEDED')).toBeGreaterThan(0.55);
    expect(share('SUCCEEDED')).toBeLessThan(0.75);
    expect(share('FAILED')).toBeGreaterThan(0.2);
    expect(share('TIMED_OUT')).toBeGreaterThan(0.01);
    expect(share('TIMED_OUT')).toBeLessThan(0.05);
    const errors = predictions.map((prediction) =>
      prediction.status === 'FAILED' ? prediction.error : undefined,
    );
    expect(new Set(errors).size).toBeGreaterThan(15);
  });

  test('Retry, Catch, Choice, Map and callbacks are mostly more than decoration', async () => {
    const happens = async (feature: Feature, ...rules: readonly RegExp[]): Promise<number> => {
      const containing = cases.filter(({ features }) => features.includes(feature));
      const carriedOut = await Promise.all(containing.map(({ case: drawn }) => predict(drawn)));
      const fired = carriedOut.filter((prediction) =>
        prediction.rules.some((one) => rules.some((rule) => rule.test(one))),
      );
      return fired.length / containing.length;
    };
    expect(await happens('retry', /^retry\./)).toBeGreaterThan(0.5);
    expect(await happens('catch', /^catch\./)).toBeGreaterThan(0.6);
    expect(await happens('choice', /^choice\./)).toBeGreaterThan(0.85);
    expect(await happens('callback', /^callback\.|^lambda\.timeout/)).toBeGreaterThan(0.75);
    expect(await happens('weighted-alias', /^lambda\.qualifier/)).toBeGreaterThan(0.6);
    expect(await happens('result-too-large', /^data-limit\./)).toBeGreaterThan(0.6);
    expect(await happens('callback-late-answer', /^callback\./)).toBeGreaterThan(0.75);
    expect(await happens('result-path', /^data-flow\.result-path/)).toBeGreaterThan(0.65);
    expect(await happens('variables', /^variables\.assign/)).toBeGreaterThan(0.6);
  });
});

test('JSONata is a modest share of the cases', () => {
  const cases = draw(3, 2000);
  const share = cases.filter(({ features }) => features.includes('jsonata')).length / cases.length;
  expect(share).toBeGreaterThan(0.03);
  expect(share).toBeLessThan(0.1);
});

test('every feature occurs in at least one of a hundred cases', () => {
  const count = new Map<Feature, number>();
  for (const { features } of drawCases({ seed: 1, count: 5000 }))
    for (const feature of features) count.set(feature, (count.get(feature) ?? 0) + 1);
  const rare = ALL_FEATURES.filter((feature) => (count.get(feature) ?? 0) < 50);
  expect(rare).toEqual([]);
});

test('the corpus of a seed stays what it is; a change here is a change of every published run', () => {
  const cases = draw(1, 200);
  expect(cases.map(({ case: drawn }) => drawn.id)).toMatchSnapshot('names of the first 200 cases of seed 1');
  const shown = cases.slice(0, 2).map(({ case: drawn }) => JSON.parse(textOf(drawn)) as unknown);
  expect(shown).toMatchSnapshot('its first two cases');
});
