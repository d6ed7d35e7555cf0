import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLE_REPORT } from '../report/example-report.ts';
import { jsonReporter } from '../report/json-reporter.ts';
import type { Finding } from '../run/finding.ts';
import { findingText } from '../run/run-line-text.ts';
import { bugReportCommand } from './bug-report-command.ts';
import { UsageError, type Terminal } from './command.ts';

const [finding] = EXAMPLE_REPORT.findings as readonly [Finding, ...Finding[]];

let runs: string;
const fileIn = (run: string): string => join(runs, run, 'findings', `${finding.id}.json`);

beforeAll(async () => {
  runs = await mkdtemp(join(tmpdir(), 'sfn-conformance-bug-report-'));
  for (const [run, target, oracle] of [
    ['old', 'older', 'reference'],
    ['new', 'newer', 'moto'],
  ] as const) {
    await mkdir(join(runs, run, 'findings'), { recursive: true });
    await writeFile(fileIn(run), findingText({ ...finding, target }));
    const summary = { ...EXAMPLE_REPORT.summary, oracle };
    await writeFile(join(runs, run, 'summary.json'), jsonReporter.render({ ...EXAMPLE_REPORT, summary }));
  }
  await utimes(fileIn('old'), 1, 1);
});

afterAll(() => rm(runs, { recursive: true }));

async function bugReport(
  ...args: readonly string[]
): Promise<{ readonly out: string; readonly err: string }> {
  const printed = { out: '', err: '' };
  const terminal: Terminal = {
    out: (text) => (printed.out += text),
    err: (text) => (printed.err += text),
    interactive: false,
    input: (async function* () {})(),
    signal: new AbortController().signal,
  };
  expect(await bugReportCommand.run(args, terminal)).toBe(0);
  return printed;
}

describe('bug-report', () => {
  it('prints the finding of a file, against whom its run believed', async () => {
    const { out, err } = await bugReport(fileIn('new'), '--endpoint-url', 'http://127.0.0.1:5000');
    expect(out).toContain('Step Functions on newer does something else than moto: status differs.');
    expect(out).toContain('\nENDPOINT=http://127.0.0.1:5000\n');
    expect(out).toContain(`npm run -s replay -- `);
    expect(err).toBe('');
  });

  it('takes AWS for believed where the finding stands alone', async () => {
    const alone = join(runs, 'alone.json');
    await writeFile(alone, findingText(finding));
    expect((await bugReport(alone)).out).toContain(
      'Step Functions on some-emulator does something else than AWS:',
    );
    await rm(alone);
  });

  it('finds an id in the latest run that has it', async () => {
    expect((await bugReport(finding.id, '--out', runs)).out).toContain('Step Functions on newer ');
  });

  it('says what GitHub would not take', async () => {
    const file = join(runs, 'long.json');
    const input = { input: 'x'.repeat(70_000) };
    await writeFile(file, findingText({ ...finding, case: { ...finding.case, input } }));
    expect((await bugReport(file)).err).toMatch(
      /^The report has \d+ characters; GitHub takes 65536\. Attach /,
    );
    await rm(file);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['nothing', [], /^Name one finding, by its file or by its id\./],
    ['two', ['a', 'b'], /^Name one finding/],
    [
      'an id that is misspelt',
      ['choice-is-presnt-ed3505', '--out', 'RUNS'],
      /Did you mean 'choice-is-present-ed3505'\?/,
    ],
    [
      'a file that is not there',
      ['no/such/file.json'],
      /^There is no file 'no\/such\/file\.json', and no run under reports\/runs has/,
    ],
    [
      'a folder',
      ['RUNS/new'],
      /new is a folder: expected one finding\. It has .*choice-is-present-ed3505\.json\.$/,
    ],
    ['what is no URL', ['x', '--endpoint-url', 'localhost:4566'], /^--endpoint-url: expected a URL such as/],
    ['a summary', ['RUNS/new/summary.json'], /summary\.json: .*expected an? /],
  ])('refuses %s', async (_, args, message) => {
    const refused = bugReport(...args.map((arg) => arg.replace('RUNS', runs)));
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(message);
  });
});
