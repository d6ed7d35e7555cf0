/** What a night will take, before anything of it is run: worked out of the predictions of its cases. */
import { contentHash } from '../case/content-hash.ts';
import { stepFunctionsQuotas, type RegionClass } from '../emulator/strict/published-quotas.ts';
import { predict } from '../executors/reference/predict.ts';
import { definitionText } from '../executors/case-text.ts';
import { casesOf, type CaseList } from '../run/case-list.ts';
import { costOf, type Driven } from './case-cost.ts';
import { dollarsOf, dollarText } from './prices.ts';

export interface Estimate {
  readonly cases: number;
  readonly calls: Readonly<Record<string, number>>;
  /** All of them together. */
  readonly total: number;
  readonly minutes: number;
  /** The operation whose bucket decides the time, or `waiting` where the cases' own times do. */
  readonly slowest: string;
  readonly dollars: number;
  /** Machines that are no other case's. */
  readonly definitions: number;
}

export interface EstimateOptions extends Driven {
  readonly region: RegionClass;
  readonly concurrency: number;
}

export async function estimateOf(list: CaseList, options: EstimateOptions): Promise<Estimate> {
  const calls = new Map<string, number>();
  const definitions = new Set<string>();
  let [dollars, waiting] = [0, 0];
  for await (const { case: testCase } of casesOf(list)) {
    const prediction = await predict(testCase);
    const seen = prediction.status === 'DECLINED' ? undefined : prediction;
    const cost = costOf(testCase, seen, prediction.seconds, options);
    for (const [operation, count] of Object.entries(cost.calls))
      calls.set(operation, (calls.get(operation) ?? 0) + count);
    definitions.add(
      contentHash({ ...testCase, input: { input: null }, functions: {}, callbacks: {}, integrations: {} }) +
        definitionText(testCase).length,
    );
    dollars += dollarsOf(cost);
    waiting += cost.seconds;
  }
  const [slowest, seconds] = slowestOf(calls, options.region, waiting / options.concurrency);
  return {
    cases: list.total,
    calls: Object.fromEntries(
      [...calls]
        .map(([operation, count]) => [operation, Math.round(count)] as const)
        .toSorted(([, a], [, b]) => b - a),
    ),
    total: Math.round([...calls.values()].reduce((sum, count) => sum + count, 0)),
    minutes: seconds / 60,
    slowest,
    dollars,
    definitions: definitions.size,
  };
}

/** Buckets empty side by side: the one that takes longest decides, unless the cases wait longer. */
function slowestOf(
  calls: ReadonlyMap<string, number>,
  region: RegionClass,
  waiting: number,
): readonly [string, number] {
  const quotas = stepFunctionsQuotas(region);
  let slowest: readonly [string, number] = ['waiting', waiting];
  for (const [operation, count] of calls) {
    const quota = quotas[operation];
    const seconds = quota === undefined ? 0 : Math.max(0, count - quota.size) / quota.refill;
    if (seconds > slowest[1]) slowest = [operation, seconds];
  }
  return slowest;
}

export const estimateLines = ({
  cases,
  calls,
  total,
  minutes,
  slowest,
  dollars,
  definitions,
}: Estimate): readonly string[] => [
  `Estimate for ${cases} cases: ${total} calls of Step Functions, ${minutes.toFixed(1)} minutes, ${dollarText(dollars)}`,
  `  ${Object.entries(calls)
    .map(([operation, count]) => `${operation} ${count}`)
    .join(', ')}`,
  `  The time is that of ${slowest === 'waiting' ? "the cases' own waits" : `the bucket of ${slowest}`}; no case shares its machine with another (${definitions} definitions are different).`,
  '  Not counted: calls that are throttled and made again, shrinking, Lambda and table calls of the set-up.',
];
