/** The files of a bundle. */
import type { Certificate } from './certificate.ts';
import { certificateText } from './certificate.ts';
import { badgeData, badgeImage } from './badge.ts';
import type { Waiver } from '../waivers/waiver.ts';

export const OBSERVATIONS = 'observations.ndjson';
export const CERTIFICATE = 'certificate.json';
export const WAIVERS = 'waivers.json';
export const MANIFEST = 'manifest.json';

/** Signatures over the manifest: beside it, for it can't list them. What they say is for those to check who made them. */
export const SIGNATURES: readonly string[] = ['manifest.sigstore.json'];

/** Everything that follows from the observations and the waivers, by name. */
export function derivedFiles(
  certificate: Certificate,
  waivers: readonly Waiver[],
): ReadonlyMap<string, string> {
  return new Map([
    [CERTIFICATE, certificateText(certificate)],
    ['badge.json', badgeData(certificate)],
    ['badge.svg', badgeImage(certificate)],
    ...(waivers.length === 0 ? [] : [[WAIVERS, waiversText(waivers)] as const]),
  ]);
}

/** In the shape of the file that `--waivers` takes. */
const waiversText = (waivers: readonly Waiver[]): string => `${JSON.stringify({ waivers }, undefined, 2)}\n`;
