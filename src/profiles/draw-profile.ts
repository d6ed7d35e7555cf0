/** The cases of a profile as they are now: what is frozen into a new version. */
import { drawCases } from '../../generators/draw-cases.ts';
import type { Case } from '../case/case.ts';
import { contentHash } from '../case/content-hash.ts';
import type { InferredRules } from '../compare/judge.ts';
import { predict } from '../executors/reference/predict.ts';
import { meaningOf } from '../run/one-meaning.ts';
import type { ApiCase } from '../suites/api-case.ts';
import type { SuiteFile } from '../suites/suite.ts';
import type { LeftOut, ProfileEntry } from './profile.ts';
import type { GeneratedPart, Selection } from './selection.ts';

export interface FrozenCase {
  readonly entry: ProfileEntry;
  readonly case: Case;
}

export interface DrawnProfile {
  readonly cases: readonly FrozenCase[];
  readonly leftOut: readonly LeftOut[];
  readonly apiCases: readonly ApiCase[];
}

/** Seconds that a case may take. They are real on most targets, and a run gives a case up after a minute. */
const LONGEST = 30;

/** Draws for one generated part before it is given up: it asks for what hardly ever comes. */
const MOST_DRAWS = 200_000;

export async function drawProfile(
  { suites, generated }: Selection,
  files: readonly SuiteFile[],
  inferred: InferredRules,
  mostDraws = MOST_DRAWS,
): Promise<DrawnProfile> {
  const cases: FrozenCase[] = [];
  const leftOut: LeftOut[] = [];
  const known = new Set<string>();
  const chosen = files.filter(({ suite }) => suites === undefined || suites.includes(suite));
  for (const { name, rules, case: testCase } of chosen.flatMap((file) => file.cases)) {
    const hash = contentHash(testCase);
    const why = known.has(hash) ? 'another directed case is the same' : await unfit(testCase, inferred);
    if (why === undefined) {
      known.add(hash);
      cases.push({ entry: { directed: name, rules, hash }, case: testCase });
    } else leftOut.push({ directed: name, why });
  }
  for (const part of generated) {
    for await (const one of drawPart(part, inferred, known, mostDraws)) cases.push(one);
  }
  const apiCases = chosen
    .flatMap((file) => file.apiCases)
    .filter(({ name, rules }) => {
      const shaky = rules.find((rule) => inferred.has(rule));
      if (shaky !== undefined) leftOut.push({ directed: name, why: restsOn(shaky) });
      return shaky === undefined;
    });
  return { cases, leftOut, apiCases };
}

async function* drawPart(
  { seed, count, without, needs }: GeneratedPart,
  inferred: InferredRules,
  known: Set<string>,
  mostDraws: number,
): AsyncIterable<FrozenCase> {
  let taken = 0;
  const draws = { seed, count: mostDraws, features: { without, with: needs } };
  for (const { case: drawn, index, features } of drawCases(draws)) {
    if (taken === count) return;
    if (!needs.every((feature) => features.includes(feature))) continue;
    const hash = contentHash(drawn);
    if (known.has(hash) || (await unfit(drawn, inferred)) !== undefined) continue;
    if ((await meaningOf(drawn)).kind !== 'one') continue;
    known.add(hash);
    taken += 1;
    yield { entry: { seed, index, hash }, case: drawn };
  }
  throw new Error(
    `${mostDraws} draws of seed ${seed} gave ${taken} of ${count} cases with ${needs.join(', ')}`,
  );
}

/** Why a target could prove nothing by the case. */
async function unfit(testCase: Case, inferred: InferredRules): Promise<string | undefined> {
  if (Object.keys(testCase.integrations).length > 0)
    return 'no target can be told what another service answers';
  const { status, rules, seconds } = await predict(testCase);
  if (status === 'DECLINED') return 'the reference declines it';
  if (status === 'RUNNING') return 'nothing ends it';
  if (seconds > LONGEST) return `it takes ${Math.ceil(seconds)} s`;
  const shaky = rules.find((rule) => inferred.has(rule));
  return shaky === undefined ? undefined : restsOn(shaky);
}

const restsOn = (rule: string): string => `it rests on inference (${rule})`;
