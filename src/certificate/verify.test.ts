/** Whatever is changed in a bundle is found. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seededRandom } from '../asl/random.ts';
import { mutatedReference } from '../merge/mutated-reference.fixture.ts';
import type { LoadedProfile } from '../profiles/load-profile.ts';
import { CERTIFICATE, MANIFEST, OBSERVATIONS } from './bundle.ts';
import { describeFiles, manifestText } from './manifest.ts';
import { catalogue, certifyInto, embeddedApi, smallProfile } from './small-profile.fixture.ts';
import { UncheckableBundle, verify } from './verify.ts';

let base: string;
let profiles: string;
let pristine: string;
let folder: string;
let small: LoadedProfile;
let emulator: Awaited<ReturnType<typeof embeddedApi>>;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'sfn-conformance-verify-'));
  profiles = join(base, 'profiles');
  small = await smallProfile(profiles);
  pristine = await mkdtemp(join(base, 'pristine-'));
  emulator = await embeddedApi();
  const { api } = emulator;
  const target = mutatedReference();
  const first = await certifyInto(await mkdtemp(join(base, 'first-')), small, { target, api });
  if (first.kind === 'refused') throw new Error(first.why);
  const rule = first.certificate.findings[0]?.rules[0] ?? '';
  const link = 'https://example.com/issues/1';
  const waivers = [{ rule, reason: 'known', link, expires: '2026-12-31' }];
  expect((await certifyInto(pristine, small, { target, api, waivers })).kind).toBe('certified');
});

afterAll(async () => {
  await emulator.close();
  await rm(base, { recursive: true });
});

beforeEach(async () => {
  folder = join(base, 'changed');
  await rm(folder, { recursive: true, force: true });
  await cp(pristine, folder, { recursive: true });
});

const problems = async (today = '2026-01-03'): Promise<readonly string[]> =>
  (await verify(folder, { catalogue, today, profiles })).problems;

test('nothing is found where nothing was changed', async () => {
  expect(await problems()).toEqual([]);
});

type Random = ReturnType<typeof seededRandom>;
const upTo = (random: Random, count: number): number => Math.floor(random.next() * count);

/** Each way to change something; it says what it did. Only real changes count. */
const CHANGES: Readonly<Record<string, (random: Random) => Promise<string | undefined>>> = {
  byte: async (random) => {
    const names = (await readdir(folder)).toSorted();
    const name = names[upTo(random, names.length)] ?? '';
    const bytes = await readFile(join(folder, name));
    const at = upTo(random, bytes.length);
    const before = bytes[at] ?? 0;
    bytes[at] = (before + 1 + upTo(random, 255)) % 256;
    await writeFile(join(folder, name), bytes);
    return `${name} at ${at}: ${before} to ${bytes[at]}`;
  },
  field: async (random) => {
    const names = [CERTIFICATE, 'badge.json', 'waivers.json', MANIFEST, OBSERVATIONS];
    const name = names[upTo(random, names.length)] ?? '';
    const text = await readFile(join(folder, name), 'utf8');
    const lines = name === OBSERVATIONS ? text.trimEnd().split('\n') : [text];
    const line = upTo(random, lines.length);
    const value = JSON.parse(lines[line] ?? '') as unknown;
    const places = [...leaves(value)];
    const place = places[upTo(random, places.length)];
    if (place === undefined) return undefined;
    const [holder, key] = place;
    const before = holder[key];
    holder[key] = another(before);
    lines[line] = JSON.stringify(value, undefined, name === OBSERVATIONS || name === 'badge.json' ? 0 : 2);
    await writeFile(join(folder, name), name === OBSERVATIONS ? `${lines.join('\n')}\n` : `${lines[0]}\n`);
    return `${name}: ${key} from ${JSON.stringify(before)}`;
  },
  dropped: (random) =>
    onObservations((lines) => {
      const at = 1 + upTo(random, lines.length - 2);
      lines.splice(at, 1);
      return `line ${at + 1}`;
    }),
  doubled: (random) =>
    onObservations((lines) => {
      const at = 1 + upTo(random, lines.length - 2);
      lines.splice(at, 0, lines[at] ?? '');
      return `line ${at + 1}`;
    }),
  swapped: (random) =>
    onObservations((lines) => {
      // An answer of the API in place of another one's, or what a machine did.
      const [kind, field] = upTo(random, 4) === 0 ? ['api', 'outcome'] : ['case', 'target'];
      const cases = lines.flatMap((line, i) => (line.startsWith(`{"kind":"${kind}"`) ? [i] : []));
      const [a, b] = [cases[upTo(random, cases.length)] ?? 0, cases[upTo(random, cases.length)] ?? 0];
      const [one, other] = [recordOf(lines[a]), recordOf(lines[b])];
      if (JSON.stringify(one[field]) === JSON.stringify(other[field])) return undefined;
      lines[a] = JSON.stringify({ ...one, [field]: other[field] });
      lines[b] = JSON.stringify({ ...other, [field]: one[field] });
      return `lines ${a + 1} and ${b + 1}`;
    }),
};

const recordOf = (line = '{}'): Record<string, unknown> => JSON.parse(line) as Record<string, unknown>;

async function onObservations(change: (lines: string[]) => string | undefined): Promise<string | undefined> {
  const file = join(folder, OBSERVATIONS);
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const what = change(lines);
  await writeFile(file, `${lines.join('\n')}\n`);
  return what;
}

type Holder = Record<string | number, unknown>;

