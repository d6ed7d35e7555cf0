/** A certificate in a few lines, for the console. */
import { profileTitle } from '../profiles/profile.ts';
import type { Certificate } from './certificate.ts';

export function certificateLines(certificate: Certificate): readonly string[] {
  const { target, profile, level, cases, conforms, diverges, declined, indeterminate } = certificate;
  const facets = Object.entries(certificate.facets).map(
    ([facet, { level: reached, asked, compared, differs, waived }]) =>
      `  ${facet.padEnd(12)} ${reached.padEnd(8)} ${differs} differ${waived > 0 ? ` (${waived} waived)` : ''}, ${compared} of ${asked} compared`,
  );
  return [
    `${target.name} ${target.version} on ${profileTitle(profile)}: ${level}`,
    `${cases} cases: ${conforms} conform, ${diverges} diverge, ${declined} declined, ${indeterminate} indeterminate ` +
      `(divergence ${percent(certificate.divergenceRate)}, coverage ${percent(certificate.coverageRate)})`,
    ...facets,
    `  rules: ${certificate.rules.held} of ${certificate.rules.listed} hold`,
    ...certificate.waivers.map(
      ({ rule, expires, reason, link }) => `  waived until ${expires}: ${rule} (${reason}; ${link})`,
    ),
  ];
}

const percent = (rate: number): string => `${(rate * 100).toFixed(1)} %`;
