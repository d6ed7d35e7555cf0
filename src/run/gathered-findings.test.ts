import { describe, expect, test } from 'vitest';
import { signatureOf } from '../compare/signature.ts';
import type { Difference } from '../compare/difference.ts';
import type { Case } from '../case/case.ts';
import type { Finding } from './finding.ts';
import { GatheredFindings, type GatheredFinding } from './gathered-findings.ts';

const STATUS: Difference = { facet: 'status', place: 'status', expected: 'SUCCEEDED', observed: 'FAILED: E' };
const OUTPUT: Difference = { facet: 'output', place: 'output', expected: { a: 1 }, observed: { a: 2 } };

function found(
  cause: string,
  difference: Difference,
  { id, states = 1, features = ['task'], cases = [0] }: Shape,
): GatheredFinding {
  const testCase: Case = {
    id,
    machine: { definition: {}, type: 'STANDARD' },
    input: { input: {} },
    functions: {},
    callbacks: {},
    integrations: {},
  };
  const finding: Finding = {
    id: cause,
    title: cause,
    level: 'failure',
    rules: [cause],
    facets: [difference.facet],
    signature: signatureOf(difference),
    count: 1,
    target: 't',
    difference,
    case: testCase,
    features,
    expected: { status: 'SUCCEEDED' },
    observed: { status: 'FAILED' },
    states,
    also: [],
  };
  return { finding, cause, cases: new Set(cases) };
}

interface Shape {
  readonly id: string;
  readonly states?: number;
  readonly features?: readonly string[];
  readonly cases?: readonly number[];
}

const gather = (...all: readonly GatheredFinding[]): readonly Finding[] => {
  const gathered = new GatheredFindings();
  for (const one of all) gathered.add(one);
  return gathered.findings;
};

describe('findings of one cause', () => {
  test('are one, that shows most; a case counts once, whatever it shows', () => {
    const [finding, ...others] = gather(
      found('c', OUTPUT, { id: 'small', states: 1, cases: [1, 2] }),
      found('c', STATUS, { id: 'large', states: 3, cases: [2, 3] }),
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ case: { id: 'large' }, facets: ['status', 'output'], count: 3 });
    expect(finding?.also.map(({ case: { id } }) => id)).toEqual(['small']);
  });

  test('stay with the smaller case of equals, and never with one that was not shrunk', () => {
    const drawn = { ...found('c', STATUS, { id: 'drawn', states: 1 }), asDrawn: true };
    const [finding] = gather(
      found('c', OUTPUT, { id: 'b', states: 2 }),
      drawn,
      found('c', OUTPUT, { id: 'a' }),
    );
    expect(finding?.case.id).toBe('a');
    expect(finding?.also.map(({ case: { id } }) => id).toSorted()).toEqual(['b', 'drawn']);
  });
});

describe('findings of two causes and one signature', () => {
  test('are one where the case of the one contains all of the other, with all ways of both', () => {
    const less = found('less', STATUS, { id: 'less', features: ['task'], cases: [1] });
    const other = found('more', OUTPUT, { id: 'way', features: ['task', 'map'], cases: [2] });
    const more = found('more', STATUS, { id: 'more', features: ['task', 'map'], cases: [3] });
    const [finding, ...others] = gather(less, other, more);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ id: 'less', count: 3 });
    expect(finding?.also.map(({ case: { id } }) => id).toSorted()).toEqual(['more', 'way']);
  });

  test('stay two where neither does', () => {
    const shapes = [
      { id: 'a', features: ['map'] },
      { id: 'b', features: ['wait'] },
    ];
    expect(gather(...shapes.map((shape) => found(shape.id, STATUS, shape)))).toHaveLength(2);
  });
});
