import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { resolveTarget } from '../resolve-target.ts';
import { loadConfig } from './load-config.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'load-config-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

const config = { targets: { mine: { endpoint: 'http://127.0.0.1:4566' } } };

test.each([
  ['conformance.config.json', JSON.stringify(config)],
  ['conformance.config.mjs', `export default ${JSON.stringify(config)};`],
  ['conformance.config.ts', `export default ${JSON.stringify(config)} as const;`],
])('finds and reads %s', async (name, text) => {
  const file = write(name, text);
  expect(await loadConfig(undefined, folder)).toEqual({ kind: 'loaded', file, folder, config });
});

test('needs none, but one that was named must be there', async () => {
  expect(await loadConfig(undefined, folder)).toEqual({ kind: 'none' });
  expect(await loadConfig('mine.json', folder)).toMatchObject({
    kind: 'unusable',
    reason: `${join(folder, 'mine.json')} is not there`,
  });
});

test.each([
  ['conformance.config.json', '{"targets": {', /conformance\.config\.json could not be read: .*JSON/],
  ['conformance.config.mjs', 'export const targets = {};', /exports nothing by default/],
  ['conformance.config.mjs', 'throw new Error("oops");', /could not be read: oops/],
  [
    'conformance.config.json',
    '{"targets": {"mine": {}}}',
    /has a mistake:\n {2}targets\.mine\.endpoint: this field is missing/,
  ],
  [
    'conformance.config.json',
    JSON.stringify({
      targets: { mine: { endpoint: 'http://127.0.0.1:{prot}', start: { command: '{python}' } } },
    }),
    /has 2 mistakes:\n {2}targets\.mine\.endpoint: \{prot\}: there is no such placeholder\. Did you mean 'port'\? .*\n {2}targets\.mine\.start\.command: \{python\}: .*add 'start\.python'/,
  ],
  [
    'conformance.config.json',
    '{"targets": {"mine": {"endpoint": "http://127.0.0.1:{port}"}}}',
    /targets\.mine\.endpoint: \{port\}: .*add 'start'/,
  ],
])('says what is wrong with %s: %s', async (name, text, reason) => {
  write(name, text);
  const loading = await loadConfig(undefined, folder);
  expect(loading).toMatchObject({ kind: 'unusable', reason: expect.stringMatching(reason) });
});

test('what is wrong with it is said of every target, for it may describe any', async () => {
  const file = write('broken.json', '{"targets": 1}');
  expect(await resolveTarget('moto', { config: file })).toMatchObject({
    kind: 'unavailable',
    reason: expect.stringContaining('targets: expected record, found number'),
  });
});

test('its targets are known by their names, and go before those of the kit', async () => {
  const file = write(
    'mine.json',
    JSON.stringify({
      targets: { moto: { endpoint: 'http://127.0.0.1:9' }, other: { endpoint: 'http://127.0.0.1:9' } },
    }),
  );
  expect(await resolveTarget('moto', { config: file })).toMatchObject({
    kind: 'unavailable',
    reason: 'nothing answers at http://127.0.0.1:9',
    remedy: expect.stringContaining('targets.moto.start'),
  });
  const unknown = await resolveTarget('othr', { config: file });
  expect(unknown).toMatchObject({ kind: 'unknown', known: expect.arrayContaining(['other', 'ministack']) });
});
