/** Bundles: made, refused, and made of a target that is wrong in known ways. */
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Executor } from '../executors/executor.ts';
import { referenceExecutor } from '../executors/reference.ts';
import { KIT_VERSION } from '../kit.ts';
import { faultyTarget } from '../executors/aws-api/faulty-target.ts';
import { mutatedReference } from '../merge/mutated-reference.fixture.ts';
import { loadProfile, totalOf, type LoadedProfile } from '../profiles/load-profile.ts';
import { embedded } from '../targets/presets/embedded.ts';
import { localApi } from '../targets/presets/local-target.ts';
import type { Waiver } from '../waivers/waiver.ts';
import type { Certificate } from './certificate.ts';
import type { Certification, Certifying } from './certify.ts';
import { catalogue, certifyInto, embeddedApi, smallProfile } from './small-profile.fixture.ts';
import { targetVersion } from './target-version.ts';
import { verify, type Verification } from './verify.ts';

let base: string;
let profiles: string;
let small: LoadedProfile;
let emulator: Awaited<ReturnType<typeof embeddedApi>>;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'sfn-conformance-certify-'));
  profiles = join(base, 'profiles');
  small = await smallProfile(profiles);
  emulator = await embeddedApi();
});

afterAll(async () => {
  await emulator.close();
  await rm(base, { recursive: true });
});

/** The cases about the API go to an embedded emulator where nothing else is said. */
const certifyHere = (
  folder: string,
  loaded: LoadedProfile,
  parts: Partial<Certifying> = {},
): Promise<Certification> => certifyInto(folder, loaded, { api: emulator.api, ...parts });

const total = (): number => totalOf(small);

const newFolder = async (name: string): Promise<string> => {
  const folder = join(base, name);
  await mkdir(folder);
  return folder;
};

const certificateOf = (certification: Certification): Certificate => {
  if (certification.kind === 'refused') throw new Error(certification.why);
  return certification.certificate;
};

const check = (folder: string, today = '2026-01-03'): Promise<Verification> =>
  verify(folder, { catalogue, today, profiles });

test('the embedded target has the full level of lambda-core', async () => {
  const opening = await embedded.open({});
  if (opening.kind !== 'open') throw new Error(opening.reason);
  const folder = await newFolder('embedded');
  try {
    const loaded = loadProfile('lambda-core', 1);
    const certificate = certificateOf(await certifyInto(folder, loaded, { target: opening.executor }));
    expect(certificate).toMatchObject({ level: 'full', divergenceRate: 0, coverageRate: 1, findings: [] });
    for (const { level, asked, compared } of Object.values(certificate.facets))
      expect([level, compared]).toEqual(['full', asked]);
    expect(certificate.rules.held).toBe(certificate.rules.listed);
    const verification = await verify(folder, { catalogue, today: '2026-01-03' });
    expect(verification).toEqual({ problems: [], certificate });
  } finally {
    await opening.executor.close();
  }
});

test('a bundle holds what is promised', async () => {
  const folder = await newFolder('promised');
  const certificate = certificateOf(await certifyHere(folder, small));
  expect(certificate.target).toEqual({ name: 'conforming', version: '1.2.3' });
  expect(certificate.kit).toBe(KIT_VERSION);
  expect(certificate.doesNotProve.length).toBeGreaterThan(3);
  expect((await readdir(folder)).toSorted()).toEqual([
    'badge.json',
    'badge.svg',
    'certificate.json',
    'manifest.json',
    'observations.ndjson',
  ]);
  const badge = JSON.parse(await readFile(join(folder, 'badge.json'), 'utf8')) as object;
  expect(badge).toEqual({ schemaVersion: 1, label: 'small 1', message: 'full', color: 'brightgreen' });
  expect(await readFile(join(folder, 'badge.svg'), 'utf8')).toMatch(/^<svg [^]*small 1: full[^]*<\/svg>\n$/);
  const lines = (await readFile(join(folder, 'observations.ndjson'), 'utf8')).trimEnd().split('\n');
  expect(lines).toHaveLength(total() + 2);
});

