/** What all verdicts come to: levels, findings with the cases that they explain, waivers with what needs them. */
import type { Profile } from '../profiles/profile.ts';
import { waysOf } from '../run/finding.ts';
import { coverageRate, divergenceRate } from '../run/tally.ts';
import { waivedDifference } from '../waivers/waived.ts';
import type { Waiver } from '../waivers/waiver.ts';
import { lowest, type Certificate, type CertificateFinding, type CertifiedFinding } from './certificate.ts';
import { limitsOf } from './limits.ts';
import { BUNDLE_FORMAT, type ObservationsFooter, type ObservationsHeader } from './observations.ts';
import type { DifferingCase, Verdicts } from './verdicts.ts';

export interface Settling {
  readonly header: ObservationsHeader;
  readonly footer: ObservationsFooter;
  readonly profile: Profile;
  readonly waivers: readonly Waiver[];
  readonly verdicts: Verdicts;
}

export function settle({ header, footer, profile, waivers, verdicts }: Settling): Certificate {
  const { tally, differing } = verdicts;
  const counts = tally.counts;
  const minimal = verdicts.findings;
  const isWaived = waivedDifference(minimal, waivers);
  for (const { facets, signatures, features } of differing)
    verdicts.facets.addDiverging(
      facets,
      signatures.every((signature) => isWaived(signature, features)),
    );
  const facets = verdicts.facets.results(counts.declined + counts.indeterminate);
  const waivedRules = new Set(waivers.map(({ rule }) => rule));
  const findings = withCounts(minimal, differing).map((finding) => certified(finding, waivedRules));
  const known = new Set(minimal.flatMap(waysOf).map(({ signature }) => signature));
  const validUntil = waivers.map(({ expires }) => expires).toSorted()[0];
  const certificate = {
    format: BUNDLE_FORMAT,
    target: header.target,
    kit: header.kit,
    profile: { name: profile.name, version: profile.version, date: profile.date, digest: profile.digest },
    started: header.started,
    ended: footer.ended,
    level: lowest(Object.values(facets).map(({ level }) => level)),
    ...counts,
    divergenceRate: divergenceRate(counts),
    coverageRate: coverageRate(counts),
    facets,
    rules: verdicts.rules.results,
    findings,
    unexplained: differing.filter(({ signatures }) => signatures.some((one) => !known.has(one))).length,
    onInference: verdicts.onInference,
    reasons: tally.reasons,
    waivers: waivers.map((waiver) => ({
      ...waiver,
      findings: findings.filter(({ rules }) => rules.includes(waiver.rule)).map(({ id }) => id),
    })),
    ...(validUntil !== undefined && { validUntil }),
  };
  return { ...certificate, doesNotProve: limitsOf(certificate) };
}

interface CountedFinding extends CertificateFinding {
  readonly count: number;
}

/** Each way to differ of each case counts for the finding that contains least of those that may explain it. */
function withCounts(
  findings: readonly CertificateFinding[],
  differing: readonly DifferingCase[],
): readonly CountedFinding[] {
  const sorted = findings.toSorted((a, b) => a.features.length - b.features.length || (a.id < b.id ? -1 : 1));
  const ways = sorted.flatMap((finding) =>
    waysOf(finding).map(({ signature, features }) => ({ signature, features, id: finding.id })),
  );
  const bySignature = Map.groupBy(ways, ({ signature }) => signature);
  const counts = new Map<string, number>();
  for (const { signatures, features } of differing) {
    for (const signature of signatures) {
      const candidates = bySignature.get(signature) ?? [];
      const [first] = candidates;
      const explaining =
        candidates.find((way) => way.features.every((one) => features.includes(one))) ?? first;
      if (explaining) counts.set(explaining.id, (counts.get(explaining.id) ?? 0) + 1);
    }
  }
  return findings
    .map((finding) => ({ ...finding, count: counts.get(finding.id) ?? 0 }))
    .toSorted((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

const certified = (finding: CountedFinding, waived: ReadonlySet<string>): CertifiedFinding => {
  const { id, title, level, rules, facets, count, signature } = finding;
  return {
    id,
    title,
    level,
    rules,
    facets,
    count,
    case: finding.case.id,
    signature,
    ways: waysOf(finding).length,
    waived: rules.every((rule) => waived.has(rule)),
  };
};
