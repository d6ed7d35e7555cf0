/** From finished runs to the site, and what --check finds. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Command } from '../cli/command.ts';
import { publishCommand } from '../cli/publish-command.ts';
import { scoreboardCommand } from '../cli/scoreboard-command.ts';
import { referenceExecutor } from '../executors/reference.ts';
import { mutatedReference } from '../merge/mutated-reference.fixture.ts';
import { runToFolder } from '../merge/run-to-folder.fixture.ts';
import { readAllPublished } from './published-files.ts';

const HOSTILE = '<script>alert(1)</script>"\'';

let base: string;
const at = (name: string): string => join(base, name);

async function call(command: Command, ...args: readonly string[]): Promise<{ code: number; out: string }> {
  let out = '';
  const code = await command.run(args, {
    out: (text) => (out += text),
    err: (text) => (out += text),
    interactive: false,
    input: (async function* () {})(),
    signal: new AbortController().signal,
  });
  return { code, out };
}

const site = (...more: readonly string[]): Promise<{ code: number; out: string }> =>
  call(scoreboardCommand, '--published', at('published'), '--out', at('site'), ...more);

const page = (path: string): Promise<string> => readFile(join(at('site'), path), 'utf8');

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'sfn-conformance-scoreboard-'));
  const size = { seed: 3, runs: 30, shrinkBudget: 8 };
  await runToFolder(mutatedReference('wrong'), at('wrong'), size);
  await runToFolder({ ...referenceExecutor(), name: 'right' }, at('right'), size);
  await runToFolder({ ...referenceExecutor(), name: HOSTILE }, at('hostile'), { ...size, runs: 3 });
  await call(publishCommand, at('wrong'), '--target-version', '1.2', '--out', at('published'));
  await call(publishCommand, at('right'), at('hostile'), '--out', at('published'));
  await site();
});
afterAll(() => rm(base, { recursive: true }));

test('a result counts each rule by verdict', async () => {
  const results = await readAllPublished(at('published'));
  expect(results.map(({ target }) => target).toSorted()).toEqual([HOSTILE, 'right', 'wrong'].toSorted());
  const wrong = results.find(({ target }) => target === 'wrong');
  const right = results.find(({ target }) => target === 'right');
  expect(wrong).toMatchObject({ version: '1.2', counts: { cases: 30 } });
  expect(wrong?.findings.length).toBeGreaterThan(0);
  const broken = Object.entries(wrong?.rules ?? {}).filter(([, counts]) => counts.diverges > 0);
  expect(broken.length).toBeGreaterThan(0);
  for (const [id, counts] of Object.entries(wrong?.rules ?? {})) {
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    expect(total).toBeLessThanOrEqual(30);
    // Both went through the same list: what conforms there was carried out here as well.
    if (counts.diverges === 0) expect(right?.rules[id]?.conforms).toBe(total);
  }
});

test('the site shows both figures, who differs alone, and a page for each rule and target', async () => {
  const index = await page('index.html');
  expect(index).toContain('differs only in wrong');
  expect(index).toMatch(/wrong 1\.2<\/a>[\s\S]*?\d+\.\d %[\s\S]*?\d+\.\d %/);
  expect(index).toContain('different lists');
  const wrong = await page('targets/wrong.html');
  expect(wrong).toContain('The smallest case that shows it');
  expect(await page('badges/wrong.svg')).toContain('differ');
  const [result] = (await readAllPublished(at('published'))).filter(({ target }) => target === 'wrong');
  for (const id of Object.keys(result?.rules ?? {}))
    expect(await page(`rules/${id}.html`)).toContain(`<code>${id}<`);
});

test('every address within the site leads somewhere', async () => {
  const files = new Set(
    (await readdir(at('site'), { recursive: true })).filter((name) => /\.\w+$/.test(name)),
  );
  for (const file of files) {
    if (!file.endsWith('.html')) continue;
    for (const [, address = ''] of (await page(file)).matchAll(/(?:href|src)="([^"]*)"/g)) {
      if (address.startsWith('#') || address.startsWith('data:')) continue;
      const { pathname } = new URL(address, `http://site/${file}`);
      expect(files, `${file} → ${address}`).toContain(decodeURIComponent(pathname).slice(1));
    }
  }
});

test('what a target sends is text', async () => {
  for (const file of await readdir(at('site'), { recursive: true }))
    if (file.endsWith('.html')) expect(await page(file)).not.toContain('<script');
});

test('--check names what is stale, and only that', async () => {
  expect((await site('--check')).code).toBe(0);
  const index = await page('index.html');
  await writeFile(join(at('site'), 'index.html'), `${index} `);
  await writeFile(join(at('site'), 'rules', 'no-such.rule.html'), 'x');
  await writeFile(join(at('site'), 'notes.txt'), 'not ours');
  await rm(join(at('site'), 'style.css'));
  const { code, out } = await site('--check');
  expect(code).toBe(1);
  expect(out).toContain('index.html: changed');
  expect(out).toContain('no-such.rule.html: left over');
  expect(out).toContain('style.css: missing');
  expect(out).not.toContain('notes.txt');
  await site();
  expect((await site('--check')).code).toBe(0);
  expect(await page('notes.txt')).toBe('not ours');
});

test('what can not be published, or read, is named', async () => {
  await expect(call(publishCommand, at('nowhere'), '--out', at('published'))).rejects.toThrow(
    'there is no such folder',
  );
  const lines = await readFile(join(at('right'), 'run.ndjson'), 'utf8');
  await writeFile(join(at('right'), 'run.ndjson'), lines.slice(0, -300));
  await expect(call(publishCommand, at('right'), '--out', at('published'))).rejects.toThrow(
    /run\.ndjson:\d+.*\nNothing was written/s,
  );
  await writeFile(join(at('published'), 'wrong', 'odd.json'), '{"format": 2}');
  await expect(site('--check')).rejects.toThrow(/odd\.json: format: expected 1/);
});
