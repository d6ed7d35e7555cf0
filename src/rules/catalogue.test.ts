/** The catalogue against the code that names its rules and the recordings that prove them. */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { INTRINSIC_FUNCTIONS } from '../asl/intrinsic/functions.ts';
import { loadCatalogue } from './load-catalogue.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const catalogue = loadCatalogue();

/** The subjects are the names of the files: `data-flow.json`. */
const subjects = readdirSync(`${root}suites/rules`).map((name) => name.replace('.json', ''));

/** Ids that the sources spell out; those made of a variable part are listed where they are made. */
const inSources = (folder: string): ReadonlyMap<string, string> => {
  const ids = new Map<string, string>();
  const literal = new RegExp(`'((?:${subjects.join('|')})\\.[A-Za-z][\\w-]*)'`, 'g');
  for (const file of globSync(`${root}src/${folder}/**/*.ts`, {
    exclude: (name) => name.endsWith('.test.ts'),
  })) {
    for (const [, id = ''] of readFileSync(file, 'utf8').matchAll(literal)) ids.set(id, file);
  }
  return ids;
};

test.each(['interpreter', 'asl'])('every rule that src/%s names is in the catalogue', (folder) => {
  for (const [id, file] of inSources(folder)) expect(catalogue.find(id), `${id} in ${file}`).toBeDefined();
});

test('every rule has a directed case', () => {
  expect(catalogue.rules.filter(({ cases }) => cases.length === 0).map(({ id }) => id)).toEqual([]);
});

test('every rule stands in the file of its subject', () => {
  for (const subject of subjects) {
    const rules = JSON.parse(readFileSync(`${root}suites/rules/${subject}.json`, 'utf8')) as { id: string }[];
    for (const { id } of rules) expect(id.split('.')[0]).toBe(subject);
  }
});

test('rules whose id is made of a variable part are in the catalogue', () => {
  const made = [
    ...['is', 'boolean', 'numeric', 'string', 'timestamp', 'stringMatches'].map((kind) => `choice.${kind}`),
    ...['map', 'parallel'].flatMap((type) => [`${type}.failure`, `${type}.retry`]),
    ...Object.keys(INTRINSIC_FUNCTIONS).map((name) => `intrinsic.${name}`),
    ...['partition', 'range', 'hash', 'uuid', 'parse', 'random'].map((name) => `jsonata.${name}`),
    ...['InvalidExecutionInput', 'ValidationException'].map((name) => `start.${name}`),
    ...[
      'SCHEMA_VALIDATION_FAILED',
      'INVALID_JSON_DESCRIPTION',
      'MISSING_TRANSITION_TARGET',
      'MISSING_END_STATE',
      'DUPLICATE_STATE_NAME',
      'INVALID_STATE_NAME',
      'INVALID_JSONATA_EXPRESSION',
      'UNSUPPORTED_JSONATA_EXPRESSION',
    ].map((code) => `validation.${code}`),
  ];
  for (const id of made) expect(catalogue.find(id), id).toBeDefined();
});

const recordings = process.env['AWS_RECORDINGS'] ?? `${root}../shared/aws-recordings`;

/** Without the recordings the ids can't be checked; the name of the skipped test says so. */
test.skipIf(!existsSync(recordings))(
  `every recording that a rule names is there (needs the recordings at ../shared/aws-recordings)`,
  () => {
    const known = new Set<string>();
    for (const file of readdirSync(recordings).filter((name) => name.endsWith('.json'))) {
      const cases = JSON.parse(readFileSync(`${recordings}/${file}`, 'utf8')) as { id: string }[];
      for (const { id } of cases) known.add(id);
    }
    for (const { id, evidence } of catalogue.rules) {
      for (const one of evidence) {
        if (one.kind === 'recorded') expect(known.has(one.recording), `${id}: ${one.recording}`).toBe(true);
      }
    }
  },
);
