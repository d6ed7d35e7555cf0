import { describe, expect, it } from 'vitest';
import type { Case } from '../../case/case.ts';
import type { JsonValue } from '../../json/value.ts';
import { EXAMPLE_REPORT } from '../example-report.ts';
import { choiceLabel } from './choice-label.ts';
import { drawGraph } from './draw-graph.ts';
import { wayWords } from './graph-words.ts';
import { layOut, type Box, type PlacedFlow } from './layout.ts';
import { machineGraph, sizeOfGraph, type FlowGraph } from './machine-graph.ts';
import { END, START, stepKey, wayOf } from './way.ts';

const [choice] = EXAMPLE_REPORT.findings;
if (choice === undefined) throw new Error('the example has no finding');

const graphOf = (definition: JsonValue): FlowGraph | undefined =>
  machineGraph({ machine: { definition, type: 'STANDARD' } } as Case);

const NESTED: JsonValue = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: {
        StartAt: 'Both',
        States: {
          Both: {
            Type: 'Parallel',
            Branches: [
              { StartAt: 'One', States: { One: { Type: 'Pass', Next: 'Two' }, Two: { Type: 'Succeed' } } },
              { StartAt: 'Three', States: { Three: { Type: 'Fail' } } },
            ],
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Mend' }],
            Next: 'Mend',
          },
          Mend: { Type: 'Pass', End: true },
        },
      },
      Retry: [{ ErrorEquals: ['Busy'] }],
      End: true,
    },
  },
};

describe('the graph of a machine', () => {
  it('has an edge for each pair of states, with all that leads along it', () => {
    expect(machineGraph(choice.case)).toMatchObject({
      startAt: 'Check',
      edges: [
        { from: 'Check', to: 'Tell', labels: ['$.total IsPresent true'] },
        { from: 'Check', to: 'Give up', labels: ['default'] },
      ],
    });
    const inner = graphOf(NESTED)?.states[0]?.inner[0];
    expect(inner?.edges).toEqual([{ from: 'Both', to: 'Mend', labels: ['catch States.ALL'] }]);
    expect(graphOf(NESTED)?.states[0]?.notes).toEqual(['retries']);
  });

  it('leaves out what leads nowhere, and is none where no state is', () => {
    expect(graphOf({ StartAt: 'X', States: { A: { Type: 'Pass', Next: 'Gone' }, B: 3 } })).toMatchObject({
      startAt: undefined,
      edges: [],
    });
    for (const definition of ['{"StartAt":', '[]', {}, { States: {} }, { States: [] }, null]) {
      expect(graphOf(definition)).toBeUndefined();
    }
  });

  it('is laid out with every state inside of its box, and none on another', () => {
    const graph = graphOf(NESTED);
    if (graph === undefined) throw new Error('no graph');
    expect(sizeOfGraph(graph)).toBe(6);
    const placed = layOut(graph);
    expect(placed.circles.map(({ name }) => name)).toEqual([START, END]);
    checkBoxes(placed);
  });

  it('takes states of any name', () => {
    const names = ['__proto__', 'constructor', '', '\u0001', '<b>'];
    const states = Object.fromEntries(
      names.map((name, i) => [name, { Type: 'Pass', Next: names[(i + 1) % names.length] ?? '' }]),
    );
    const graph = graphOf(JSON.stringify({ StartAt: '', States: states }));
    expect(graph?.states.map(({ name }) => name)).toEqual(names);
    expect(graph?.edges.length).toBe(names.length);
    if (graph) checkBoxes(layOut(graph));
  });
});

function checkBoxes({ states, width, height }: PlacedFlow): void {
  for (const [i, state] of states.entries()) {
    expect(within(state, { x: 0, y: 0, width, height })).toBe(true);
    for (const other of states.slice(i + 1)) expect(apart(state, other)).toBe(true);
    for (const inner of state.inner) {
      expect(within(inner, state)).toBe(true);
      checkBoxes(inner);
    }
  }
}

const within = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width + 0.01 &&
  inner.y + inner.height <= outer.y + outer.height + 0.01;

const apart = (a: Box, b: Box): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

describe('the ways through a machine', () => {
  const ways = { oracle: 'AWS', expected: wayOf(choice.expected), observed: wayOf(choice.observed) };

  it('are read off the histories', () => {
    expect(ways.expected?.steps).toEqual(
      new Set([stepKey(START, 'Check'), stepKey('Check', 'Tell'), stepKey('Tell', END)]),
    );
    expect(wayWords(ways.observed)).toBe('Check → Give up → FAILED');
    expect(wayWords(undefined)).toBe('no history');
    expect(wayOf({ status: 'INVALID_DEFINITION' })).toBeUndefined();
  });

  it('are marked in the picture', () => {
    const graph = machineGraph(choice.case);
    if (graph === undefined) throw new Error('no graph');
    const svg = drawGraph(layOut(graph), ways, 'ways').text;
    const classOf = (name: string): string | undefined =>
      new RegExp(`<g class="([^"]*)">\\s*<title>${name}: `).exec(svg)?.[1];
    expect([classOf('Check'), classOf('Tell'), classOf('Give up')]).toEqual([
      'state both',
      'state aws',
      'state target',
    ]);
    expect([...svg.matchAll(/<g class="edge (\w+)"/g)].map(([, taker]) => taker)).toEqual([
      'aws',
      'target',
      'both',
      'aws',
    ]);
    expect(svg).toContain('Tell: AWS entered it 1×, the target 0×');
  });
});

it.each<[JsonValue, string]>([
  [{ Variable: '$.a', NumericEquals: 1, Next: 'X' }, '$.a NumericEquals 1'],
  [{ Not: { Variable: '$.a', IsNull: true }, Next: 'X' }, 'not ($.a IsNull true)'],
  [
    {
      And: [
        { Variable: '$', IsString: true },
        { Variable: '$', StringMatches: 'a*' },
      ],
      Next: 'X',
    },
    '($ IsString true) and ($ StringMatches a*)',
  ],
  [{ Condition: '{% $x > 1 %}', Next: 'X' }, '{% $x > 1 %}'],
  [{ Next: 'X' }, ''],
  [7, ''],
])('a rule in a few words: %j', (rule, words) => {
  expect(choiceLabel(rule)).toBe(words);
});
