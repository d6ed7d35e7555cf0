/** Which divergences waivers let pass. */
import type { Finding } from '../run/finding.ts';
import type { Waiver } from './waiver.ts';

/** What explains a divergence: a way to differ, what the minimal case contains, and the rule that it breaks. */
export type Explanation = Pick<Finding, 'signature' | 'features' | 'rules'>;

/**
 * True where a case that differs in this way differs because of waived rules alone. Every finding that may explain it must be
 * waived: with one that isn't, the case might differ without what is waived too. What no finding explains is not waived.
 */
export function waivedDifference(
  findings: readonly Explanation[],
  waivers: readonly Waiver[],
): (signature: string, features: readonly string[]) => boolean {
  const bySignature = Map.groupBy(findings, ({ signature }) => signature);
  const waived = new Set(waivers.map(({ rule }) => rule));
  return (signature, features) => {
    const candidates = bySignature.get(signature) ?? [];
    const explaining = candidates.filter((finding) =>
      finding.features.every((one) => features.includes(one)),
    );
    const relevant = explaining.length > 0 ? explaining : candidates;
    return relevant.length > 0 && relevant.every(({ rules }) => rules.every((rule) => waived.has(rule)));
  };
}

/** Waivers that no finding needs any more: they are errors, lest the next breach of the rule passes unseen. */
export function unneededWaivers(
  findings: readonly Pick<Finding, 'rules'>[],
  waivers: readonly Waiver[],
): readonly Waiver[] {
  const broken = new Set(findings.flatMap(({ rules }) => rules));
  return waivers.filter(({ rule }) => !broken.has(rule));
}
