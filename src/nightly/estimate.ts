/** What a night will take, before anything of it is run: worked out of the predictions of its cases. */
import { contentHash } from '../case/content-hash.ts';
import type { Case } from '../case/case.ts';
import { stepFunctionsQuotas, type RegionClass } from '../emulator/strict/published-quotas.ts';
import { LIST_EVERY } from '../executors/aws-api/packs/packed-executor.ts';
import { PackPlanner, placesByReason, type PackPlan } from '../executors/packed/plan-packs.ts';
import { usualPrediction } from '../executors/reference/usual-prediction.ts';
import { definitionText } from '../executors/case-text.ts';
import { casesOf, type CaseList } from '../run/case-list.ts';
import { callsOfPack, costOf, type CaseCost, type Driven } from './case-cost.ts';
import { dollarsOf, dollarText } from './prices.ts';

/** What it takes one way or the other. */
export interface Effort {
  readonly calls: Readonly<Record<string, number>>;
  /** All of them together. */
  readonly total: number;
  readonly minutes: number;
  /** The operation whose bucket decides the time, or `waiting` where the cases' own times do. */
  readonly slowest: string;
  readonly dollars: number;
}

export interface Estimate extends Effort {
  readonly cases: number;
  /** Machines that are no other case's. */
  readonly definitions: number;
  /** Where cases are packed: which of them, and what it would take without. */
  readonly packing?: { readonly plan: PackPlan; readonly without: Effort };
}

export interface EstimateOptions extends Driven {
  readonly region: RegionClass;
  readonly concurrency: number;
  /** Whether cases share machines where that changes nothing. */
  readonly pack?: boolean;
}

/**
 * Until roles can be assumed and the first machine is known. Nothing is faster than that, and than the longest of the cases, which
 * may come last.
 */
const SET_UP_SECONDS = 10;

export async function estimateOf(list: CaseList, options: EstimateOptions): Promise<Estimate> {
  const definitions = new Set<string>();
  const planner = options.pack ? new PackPlanner() : undefined;
  const alone: CaseCost[] = [];
  const packed: CaseCost[] = [];
  for await (const { case: testCase } of casesOf(list)) {
    const { prediction } = await usualPrediction(testCase);
    const seen = prediction.status === 'DECLINED' ? undefined : prediction;
    alone.push(costOf(testCase, seen, prediction.seconds, options));
    if (planner) packed.push(costOf(testCase, seen, prediction.seconds, options, 'packed'));
    await planner?.add(testCase);
    definitions.add(machineOf(testCase));
  }
  const plan = await planner?.finish();
  const without = effortOf(alone, [], options, false);
  const common = { cases: list.total, definitions: definitions.size };
  if (plan === undefined) return { ...common, ...without };
  const chosen = plan.places.flatMap(({ kind }, i) => (kind === 'packed' ? packed : alone)[i] ?? []);
  const machines = plan.packs.map(({ level }) => callsOfPack(level, options));
  return { ...common, ...effortOf(chosen, machines, options, true), packing: { plan, without } };
}

const machineOf = (testCase: Case): string =>
  contentHash({ ...testCase, input: { input: null }, functions: {}, callbacks: {}, integrations: {} }) +
  definitionText(testCase).length;

function effortOf(
  costs: readonly CaseCost[],
  machines: readonly Readonly<Record<string, number>>[],
  { region, concurrency }: EstimateOptions,
  listed: boolean,
): Effort {
  const calls = new Map<string, number>();
  for (const made of [...costs.map((cost) => cost.calls), ...machines])
    for (const [operation, count] of Object.entries(made))
      if (count > 0) calls.set(operation, (calls.get(operation) ?? 0) + count);
  const waiting = costs.reduce((sum, { seconds }) => sum + seconds, 0);
  const [slowest, needed] = slowestOf(calls, region, waiting / concurrency);
  const seconds = needed + costs.reduce((most, cost) => Math.max(most, cost.seconds), SET_UP_SECONDS);
  // One list after the other for as long as there is something to wait for.
  if (listed) calls.set('ListExecutions', (seconds * 1000) / LIST_EVERY[region]);
  return {
    calls: Object.fromEntries(
      [...calls]
        .map(([operation, count]) => [operation, Math.round(count)] as const)
        .toSorted(([, a], [, b]) => b - a),
    ),
    total: Math.round([...calls.values()].reduce((sum, count) => sum + count, 0)),
    minutes: seconds / 60,
    slowest,
    dollars: costs.reduce((sum, cost) => sum + dollarsOf(cost), 0),
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

export function estimateLines({ cases, definitions, packing, ...effort }: Estimate): readonly string[] {
  const { calls } = effort;
  return [
    `Estimate for ${cases} cases: ${effortText(effort)}`,
    `  ${Object.entries(calls)
      .map(([operation, count]) => `${operation} ${count}`)
      .join(', ')}`,
    `  The time is that of ${deciding(effort)}.`,
    ...(packing === undefined
      ? [`  No case shares its machine with another (${definitions} definitions are different).`]
      : [
          ...packingLines(packing.plan),
          `  Without packs: ${effortText(packing.without)}, the time that of ${deciding(packing.without)}.`,
        ]),
    '  Not counted: calls that are throttled and made again, shrinking, Lambda and table calls of the set-up.',
  ];
}

const effortText = ({ total, minutes, dollars }: Effort): string =>
  `${total} calls of Step Functions, ${minutes.toFixed(1)} minutes, ${dollarText(dollars)}`;

const deciding = ({ slowest }: Effort): string =>
  slowest === 'waiting' ? "the cases' own waits" : `the bucket of ${slowest}`;

/** How many cases share machines, and why the others don't. */
export function packingLines(plan: PackPlan): readonly string[] {
  const { packed, alone } = placesByReason(plan);
  const count = alone.reduce((sum, [, cases]) => sum + cases, 0);
  return [
    `  ${packed} cases share ${plan.packs.length} machines: the reference has seen each of them do the same alone and in its pack. ${count} run alone.`,
    ...alone.map(([reason, cases]) => `    ${cases}: ${reason}`),
  ];
}
