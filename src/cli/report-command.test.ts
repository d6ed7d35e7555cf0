/** A run against a target that is wrong on purpose, rendered again from its folder, and from folders that are spoilt. */
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mutatedReference } from '../merge/mutated-reference.fixture.ts';
import { runToFolder } from '../merge/run-to-folder.fixture.ts';
import { UsageError, type Terminal } from './command.ts';
import { reportCommand } from './report-command.ts';
import { REPORTERS } from './write-reports.ts';

let base: string;
let finished: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'sfn-conformance-report-'));
  finished = join(base, 'finished');
  await runToFolder(mutatedReference(), finished, { seed: 3, runs: 12, shrinkBudget: 6 });
});

afterAll(async () => {
  await rm(base, { recursive: true });
});

async function report(...args: readonly string[]): Promise<string> {
  let printed = '';
  const terminal: Terminal = {
    out: (text) => (printed += text),
    err: () => {},
    interactive: false,
    input: (async function* () {})(),
    signal: new AbortController().signal,
  };
  expect(await reportCommand.run(args, terminal)).toBe(0);
  return printed;
}

const FILES = ['junit.xml', 'report.html', 'report.md', 'summary.json'];

describe('a finished run', () => {
  it('has findings, or the rest shows nothing', async () => {
    expect((await readdir(join(finished, 'findings'))).length).toBeGreaterThan(0);
  });

  it('gives every report again, byte for byte', async () => {
    const again = join(base, 'again');
    const names = REPORTERS.flatMap(({ name }) => ['--reporter', name]);
    await report(finished, ...names, '--out', again);
    expect((await readdir(again)).toSorted()).toEqual(FILES);
    for (const file of FILES) {
      expect(await readFile(join(again, file), 'utf8')).toBe(await readFile(join(finished, file), 'utf8'));
    }
  });

  it('is printed where no reporter is named, and nothing is written', async () => {
    const before = await readdir(finished);
    const printed = await report(finished);
    expect(printed).toContain('mutated differs from AWS.');
    expect(printed).toContain(`npm run -s replay -- ${relative('.', finished)}/findings/`);
    expect(await readdir(finished)).toEqual(before);
  });
});