function* leaves(value: unknown): Iterable<readonly [Holder, string | number]> {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    const inner = (value as Holder)[key];
    if (typeof inner === 'object' && inner !== null) yield* leaves(inner);
    else yield [value as Holder, key];
  }
}

function another(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return typeof value === 'string' ? `${value}x` : 'something';
}

/** As somebody would who hides a change: all hashes are those of the changed files. */
const hashAnew = async (): Promise<void> =>
  writeFile(join(folder, MANIFEST), manifestText(await describeFiles(folder)));

test('200 single changes are all found', { timeout: 600_000 }, async () => {
  const random = seededRandom('changes');
  const kinds = Object.keys(CHANGES);
  const unseen: string[] = [];
  let made = 0;
  for (let n = 0; made < 200; n++) {
    await rm(folder, { recursive: true, force: true });
    await cp(pristine, folder, { recursive: true });
    const kind = kinds[n % kinds.length] ?? '';
    const what = await CHANGES[kind]?.(random);
    if (what === undefined) continue;
    made += 1;
    if ((await problems()).length === 0) unseen.push(`${kind}: ${what}`);
  }
  expect(unseen).toEqual([]);
});

describe('where all hashes were made anew', () => {
  test.each(['dropped', 'doubled', 'swapped'])('a %s observation is found', async (kind) => {
    for (let n = 0; n < 10; n++) {
      await rm(folder, { recursive: true, force: true });
      await cp(pristine, folder, { recursive: true });
      const what = await CHANGES[kind]?.(seededRandom(`${kind} ${n}`));
      await hashAnew();
      if (what !== undefined) expect([what, await problems()]).not.toEqual([what, []]);
    }
  });

  test('an observation that is dropped is named with its case', async () => {
    await onObservations((lines) => String(lines.splice(3, 1)));
    await hashAnew();
    const gone = recordOf((await readFile(join(pristine, OBSERVATIONS), 'utf8')).split('\n')[3]);
    expect((await problems()).join('\n')).toContain(
      `case ${String(gone['index'])} (${String(gone['case'])}) of the profile is missing`,
    );
  });

  test('a verdict that is bettered is found, field by field', async () => {
    const file = join(folder, CERTIFICATE);
    const said = recordOf(await readFile(file, 'utf8'));
    await writeFile(file, `${JSON.stringify({ ...said, level: 'full', diverges: 0 }, undefined, 2)}\n`);
    await hashAnew();
    expect((await problems()).map((problem) => problem.replace(/^.*certificate\.json: /, ''))).toEqual([
      'level: the certificate says "full", the observations come to "differs".',
      `diverges: the certificate says 0, the observations come to ${String(said['diverges'])}.`,
    ]);
  });

  test('an observation that is bettered is found in what follows from it', async () => {
    await onObservations((lines) => {
      const at = lines.findIndex((line) => recordOf(line)['again'] !== undefined);
      const { again: _, ...record } = recordOf(lines[at]);
      lines[at] = JSON.stringify({ ...record, target: { kind: 'declined', reason: 'not built yet' } });
      return '';
    });
    await hashAnew();
    expect((await problems()).join('\n')).toMatch(
      /declined: the certificate says 0, the observations come to 1/,
    );
  });

  test.each([
    [
      'the name of the target',
      '"name":"mutated"',
      '"name":"another"',
      /target\.name: the certificate says "mutated"/,
    ],
    [
      'the kit',
      '"kit":"',
      '"kit":"9',
      /kit: expected .*, this kit, found 9.*Another kit may predict another thing/,
    ],
    ['the digest of the profile', '"digest":"', '"digest":"0', /profile\.digest: expected/],
    [
      'the format',
      '"format":1',
      '"format":2',
      /:1: format: expected 1, the format that this kit reads, found 2/,
    ],
  ])('%s is found', async (_, before, after, message) => {
    const file = join(folder, OBSERVATIONS);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(before, after));
    await hashAnew();
    expect((await problems()).join('\n')).toMatch(message);
  });

  test('a minimal case that shows nothing is found', async () => {
    await onObservations((lines) => {
      const at = lines.findIndex((line) => line.startsWith('{"kind":"minimal"'));
      lines[at] = JSON.stringify({
        ...recordOf(lines[at]),
        signature: 'status | status | FAILED → SUCCEEDED',
      });
      return '';
    });
    await hashAnew();
    expect((await problems()).join('\n')).toMatch(/doesn't show what it stands for/);
  });
});

test('a file that is gone, or that nobody listed', async () => {
  await rm(join(folder, 'badge.svg'));
  await writeFile(join(folder, 'notes.txt'), 'trust me');
  expect(await problems()).toEqual([
    `${folder}/badge.svg: the manifest lists it, and it isn't there.`,
    `${folder}/notes.txt: the manifest doesn't list it.`,
    `${folder}/badge.svg: there is no such file.`,
  ]);
});

test('a signature beside the manifest is no change', async () => {
  await writeFile(join(folder, 'manifest.sigstore.json'), '{}');
  expect(await problems()).toEqual([]);
});

test('observations that were cut', async () => {
  const file = join(folder, OBSERVATIONS);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.slice(0, text.length / 2));
  expect((await problems()).join('\n')).toMatch(
    /observations\.ndjson:\d+: the line was cut off[^]*expected a footer/,
  );
});

test('a profile of another version can not be checked', async () => {
  const file = join(folder, OBSERVATIONS);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('"version":1', '"version":7'));
  await hashAnew();
  await expect(problems()).rejects.toThrow(UncheckableBundle);
  await expect(problems()).rejects.toThrow(
    /this kit has small in the versions 1; the bundle is of small 7\. Check with the kit that has it\./,
  );
});
