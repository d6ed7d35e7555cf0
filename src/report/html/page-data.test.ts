import { describe, expect, it } from 'vitest';
import { EXAMPLE_REPORT } from '../example-report.ts';
import { hostileReport } from '../hostile-report.ts';
import { matchesOf } from './page/matching.ts';
import type { State } from './page/state.ts';
import { dataText, pageData } from './page-data.ts';

const data = pageData(EXAMPLE_REPORT);

it('names everything once, and says which findings explain a case', () => {
  expect(data.facets).toEqual(['status', 'cause', 'history']);
  expect(data.cases.map(([index, , , , , , findings]) => [index, findings])).toEqual([
    [0, [0]],
    [1, [0]],
    [2, [0]],
    [3, [1]],
    [4, []],
    [5, []],
    [6, []],
    [7, []],
  ]);
});

it.each(['</script><script>', '<!--', '\u2028\u2029', '&amp;'])(
  'can hold %j without ending its element',
  (attack) => {
    const text = dataText(pageData(hostileReport(attack)));
    expect(text).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(text)).toEqual(pageData(hostileReport(attack)));
  },
);

describe('a state of the page lets through', () => {
  const through = (state: State): readonly [readonly number[], readonly number[]] => {
    const { findings, cases } = matchesOf(data, state);
    return [[...findings], cases.map(([index]) => index)];
  };

  it.each<[string, State, readonly number[], readonly number[]]>([
    ['everything', {}, [0, 1], [0, 1, 2, 3, 4, 5, 6, 7]],
    ['all words of a search', { q: 'ispresent STATUS' }, [0], [0, 1, 2]],
    ['a reason of a case', { q: 'econnrefused' }, [], [7]],
    ['a facet', { facet: 'cause' }, [1], [3]],
    ['a feature', { feature: 'map' }, [], [6]],
    ['a rule', { rule: 'choice.is-present' }, [0], [0, 1, 2]],
    ['a level', { level: 'warning' }, [1], [0, 1, 2, 3, 4, 5, 6, 7]],
    ['a verdict', { verdict: 'declined' }, [0, 1], [6]],
    ['the cases of a finding', { finding: 'lambda-error-payload-541d6c' }, [0, 1], [3]],
    ['what meets all of it', { facet: 'status', feature: 'task' }, [], []],
    ['nothing of a name that nothing has', { facet: 'taste' }, [], []],
  ])('%s', (_, state, findings, cases) => {
    expect(through(state)).toEqual([findings, cases]);
  });
});