describe('what is not a finished run', () => {
  let spoilt: string;
  beforeEach(async () => {
    spoilt = join(base, 'spoilt');
    await rm(spoilt, { recursive: true, force: true });
    await cp(finished, spoilt, { recursive: true });
  });

  const file = (name: string): string => join(spoilt, name);
  const lines = async (): Promise<string[]> => (await readFile(file('run.ndjson'), 'utf8')).split('\n');
  const writeLines = (all: readonly string[]): Promise<void> => writeFile(file('run.ndjson'), all.join('\n'));
  const summary = async (change: object): Promise<void> => {
    const read = JSON.parse(await readFile(file('summary.json'), 'utf8')) as object;
    await writeFile(file('summary.json'), JSON.stringify({ ...read, ...change }));
  };
  const firstFinding = async (): Promise<string> =>
    file(join('findings', (await readdir(file('findings')))[0] ?? ''));

  const cases: readonly (readonly [string, RegExp, () => Promise<unknown>])[] = [
    ['no folder', /spoilt: there is no such folder/, () => rm(spoilt, { recursive: true })],
    [
      'an empty folder',
      /run\.ndjson: there is no such file/,
      async () => {
        await rm(spoilt, { recursive: true });
        await mkdir(spoilt);
      },
    ],
    ['an empty file', /run\.ndjson: is empty: expected the header/, () => truncate(file('run.ndjson'), 0)],
    [
      'a last line that is cut',
      /run\.ndjson:14: the line was cut off: expected a whole JSON object/,
      async () => truncate(file('run.ndjson'), (await readFile(file('run.ndjson'))).length - 9),
    ],
    [
      'a line cut in half within',
      /run\.ndjson:5: expected a line of a run as JSON, found what isn't: .* It ends in the middle: it was cut\./,
      async () => {
        const all = await lines();
        await writeLines(all.with(4, (all[4] ?? '').slice(0, 200)));
      },
    ],
    [
      'no footer',
      /run\.ndjson:13: expected a footer as the last line/,
      async () => writeLines((await lines()).toSpliced(13, 1)),
    ],
    [
      'no header',
      /run\.ndjson:1: expected the header of a run, found a case/,
      async () => writeLines((await lines()).slice(1)),
    ],
    [
      'a second header',
      /run\.ndjson:2: expected a case or the footer, found a header/,
      async () => {
        const all = await lines();
        await writeLines([all[0] ?? '', ...all]);
      },
    ],
    [
      'a line less',
      /run\.ndjson:13: the footer counts 12 cases, the lines before it 11/,
      async () => writeLines((await lines()).toSpliced(6, 1)),
    ],
    [
      'a line after the footer',
      /run\.ndjson:15: expected the end of the file after the footer/,
      () => appendFile(file('run.ndjson'), '{}\n'),
    ],
    [
      'a line that is something else',
      /run\.ndjson:3: kind: expected "header" or "case" or "footer", found nothing/,
      async () => writeLines((await lines()).with(2, '{}')),
    ],
    [
      'a verdict of no kind',
      /run\.ndjson:3: verdict\.kind: expected "conforms" or/,
      async () => {
        const all = await lines();
        await writeLines(
          all.with(2, (all[2] ?? '').replace(/"verdict":\{"kind":"\w+"/, '"verdict":{"kind":"fine"')),
        );
      },
    ],
    [
      'a run of another format',
      /run\.ndjson:1: format: expected 1, the format that this kit reads/,
      async () => {
        const all = await lines();
        await writeLines(all.with(0, (all[0] ?? '').replace('"format":1', '"format":2')));
      },
    ],
    [
      'no summary',
      /summary\.json: there is no such file\. The run ended before/,
      () => rm(file('summary.json')),
    ],
    [
      'a summary cut in half',
      /summary\.json:\d+: expected the file as JSON.*it was cut/,
      () => truncate(file('summary.json'), 300),
    ],
    [
      'a summary of another run',
      /summary\.json: seed: expected 3, as run\.ndjson says, found 4/,
      () => summary({ seed: 4 }),
    ],
    [
      'a summary with other counts',
      /summary\.json: diverges: expected \d+, as run\.ndjson says, found 0/,
      () => summary({ diverges: 0 }),
    ],
    [
      'a finding less',
      /findings\/[\w-]+\.json: there is no such file\. .*summary\.json names it/,
      async () => rm(await firstFinding()),
    ],
    [
      'a finding more',
      /findings\/more\.json: .*summary\.json doesn't name this finding/,
      async () => cp(await firstFinding(), file('findings/more.json')),
    ],
    [
      'a finding cut in half',
      /findings\/[\w-]+\.json:\d+: expected the file as JSON/,
      async () => truncate(await firstFinding(), 200),
    ],
    [
      'a finding that lacks something',
      /findings\/[\w-]+\.json: expected\.status: expected "SUCCEEDED" or .* found "FINE"/,
      async () => {
        const path = await firstFinding();
        const finding = JSON.parse(await readFile(path, 'utf8')) as { readonly expected: object };
        await writeFile(
          path,
          JSON.stringify({ ...finding, expected: { ...finding.expected, status: 'FINE' } }),
        );
      },
    ],
    [
      'a finding under another name',
      /findings\/[\w-]+\.json: id: expected "[\w-]+", as the file's name says, found "other"/,
      async () => {
        const path = await firstFinding();
        await writeFile(
          path,
          JSON.stringify({ ...(JSON.parse(await readFile(path, 'utf8')) as object), id: 'other' }),
        );
      },
    ],
  ];

  it.each(cases)('%s: is said with file and place, and nothing is written', async (_, message, spoil) => {
    await spoil();
    const before = await bytesIn(spoilt);
    const rendering = report(spoilt, ...REPORTERS.flatMap(({ name }) => ['--reporter', name]));
    await expect(rendering).rejects.toThrow(UsageError);
    await expect(rendering).rejects.toThrow(message);
    expect(await bytesIn(spoilt)).toEqual(before);
  });

  it('is neither an option nor a reporter that nobody knows', async () => {
    await expect(report(finished, '--reporter', 'htm')).rejects.toThrow(
      "there is no reporter 'htm'. Did you mean 'html'?",
    );
    await expect(report(finished, '--reporters', 'html')).rejects.toThrow("Did you mean '--reporter'?");
    await expect(report()).rejects.toThrow('Name one folder of a run.');
  });
});

async function bytesIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(files.map(async (path) => [path, await readFile(path, 'latin1')])),
  );
}
