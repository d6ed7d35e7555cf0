import { describe, expect, test } from 'vitest';
import type { Case } from '../../src/case/case.ts';
import { parseCase } from '../../src/case/parse-case.ts';
import { predict } from '../../src/executors/reference/predict.ts';
import type { JsonObject, JsonValue } from '../../src/json/value.ts';
import { drawCases } from '../draw-cases.ts';
import { meaningOfCase } from '../meaning/meaning-of-case.ts';
import { isSoundDefinition } from '../validity/sound-definition.ts';
import { isSmaller, sizeOf } from './case-size.ts';
import { shrinkCandidates } from './shrink-candidates.ts';

type Fails = (testCase: Case) => Promise<boolean>;

/** As a run shrinks: on to the first candidate that still fails, until none does. */
async function smallest(testCase: Case, fails: Fails): Promise<Case> {
  for (const candidate of shrinkCandidates(testCase)) {
    if (await fails(candidate)) return smallest(candidate, fails);
  }
  return testCase;
}

function caseOf(source: JsonObject): Case {
  const parsing = parseCase(source);
  if (!parsing.ok) throw new Error(parsing.message);
  return parsing.case;
}

test('candidates are strictly smaller, valid, readable, of one meaning, and never the same twice', () => {
  for (const { case: drawn, features } of drawCases({ seed: 5, count: 60 })) {
    const size = sizeOf(drawn);
    const ids = new Set<string>();
    for (const candidate of shrinkCandidates(drawn)) {
      expect(isSmaller(sizeOf(candidate), size)).toBe(true);
      const { input, ...others } = candidate;
      expect(parseCase({ ...others, ...input } as unknown as JsonValue)).toEqual({
        ok: true,
        case: candidate,
      });
      expect(ids).not.toContain(candidate.id);
      ids.add(candidate.id);
      if (features.includes('invalid-definition')) continue;
      expect(isSoundDefinition(candidate.machine.definition)).toBe(true);
      expect(meaningOfCase(candidate).kind).not.toBe('open');
    }
  }
});

test('the same case gives the same candidates again', () => {
  for (const generated of drawCases({ seed: 6, count: 10 }))
    expect([...generated.shrink()]).toEqual([...generated.shrink()]);
});

test('candidates that the reference accepts stay accepted', async () => {
  for (const { case: drawn, features } of drawCases({ seed: 8, count: 30 })) {
    if (features.includes('invalid-definition')) continue;
    for (const candidate of shrinkCandidates(drawn))
      expect((await predict(candidate)).status).not.toMatch(/INVALID_DEFINITION|RUNNING|DECLINED/);
  }
});

/** Defects of a target, told by what the reference carried out, with the states that the smallest case needs. */
describe('a counterexample shrinks to no more states than it needs', () => {
  const carriesOut =
    (...rules: readonly string[]): Fails =>
    async (testCase) => {
      const prediction = await predict(testCase);
      return rules.every((rule) => prediction.rules.includes(rule));
    };

  test.each<[readonly string[], number]>([
    [['callback.success'], 1],
    [['retry.attempts'], 1],
    [['lambda.no-such-function'], 1],
    [['lambda.invoke-string-payload'], 1],
    [['execution.timeout'], 1],
    [['intrinsic.invalid-arguments'], 2],
    [['catch.error-output'], 2],
    [['choice.stringMatches'], 2],
    [['choice.no-match'], 2],
    [['map.failure'], 2],
    [['parallel.failure'], 2],
    [['parallel.failure', 'catch.error-output'], 3],
  ])('%j: %i', async (rules, states) => {
    const fails = carriesOut(...rules);
    let found = 0;
    for (const { case: drawn } of drawCases({ seed: 31, count: 5000 })) {
      if (!(await fails(drawn))) continue;
      expect(sizeOf(await smallest(drawn, fails)).states).toBeLessThanOrEqual(states);
      found += 1;
      if (found === 2) break;
    }
    expect(found).toBe(2);
  });
});

test('a refused definition shrinks while it stays refused', async () => {
  const refused: Fails = async (testCase) => (await predict(testCase)).status === 'INVALID_DEFINITION';
  const faulty = caseOf({
    machine: {
      definition: {
        StartAt: 'A',
        States: {
          A: { Type: 'Pass', Next: 'B' },
          B: { Type: 'Wait', Seconds: 1, Timestamp: '2020-05-17T12:00:00Z', Next: 'C' },
          C: { Type: 'Succeed' },
        },
      },
    },
    input: { some: 'thing' },
  });
  const shrunk = await smallest(faulty, refused);
  expect(sizeOf(shrunk).states).toBeLessThan(2);
});

test("a user's case of what isn't analysed shrinks too, and stays valid", async () => {
  const mine = caseOf({
    machine: {
      definition: {
        QueryLanguage: 'JSONata',
        StartAt: 'First',
        States: {
          First: { Type: 'Pass', Output: { n: 1, m: [2] }, Next: 'Second' },
          Second: {
            Type: 'Pass',
            Output: '{% $states.input.m %}',
            Assign: { v: '{% 1 + 1 %}' },
            Next: 'Third',
          },
          Third: { Type: 'Choice', Choices: [{ Condition: '{% $v = 2 %}', Next: 'Last' }], Default: 'Last' },
          Last: { Type: 'Succeed' },
        },
      },
    },
  });
  for (const candidate of shrinkCandidates(mine))
    expect(isSoundDefinition(candidate.machine.definition)).toBe(true);
  const isAssigning: Fails = async (testCase) => (await predict(testCase)).rules.includes('variables.assign');
  const shrunk = await smallest(mine, isAssigning);
  expect(sizeOf(shrunk).states).toBe(1);
});

test('a definition that is a text is left as it is', () => {
  const text = caseOf({ machine: { definition: '{"StartAt":' }, input: { a: 1 } });
  for (const { machine } of shrinkCandidates(text)) expect(machine.definition).toBe('{"StartAt":');
  expect([...shrinkCandidates(text)]).not.toEqual([]);
});
