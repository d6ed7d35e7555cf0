/** Runs a profile's list on a target and makes a bundle of what was observed. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Executor } from '../executors/executor.ts';
import { referenceExecutor } from '../executors/reference.ts';
import { KIT_VERSION } from '../kit.ts';
import { totalOf, type LoadedProfile } from '../profiles/load-profile.ts';
import type { Catalogue } from '../rules/catalogue.ts';
import { casesOf } from '../run/case-list.ts';
import type { OtherWay } from '../run/finding.ts';
import type { Progress } from '../run/progress.ts';
import { run, type RunResult } from '../run/run.ts';
import type { RunOptions } from '../run/run-options.ts';
import type { RunLine } from '../run/record.ts';
import type { ApiOutcome } from '../suites/api-cases/api-outcome.ts';
import { runApiCase, type ApiCaseTarget } from '../suites/api-cases/run-api-case.ts';
import { standardParts } from '../run/standard-parts.ts';
import type { Waiver } from '../waivers/waiver.ts';
import { derivedFiles, MANIFEST, OBSERVATIONS } from './bundle.ts';
import type { Certificate } from './certificate.ts';
import { derive } from './derive.ts';
import { judgeApiCase } from './judge-api-case.ts';
import { LineFile } from './line-file.ts';
import { describeFiles, manifestText } from './manifest.ts';
import { BUNDLE_FORMAT, observationText, type ObservedCase, type ObservedMinimal } from './observations.ts';
import { refusal } from './refusal.ts';

export interface Certifying {
  readonly target: Executor;
  /** Its API, for the cases about the API itself; absent where it has none. */
  readonly api?: ApiCaseTarget;
  readonly version: string;
  readonly loaded: LoadedProfile;
  readonly catalogue: Catalogue;
  readonly waivers: readonly Waiver[];
  readonly options: Omit<RunOptions, 'runs' | 'seed'>;
  /** An empty folder. */
  readonly folder: string;
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
  /** ISO-8601. */
  readonly now: () => string;
}

export type Certification =
  | { readonly kind: 'certified'; readonly certificate: Certificate }
  /** The observations are there, and no certificate of them. */
  | { readonly kind: 'refused'; readonly why: string };

export async function certify(parts: Certifying): Promise<Certification> {
  const { loaded, catalogue, waivers, folder } = parts;
  const file = join(folder, OBSERVATIONS);
  await observe(parts, file);
  const derivation = await derive(file, loaded, { ...standardParts(catalogue), waivers });
  const { certificate, footer, problems } = derivation;
  if (certificate === undefined || footer === undefined) throw new Error(problems.join('\n'));
  const why = refusal(certificate, totalOf(loaded), footer) ?? unneeded(certificate);
  if (why !== undefined) return { kind: 'refused', why };
  // What is left is a defect: the kit has just written these observations itself.
  if (problems.length > 0) throw new Error(problems.join('\n'));
  for (const [name, text] of derivedFiles(certificate, waivers)) await writeFile(join(folder, name), text);
  await writeFile(join(folder, MANIFEST), manifestText(await describeFiles(folder)));
  return { kind: 'certified', certificate };
}

/** Every line is written before anything is made of it. */
async function observe(parts: Certifying, file: string): Promise<void> {
  const { target, version, loaded, catalogue, options, onProgress, signal, now } = parts;
  const { profile, list } = loaded;
  const lines = new LineFile(file);
  const { name, digest } = profile;
  await lines.write(
    observationText({
      kind: 'header',
      format: BUNDLE_FORMAT,
      kit: KIT_VERSION,
      target: { name: target.name, version },
      profile: { name, version: profile.version, digest },
      started: now(),
    }),
  );
  const result: RunResult = await run(
    {
      ...standardParts(catalogue),
      oracle: referenceExecutor(),
      target,
      cases: casesOf(list),
      total: list.total,
      write: (line) => lines.write(observationText(observed(line, list.entryAt(line.index).hash))),
      onProgress,
      now: () => performance.now(),
      signal,
    },
    { ...options, runs: list.total, seed: 0 },
  );
  const apiCases = result.complete ? await observeApi(parts, lines) : 0;
  for (const finding of result.findings)
    for (const way of [finding, ...finding.also]) await lines.write(observationText(minimal(way)));
  const { tally, stopped } = result;
  await lines.write(
    observationText({
      kind: 'footer',
      cases: tally.counts.cases + apiCases,
      ...(stopped !== undefined && { stopped }),
      ended: now(),
    }),
  );
  await lines.close();
}

/** One after the other: some look at lists of everything that is there. Returns how many were run. */
async function observeApi(
  { api, loaded, signal }: Pick<Certifying, 'api' | 'loaded' | 'signal'>,
  lines: LineFile,
): Promise<number> {
  const id = Date.now().toString(36);
  let cases = 0;
  for (const [index, apiCase] of loaded.apiCases.entries()) {
    const attempt = (n: number): Promise<ApiOutcome> =>
      api ? runApiCase(apiCase, api, `${id}-${index}-${n}`, signal) : Promise.resolve(NO_API);
    const outcome = await attempt(1);
    const again = judgeApiCase(apiCase, outcome).kind === 'diverges' ? await attempt(2) : undefined;
    if (signal.aborted) break;
    await lines.write(
      observationText({ kind: 'api', index, api: apiCase.name, outcome, ...(again && { again }) }),
    );
    cases += 1;
  }
  return cases;
}

const NO_API: ApiOutcome = { kind: 'declined', reason: 'it has no API of its own' };

const observed = ({ index, target, again }: RunLine, hash: string): ObservedCase => ({
  kind: 'case',
  index,
  case: hash,
  target,
  ...(again && { again }),
});

const minimal = ({ signature, case: testCase, observed: observation }: OtherWay): ObservedMinimal => ({
  kind: 'minimal',
  signature,
  case: testCase,
  target: { kind: 'observed', observation },
});

/** A waiver that nothing needs would let the next breach of its rule pass unseen. */
function unneeded({ waivers }: Certificate): string | undefined {
  const idle = waivers.filter(({ findings }) => findings.length === 0).map(({ rule }) => rule);
  return idle.length === 0
    ? undefined
    : `nothing needs the ${idle.length === 1 ? 'waiver' : 'waivers'} of ${idle.join(', ')} any more: remove it, and certify again`;
}