describe('a target that is wrong', () => {
  let folder: string;
  let certificate: Certificate;

  beforeAll(async () => {
    folder = await newFolder('wrong');
    certificate = certificateOf(await certifyHere(folder, small, { target: mutatedReference() }));
  });

  test('its level is what its findings say', async () => {
    expect(certificate.level).toBe('differs');
    expect(certificate.findings.length).toBeGreaterThan(2);
    expect(certificate.unexplained).toBe(0);
    const facets = new Set(certificate.findings.flatMap((finding) => finding.facets));
    for (const facet of facets) expect(certificate.facets[facet]).toMatchObject({ level: 'differs' });
    const explained = certificate.findings.reduce((sum, { count }) => sum + count, 0);
    expect(explained).toBeGreaterThanOrEqual(certificate.diverges);
    expect(await check(folder)).toEqual({ problems: [], certificate });
  });

  test('waivers of all broken rules give the level waived, until the first of them expires', async () => {
    const rules = [...new Set(certificate.findings.flatMap((finding) => finding.rules))];
    const waivers = rules.map((rule, i) => waiver(rule, `2026-0${2 + (i % 2)}-01`));
    const waived = await newFolder('waived');
    const made = certificateOf(await certifyHere(waived, small, { target: mutatedReference(), waivers }));
    expect(made).toMatchObject({ level: 'waived', validUntil: '2026-02-01', diverges: certificate.diverges });
    expect(made.divergenceRate).toBe(certificate.divergenceRate);
    expect(await check(waived)).toEqual({ problems: [], certificate: made });
    const { problems } = await check(waived, '2026-02-02');
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join('\n')).toMatch(
      /the waiver of .* has expired on 2026-02-01, and the certificate with it/,
    );
  });

  test('a waiver of one rule waives no other', async () => {
    const [first] = certificate.findings;
    const waivers = [waiver(first?.rules[0] ?? '', '2026-02-01')];
    const made = certificateOf(
      await certifyHere(await newFolder('one'), small, { target: mutatedReference(), waivers }),
    );
    expect(made.level).toBe('differs');
    expect(made.findings.filter(({ waived }) => waived).length).toBeGreaterThan(0);
    expect(made.findings.filter(({ waived }) => !waived).length).toBeGreaterThan(0);
  });

  test('a waiver that nothing needs is refused', async () => {
    const waivers = [waiver('jsonata.time', '2026-02-01')];
    const refused = await newFolder('unneeded');
    expect(await certifyHere(refused, small, { target: mutatedReference(), waivers })).toEqual({
      kind: 'refused',
      why: expect.stringMatching(/nothing needs the waiver of jsonata\.time any more/) as string,
    });
    expect(await readdir(refused)).toEqual(['observations.ndjson']);
  });
});

const waiver = (rule: string, expires: string): Waiver => ({
  rule,
  reason: 'known',
  link: 'https://example.com/issues/1',
  expires,
});

describe('a target whose API is wrong', () => {
  /** It takes whatever it is told to make. */
  async function certificateOn(
    waivers: readonly Waiver[] = [],
  ): Promise<readonly [Certificate, Verification]> {
    const server = await faultyTarget({});
    const api = localApi(server.url);
    const folder = await newFolder(`api-${waivers.length}`);
    try {
      const target = { api, roleArn: 'arn:aws:iam::123456789012:role/any' };
      const made = certificateOf(await certifyHere(folder, small, { api: target, waivers }));
      return [made, await check(folder)];
    } finally {
      api.close();
      await server.close();
    }
  }

  test('differs in that facet, case by case', async () => {
    const [made, verification] = await certificateOn();
    expect(made.level).toBe('differs');
    expect(made.facets.api).toMatchObject({ level: 'differs' });
    expect(made.facets.output).toMatchObject({ level: 'full' });
    expect(made.findings.map((finding) => finding.case)).toContain('api/create-invalid');
    for (const { facets, rules } of made.findings) expect([facets, rules.length]).toEqual([['api'], 1]);
    expect(verification).toEqual({ problems: [], certificate: made });
  });

  test('can be waived by the rules that its cases are about', async () => {
    await rm(join(base, 'api-0'), { recursive: true, force: true });
    const [{ findings }] = await certificateOn();
    const rules = [...new Set(findings.flatMap((finding) => finding.rules))];
    const [made, { problems }] = await certificateOn(rules.map((rule) => waiver(rule, '2026-02-01')));
    expect([made.level, problems]).toEqual(['waived', []]);
  });
});

