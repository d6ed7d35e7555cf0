/** The badge of a certificate: a picture, and the JSON that shields.io makes one of (https://shields.io/badges/endpoint-badge). */
import { makeBadge } from 'badge-maker';
import type { Certificate, CertificateLevel } from './certificate.ts';

const COLORS: Readonly<Record<CertificateLevel, string>> = {
  full: 'brightgreen',
  waived: 'yellowgreen',
  partial: 'yellow',
  differs: 'orange',
};

const label = ({ profile }: Certificate): string => `${profile.name} ${profile.version}`;

/** The level; where it isn't the full one both figures, for neither says enough alone. */
function message({ level, divergenceRate, coverageRate }: Certificate): string {
  if (level === 'full') return 'full';
  return `${level}: ${percent(divergenceRate)} differ, ${percent(coverageRate)} judged`;
}

const percent = (rate: number): string => `${(rate * 100).toFixed(1)} %`;

export const badgeImage = (certificate: Certificate): string =>
  `${makeBadge({ label: label(certificate), message: message(certificate), color: COLORS[certificate.level] })}\n`;

export const badgeData = (certificate: Certificate): string =>
  `${JSON.stringify({
    schemaVersion: 1,
    label: label(certificate),
    message: message(certificate),
    color: COLORS[certificate.level],
  })}\n`;
