import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { featuresOf } from '../../../generators/features/features-of.ts';
import type { Feature } from '../../../generators/features/feature.ts';
import type { Case } from '../../case/case.ts';
import { parseCase } from '../../case/parse-case.ts';
import type { JsonObject, JsonValue } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';
import { packedDefinition } from '../../packing/pack.ts';
import { casesOf } from '../../run/case-list.ts';
import { generatedList } from '../../run/generated-cases.ts';
import { loadSuites } from '../../suites/load-suites.ts';
import { definitionText } from '../case-text.ts';
import { EXECUTION_NAME } from '../observed-names.ts';
import { predict } from '../reference/predict.ts';
import { ownDefinition, PackPlanner, placeIn, placesByReason, type PackPlan } from './plan-packs.ts';
import { predictPacked } from './predict-packed.ts';

/** Generated cases; `PACKED=10000` for as many as a night has. */
const CASES = Number(process.env['PACKED'] ?? 2000);

/** Milliseconds, for a machine that has much else to do. */
const PATIENCE = 1_800_000;

/** What must come through a pack, among all else. */
const NEEDED: readonly Feature[] = [
  'function-arn',
  'lambda-invoke',
  'sdk-invoke',
  'retry',
  'catch',
  'catch-result-path',
  'states-timeout',
  'parallel',
  'map',
  'nested-container',
  'jsonata',
  'variables',
  'context-object',
  'machine-timeout',
  'machine-version',
  'machine-alias',
  'weighted-alias',
  'express',
  'callback-success',
  'callback-failure',
  'callback-heartbeat',
  'callback-other-execution',
  'callback-from-function',
  'callback-in-map',
  'callback-in-parallel',
];

async function planOf(cases: AsyncIterable<Case> | readonly Case[]): Promise<PackPlan> {
  const planner = new PackPlanner();
  for await (const one of cases) await planner.add(one);
  return planner.finish();
}

/** Cases that are seen differently in their packs: nothing but the tag, the dispatcher and the numbers behind them may differ. */
async function unlike({ packs }: PackPlan): Promise<readonly string[]> {
  const found: string[] = [];
  for (const pack of packs) {
    const definition = writeJson(packedDefinition(pack, EXECUTION_NAME, ownDefinition));
    for (const slot of pack.slots) {
      const { rules: _r, inferred: _i, seconds: _s, ...alone } = await predict(slot.case);
      const packed = await predictPacked(pack, slot, definition);
      if (packed.kind !== 'seen' || !isDeepStrictEqual(packed.observation, alone)) found.push(slot.hash);
    }
  }
  return found;
}

test('generated cases are the same packed and alone, letter by letter', { timeout: PATIENCE }, async () => {
  const features = new Map<string, number>();
  async function* drawn(): AsyncIterable<Case> {
    for await (const { case: one } of casesOf(generatedList({ seed: 31, count: CASES }))) yield one;
  }
  const plan = await planOf(drawn());
  const { packed, alone } = placesByReason(plan);
  expect(packed, JSON.stringify(alone)).toBeGreaterThan(CASES * 0.85);
  expect(plan.packs.length).toBeLessThan(CASES / 20);
  expect(await unlike(plan)).toEqual([]);
  for (const { slots } of plan.packs)
    for (const { case: one } of slots)
      for (const feature of featuresOf(one)) features.set(feature, (features.get(feature) ?? 0) + 1);
  // None of what the kit is about stays out of the packs.
  const missing = NEEDED.filter((feature) => (features.get(feature) ?? 0) === 0);
  expect(missing).toEqual([]);
  // All of them are places of a case each.
  expect(plan.places.length).toBe(CASES);
  const tags = plan.packs.flatMap(({ slots }) => slots.map(({ tag }) => tag));
  expect(new Set(tags).size).toBe(packed);
});

test('so are directed cases, or they run alone for a reason', { timeout: PATIENCE }, async () => {
  const cases = loadSuites([
    'callback',
    'retry',
    'errors',
    'lambda',
    'map',
    'parallel',
    'jsonata',
    'variables',
    'context',
    'start',
    'express',
    'choice',
  ])
    .flatMap((file) => file.cases)
    .map((directed) => directed.case);
  const plan = await planOf(cases);
  expect(placesByReason(plan).packed).toBeGreaterThan(cases.length * 0.7);
  expect(await unlike(plan)).toEqual([]);
  const reasons = plan.places.flatMap((place, i) =>
    place.kind === 'alone' && place.reason.includes('another one in a pack')
      ? [definitionText(cases[i] as Case)]
      : [],
  );
  // What a case makes of its own name can't be undone; there is hardly one that does.
  expect(reasons.length).toBeLessThanOrEqual(5);
  for (const text of reasons) expect(text).toMatch(/\$\$|states\.context/);
});

const ECHO: JsonObject = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };

