import { expect, it } from 'vitest';
import { EXAMPLE_REPORT } from './example-report.ts';
import { heatMap } from './heat-map.ts';

it('counts diverging cases by feature and facet, most first, and names what has no difference', () => {
  expect(heatMap(EXAMPLE_REPORT.cases ?? [])).toEqual({
    facets: ['status', 'cause'],
    rows: [
      { feature: 'IsPresent', cases: 3, diverges: 3, counts: [3, 0] },
      { feature: 'choice', cases: 3, diverges: 3, counts: [3, 0] },
      { feature: 'function-error', cases: 1, diverges: 1, counts: [0, 1] },
      { feature: 'task', cases: 4, diverges: 1, counts: [0, 1] },
    ],
    // Nothing is known of `map`: its only case was declined.
    clean: [],
  });
});

it('takes a feature whose cases all conform for clean, warnings or not', () => {
  const cases = (EXAMPLE_REPORT.cases ?? []).filter(({ verdict }) => verdict !== 'diverges');
  expect(heatMap(cases)).toEqual({ facets: [], rows: [], clean: ['task'] });
});
