/** A profile of a few cases in a folder of its own, for tests. */
import { referenceExecutor } from '../executors/reference.ts';
import { drawProfile } from '../profiles/draw-profile.ts';
import { freeze } from '../profiles/freeze.ts';
import { loadProfile, type LoadedProfile } from '../profiles/load-profile.ts';
import { judgingBy } from '../rules/judging.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { DEFAULT_RUN } from '../run/run-options.ts';
import { loadSuites } from '../suites/load-suites.ts';
import type { ApiCaseTarget } from '../suites/api-cases/run-api-case.ts';
import type { DirectedCase } from '../suites/suite.ts';
import { embedded } from '../targets/presets/embedded.ts';
import type { Executor } from '../executors/executor.ts';
import { certify, type Certification, type Certifying } from './certify.ts';

export const catalogue = loadCatalogue();

/** Some directed cases, ten generated ones, four of the API. */
export async function smallProfile(folder: string): Promise<LoadedProfile> {
  const generated = [{ seed: 1, count: 10, without: TOO_LARGE, needs: ['result-path'] as const }];
  const selection = { name: 'small', about: 'A few cases', suites: ['errors', 'api'], generated };
  const files = loadSuites(['errors', 'api']).map(({ suite, cases, apiCases }) => ({
    suite,
    cases: cases.filter(isSmall).filter((_, i) => i % 3 === 0),
    apiCases: apiCases.slice(0, 4),
  }));
  const drawn = await drawProfile(selection, files, judgingBy(catalogue).inferredRules);
  await freeze(selection, drawn, { version: 1, date: '2026-01-02', reason: 'A test', folder });
  return loadProfile('small', 1, folder);
}

/** Results that are too large for AWS make histories of megabytes. */
const TOO_LARGE = ['result-too-large', 'response-too-large', 'callback-output-limit'] as const;

const isSmall = ({ name }: DirectedCase): boolean => !name.includes('limit');

/** The API of an embedded emulator, for the cases about the API. */
export async function embeddedApi(): Promise<{
  readonly api: ApiCaseTarget;
  readonly close: () => Promise<void>;
}> {
  const opening = await embedded.open({});
  if (opening.kind !== 'open' || opening.connection === undefined) throw new Error('it has no connection');
  const { api, traits } = opening.connection;
  return { api: { api, roleArn: traits.roleArn }, close: () => opening.executor.close() };
}

/** A bundle of the target in an empty folder. */
export const certifyInto = (
  folder: string,
  loaded: LoadedProfile,
  parts: Partial<Certifying> = {},
): Promise<Certification> =>
  certify({
    target: conforming,
    version: '1.2.3',
    loaded,
    catalogue,
    waivers: [],
    options: { ...DEFAULT_RUN, shrinkBudget: 10 },
    folder,
    onProgress: () => {},
    signal: new AbortController().signal,
    now: () => '2026-01-02T03:04:05.000Z',
    ...parts,
  });

const conforming: Executor = { ...referenceExecutor(), name: 'conforming' };