test('a target without an API declines the cases about it', async () => {
  const folder = await newFolder('no-api');
  const made = certificateOf(await certifyInto(folder, small));
  expect(made).toMatchObject({ level: 'partial', declined: 4 });
  expect(made.facets.api).toBeUndefined();
  expect((await check(folder)).problems).toEqual([]);
});

describe('what is refused', () => {
  /** Does with so many cases what nothing can be learnt from. */
  const shaky = (cases: number): Executor => {
    let left = cases;
    const reference = referenceExecutor();
    return {
      ...reference,
      name: 'shaky',
      execute: (testCase, signal) =>
        left-- > 0
          ? Promise.resolve({ kind: 'indeterminate', fault: 'transport', reason: 'the connection was cut' })
          : reference.execute(testCase, signal),
    };
  };

  test('more than one case in a hundred of which nothing was learnt', async () => {
    const folder = await newFolder('shaky');
    expect(await certifyHere(folder, small, { target: shaky(1) })).toEqual({
      kind: 'refused',
      why: `of 1 of ${total()} cases nothing was learnt, and 0 (1 % of the list) are the most`,
    });
    expect(await readdir(folder)).toEqual(['observations.ndjson']);
  });

  test('one case in a hundred is let pass, but is not the full level', async () => {
    const loaded = loadProfile('lambda-core', 1);
    const folder = await newFolder('nearly');
    const made = certificateOf(await certifyInto(folder, loaded, { target: shaky(2) }));
    expect(made).toMatchObject({ level: 'partial', indeterminate: 2 });
  });

  test('a run that was stopped', async () => {
    const stop = new AbortController();
    const reference = referenceExecutor();
    let cases = 0;
    const target: Executor = {
      ...reference,
      execute: (testCase, signal) => {
        if (++cases === 5) stop.abort();
        return reference.execute(testCase, signal);
      },
    };
    const folder = await newFolder('stopped');
    expect(await certifyHere(folder, small, { target, signal: stop.signal })).toEqual({
      kind: 'refused',
      why: expect.stringMatching(
        /^the run is incomplete: \d of \d+ cases were run \(it was stopped\)$/,
      ) as string,
    });
    expect(await readdir(folder)).toEqual(['observations.ndjson']);
  });

  test('a target that declines a case has no full level', async () => {
    const reference = referenceExecutor();
    let first = true;
    const target: Executor = {
      ...reference,
      execute: async (testCase, signal) => {
        if (!first) return reference.execute(testCase, signal);
        first = false;
        return { kind: 'declined', reason: 'not built yet' };
      },
    };
    const made = certificateOf(await certifyHere(await newFolder('declining'), small, { target }));
    expect(made).toMatchObject({ level: 'partial', declined: 1 });
    expect(made.reasons).toEqual([{ reason: 'declined: not built yet', count: 1 }]);
  });
});

test('the versions of targets that the kit starts itself are known', async () => {
  expect(await targetVersion('embedded')).toBe(KIT_VERSION);
  expect(await targetVersion('aws-local-stepfunctions')).toMatch(/^\d+\.\d+\.\d+$/);
  expect(await targetVersion('stepfunctions-local')).toMatch(/^\d+\.\d+\.\d+$/);
  expect(await targetVersion('moto')).toMatch(/^\d+\.\d+\.\d+$/);
  expect(await targetVersion('ministack')).toMatch(/^\d+\.\d+\.\d+$/);
  expect(await targetVersion('somebody', 'http://127.0.0.1:9')).toBeUndefined();
});
