/** What waivers make of a run's end. */
import type { Divergences } from '../run/divergences.ts';
import type { Finding } from '../run/finding.ts';
import { exitCode, type Summary } from '../run/summary.ts';
import { unneededWaivers, waivedDifference } from './waived.ts';
import type { Waiver } from './waiver.ts';

export interface SettledRun {
  /** 0 where every divergence is waived; 2 where a waiver isn't needed any more, lest it hides the next breach of its rule. */
  readonly code: 0 | 1 | 2;
  /** What was let pass, and which waivers are idle. */
  readonly lines: readonly string[];
}

export function settleRun(
  summary: Pick<Summary, 'complete' | 'diverges' | 'turned'>,
  { groups }: Pick<Divergences, 'groups'>,
  findings: readonly Finding[],
  waivers: readonly Waiver[],
): SettledRun {
  if (waivers.length === 0) return { code: exitCode(summary), lines: [] };
  const isWaived = waivedDifference(findings, waivers);
  const open = groups.filter(({ signature, smallest, others }) =>
    [...smallest, ...others].some(({ features }) => !isWaived(signature, features)),
  );
  // A run that ended early may not have come to what needs them.
  const idle = summary.complete ? unneededWaivers(findings, waivers) : [];
  const lines = [
    ...waivers.filter((waiver) => !idle.includes(waiver)).map((waiver) => waivedLine(waiver, findings)),
    ...idle.map(({ rule }) => `Nothing needs the waiver of ${rule} any more: remove it.`),
    ...(open.length > 0 ? [`${open.length} ways to differ are not waived.`] : []),
  ];
  if (open.length > 0) return { code: 1, lines };
  return { code: idle.length > 0 || !summary.complete ? 2 : 0, lines };
}

function waivedLine({ rule, expires, reason, link }: Waiver, findings: readonly Finding[]): string {
  const own = findings.filter(({ rules }) => rules.includes(rule));
  const cases = own.reduce((sum, { count }) => sum + count, 0);
  return `Waived until ${expires}: ${rule}, ${own.length} findings in ${cases} cases (${reason}; ${link})`;
}
