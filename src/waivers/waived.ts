/** Which divergences waivers let pass. */
import { waysOf, type Finding, type Way } from '../run/finding.ts';
import type { Waiver } from './waiver.ts';

/** What explains a divergence: a way to differ, what the minimal case contains, and the rule that it breaks. */
export type Explanation = Way & Pick<Finding, 'rules'> & { readonly also?: readonly Way[] };

/**
 * True where a case that differs in this way differs because of waived rules alone. Every finding that may explain it must be
 * waived: with one that isn't, the case might differ without what is waived too. What no finding explains is not waived.
 */
export function waivedDifference(
  findings: readonly Explanation[],
  waivers: readonly Waiver[],
): (signature: string, features: readonly string[]) => boolean {
  const ways = findings.flatMap((finding) =>
    waysOf(finding).map(({ signature, features }) => ({ signature, features, rules: finding.rules })),
  );
  const bySignature = Map.groupBy(ways, ({ signature }) => signature);
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