const pass = (parameters: JsonObject): JsonObject => ({
  StartAt: 'P',
  States: { P: { Type: 'Pass', Parameters: parameters, End: true } },
});

test.each<[string, JsonObject, string | undefined]>([
  ['hands on its whole context', pass({ 'all.$': '$$' }), undefined],
  [
    'hands on its names',
    pass({ 'a.$': '$$.State.Name', 'b.$': "States.Format('{}', $$.Execution.Id)" }),
    undefined,
  ],
  ['compares the name of its state', choice('$$.State.Name', 'C'), 'status'],
  ['compares the name of its execution', choice('$$.Execution.Name', 'execution'), 'status'],
  ['hashes its context', pass({ 'h.$': "States.Hash($$.State.Name, 'MD5')" }), 'output'],
  ['encodes its name', pass({ 'e.$': 'States.Base64Encode($$.Execution.Name)' }), 'output'],
  [
    'takes its name apart at a sign of the tag',
    pass({ 'p.$': "States.StringSplit($$.Execution.Id, 'k')" }),
    'output',
  ],
])('a machine that %s', async (_, definition, facet) => {
  const { places } = await planOf([read(definition), read(ECHO)]);
  if (facet === undefined) expect(places[0]?.kind).toBe('packed');
  else expect(places[0]).toMatchObject({ kind: 'alone', reason: expect.stringContaining(facet) });
});

function choice(variable: string, name: string): JsonObject {
  return {
    StartAt: 'C',
    States: {
      C: { Type: 'Choice', Choices: [{ Variable: variable, StringEquals: name, Next: 'Y' }], Default: 'N' },
      Y: { Type: 'Succeed' },
      N: { Type: 'Fail', Error: 'N' },
    },
  };
}

test('what AWS refuses, what nothing ends and what has no other of its kind runs alone', async () => {
  const endless = read(ask('fn-ask'), { functions: { 'fn-ask': { outcomes: [{ return: null }] } } });
  const { places } = await planOf([
    read(ECHO),
    read(pass({ n: 1 })),
    read(ECHO),
    read({ StartAt: 'Nowhere', States: {} }),
    endless,
    read({ ...ECHO, TimeoutSeconds: 77 }),
  ]);
  expect(places.map((place) => (place.kind === 'alone' ? place.reason : 'packed'))).toEqual([
    'packed',
    'packed',
    'packed',
    'AWS refuses its definition',
    'nothing ends it',
    'no other case has a machine of its kind',
  ]);
  const placed = placeIn(await planOf([read(ECHO), read(pass({ n: 1 }))]));
  expect([placed(read(ECHO)), placed(read(pass({ n: 2 })))]).toEqual(['packed', 'alone']);
});

const ask = (name: string): JsonObject => ({
  StartAt: 'A',
  States: {
    A: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: name, Payload: { 'token.$': '$$.Task.Token' } },
      End: true,
    },
  },
});

test('a pack is as full as it may be, and as large', async () => {
  const planner = new PackPlanner({ most: 10, largest: 1500 });
  for (let n = 0; n < 25; n++) await planner.add(read(pass({ n })));
  for (let n = 0; n < 4; n++) await planner.add(read(pass({ n, long: 'x'.repeat(300) })));
  const { packs } = await planner.finish();
  expect(packs.map(({ slots }) => slots.length)).toEqual([10, 10, 7, 2]);
});

test('a dispatcher that changed something would be noticed', async () => {
  const { packs } = await planOf([read(ECHO, { input: { a: 1 } }), read(pass({ n: 1 }))]);
  const [pack] = packs;
  const [slot] = pack?.slots ?? [];
  if (pack === undefined || slot === undefined) throw new Error('there is no pack');
  const definition = packedDefinition(pack, EXECUTION_NAME, ownDefinition);
  const { rules: _r, inferred: _i, seconds: _s, ...alone } = await predict(slot.case);
  const right = await predictPacked(pack, slot, writeJson(definition));
  expect(right).toEqual({ kind: 'seen', observation: alone });
  const wrong = [
    writeJson(definition).replace('"Type":"Choice"', '"Type":"Choice","OutputPath":"$.nowhere"'),
    writeJson(definition).replace('"Type":"Choice"', '"Type":"Choice","InputPath":null'),
    writeJson(definition).replaceAll(`"Next":"${slot.tag}P"`, `"Next":"${pack.slots[1]?.tag}P"`),
    writeJson(definition).replaceAll(`${slot.tag}execution`, 'somebody'),
  ];
  for (const text of wrong) {
    expect(text).not.toBe(writeJson(definition));
    expect(await predictPacked(pack, slot, text)).not.toEqual(right);
  }
});

function read(definition: JsonValue, more: object = {}): Case {
  const parsing = parseCase({ machine: { definition }, ...more });
  if (!parsing.ok) throw new Error(parsing.message);
  return parsing.case;
}
