import { expect, test } from 'vitest';
import { drawCases } from '../draw-cases.ts';
import { ALL_FEATURES, isFeature, type Feature } from './feature.ts';

const featuresDrawn = (without: readonly Feature[], count: number): ReadonlySet<Feature> =>
  new Set([...drawCases({ seed: 3, count, features: { without } })].flatMap(({ features }) => features));

test.each(ALL_FEATURES)('without %s no case contains it', (feature) => {
  expect(featuresDrawn([feature], 120)).not.toContain(feature);
});

test('many features can be forbidden at once', () => {
  const without: readonly Feature[] = ['choice', 'map', 'parallel', 'callback', 'pass', 'invalid-definition'];
  const found = featuresDrawn(without, 300);
  for (const feature of without) expect(found).not.toContain(feature);
  expect(found).toContain('task');
});

test('where nothing is left to draw, it says so', () => {
  const without = ALL_FEATURES.filter((feature) => feature !== 'comment');
  expect(() => featuresDrawn(without, 1)).toThrow(/restrictions/);
});

test('names of features are known, others are not', () => {
  expect(isFeature('States.Format')).toBe(true);
  expect(isFeature('StringEqualsPath')).toBe(true);
  expect(isFeature('StringMatchesPath')).toBe(false);
});
