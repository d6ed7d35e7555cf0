/** Checks a bundle: everything is derived anew, and nothing of it is believed but what the target did. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KIT_VERSION } from '../kit.ts';
import { parseJson } from '../json/parse.ts';
import { parsedLine } from '../merge/parsed-line.ts';
import { runLines } from '../merge/run-lines.ts';
import {
  loadProfile,
  PROFILES_FOLDER,
  profileVersions,
  totalOf,
  type LoadedProfile,
} from '../profiles/load-profile.ts';
import { profileTitle } from '../profiles/profile.ts';
import { RunFileError } from '../report/run-files/run-file-error.ts';
import type { Catalogue } from '../rules/catalogue.ts';
import { standardParts } from '../run/standard-parts.ts';
import { hasExpired, type Waiver } from '../waivers/waiver.ts';
import { parseWaivers } from '../waivers/parse-waivers.ts';
import { CERTIFICATE, derivedFiles, OBSERVATIONS, WAIVERS } from './bundle.ts';
import type { Certificate } from './certificate.ts';
import { checkManifest } from './check-manifest.ts';
import { derive } from './derive.ts';
import { inShort, jsonDifferences } from './json-differences.ts';
import type { ObservationsHeader } from './observations.ts';
import { parseObservationRecord } from './parse-observation-record.ts';
import { refusal } from './refusal.ts';

export interface Verification {
  /** What doesn't hold, each with its file and place. Empty where everything holds. */
  readonly problems: readonly string[];
  /** What the observations come to, whatever certificate.json says. */
  readonly certificate?: Certificate;
}

export interface VerificationOptions {
  readonly catalogue: Catalogue;
  /** `2026-11-22` */
  readonly today: string;
  /** Where the profiles are; the kit's own by default. */
  readonly profiles?: string;
  readonly onCase?: (cases: number) => void;
}

/** Thrown where a bundle can't be checked by this kit at all. */
export class UncheckableBundle extends Error {}

export async function verify(
  folder: string,
  { catalogue, today, profiles = PROFILES_FOLDER, onCase }: VerificationOptions,
): Promise<Verification> {
  const problems = [...(await checkManifest(folder))];
  const header = await headerOf(folder, problems);
  if (header === undefined) return { problems };
  const loaded = profileOf(header, { folder, profiles }, problems);
  if (loaded === undefined) return { problems };
  if (header.kit !== KIT_VERSION)
    problems.push(
      `${join(folder, OBSERVATIONS)}:1: kit: expected ${KIT_VERSION}, this kit, found ${header.kit}. ` +
        'Another kit may predict another thing: check with the one that made it.',
    );
  const waivers = await waiversIn(folder, catalogue, problems);
  const derivation = await derive(join(folder, OBSERVATIONS), loaded, {
    ...standardParts(catalogue),
    waivers,
    ...(onCase && { onCase }),
  });
  problems.push(...derivation.problems);
  const { certificate, footer } = derivation;
  if (certificate === undefined || footer === undefined) return { problems };
  const refused = refusal(certificate, totalOf(loaded), footer);
  if (refused !== undefined) problems.push(`${folder}: there should be no certificate: ${refused}.`);
  for (const waiver of certificate.waivers) problems.push(...waiverProblems(waiver, folder, today));
  for (const [name, text] of derivedFiles(certificate, waivers))
    problems.push(...(await checkDerived(join(folder, name), name, text)));
  return { problems, certificate };
}

async function headerOf(folder: string, problems: string[]): Promise<ObservationsHeader | undefined> {
  const file = join(folder, OBSERVATIONS);
  try {
    for await (const { text } of runLines(file)) {
      const record = parsedLine(text, `${file}:1`, parseObservationRecord);
      if (record.kind === 'header') return record;
      throw new RunFileError(`${file}:1`, `expected the header, found a ${record.kind}.`);
    }
    throw new RunFileError(file, 'is empty: expected the header in line 1.');
  } catch (error) {
    if (!(error instanceof RunFileError)) throw error;
    problems.push(error.message);
    return undefined;
  }
}

function profileOf(
  { profile: { name, version, digest } }: ObservationsHeader,
  { folder, profiles }: { readonly folder: string; readonly profiles: string },
  problems: string[],
): LoadedProfile | undefined {
  const versions = profileVersions(profiles).get(name);
  const place = `${join(folder, OBSERVATIONS)}:1`;
  if (!versions?.includes(version)) {
    const has =
      versions === undefined ? `no profile ${name}` : `${name} in the versions ${versions.join(', ')}`;
    const message = `${place}: profile: this kit has ${has}; the bundle is of ${profileTitle({ name, version })}. Check with the kit that has it.`;
    // Where the manifest holds the bundle is as it was made: then nothing of it is known to be wrong.
    if (problems.length === 0) throw new UncheckableBundle(message);
    problems.push(message);
    return undefined;
  }
  const loaded = loadProfile(name, version, profiles);
  if (loaded.profile.digest !== digest)
    problems.push(
      `${place}: profile.digest: expected ${loaded.profile.digest}, that of ${profileTitle(loaded.profile)}, found ${digest}.`,
    );
  return loaded;
}

async function waiversIn(
  folder: string,
  catalogue: Catalogue,
  problems: string[],
): Promise<readonly Waiver[]> {
  const file = join(folder, WAIVERS);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return [];
  const parsing = parseWaivers(text, file, { known: catalogue.rules.map(({ id }) => id) });
  if (parsing.ok) return parsing.waivers;
  problems.push(parsing.problem);
  return [];
}

function waiverProblems(
  waiver: Certificate['waivers'][number],
  folder: string,
  today: string,
): readonly string[] {
  const place = join(folder, WAIVERS);
  return [
    ...(hasExpired(waiver, today)
      ? [
          `${place}: the waiver of ${waiver.rule} has expired on ${waiver.expires}, and the certificate with it.`,
        ]
      : []),
    ...(waiver.findings.length === 0 ? [`${place}: nothing needs the waiver of ${waiver.rule}.`] : []),
  ];
}

/** A file that follows from the rest must be what follows from it, byte for byte. */
async function checkDerived(file: string, name: string, expected: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return [`${file}: there is no such file.`];
  if (text === expected) return [];
  if (name !== CERTIFICATE) return [`${file}: it isn't what follows from the observations.`];
  const [said, found] = [parseJson(text), parseJson(expected)];
  if (!said.ok) return [`${file}: not JSON (${said.message}).`];
  const differences = found.ok ? [...jsonDifferences(said.value, found.value)] : [];
  if (differences.length === 0) return [`${file}: it isn't written as the kit writes it: it was changed.`];
  return differences.map(
    ({ path, said: claimed, found: derived }) =>
      `${file}: ${path}: the certificate says ${inShort(claimed)}, the observations come to ${inShort(derived)}.`,
  );
}
