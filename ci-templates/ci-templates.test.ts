/** The files for CI engines against the schemas of those engines, and against the kit's own commands. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RegisterJobDefinitionRequest$, SubmitJobRequest$ } from '@aws-sdk/client-batch';
import { Job } from 'kubernetes-models/batch/v1';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { certifyCommand } from '../src/cli/certify-command.ts';
import { conformanceCommand } from '../src/cli/conformance-command.ts';
import { mergeCommand } from '../src/cli/merge-command.ts';
import { verifyCertificateCommand } from '../src/cli/verify-certificate-command.ts';
import { readShard, type Shard } from '../src/run/shard.ts';
import { schemaProblems } from './schema-problems.fixture.ts';
import { workflowProblems } from './workflow-problems.fixture.ts';

const read = (name: string): string => readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8');

const GITHUB = ['github-shards.yml', 'github-certify.yml'];
const KUBERNETES = ['kubernetes-indexed-job.yaml', 'kubernetes-merge-job.yaml'];
const BATCH = [
  ['aws-batch-job-definition.json', RegisterJobDefinitionRequest$],
  ['aws-batch-array-job.json', SubmitJobRequest$],
  ['aws-batch-merge-job.json', SubmitJobRequest$],
] as const;

describe("GitHub's own parser of workflows", () => {
  test.each([...GITHUB, '../.github/workflows/ci.yml'])('finds nothing wrong in %s', async (name) => {
    expect(await workflowProblems(read(name))).toEqual([]);
  });

  test.each([
    ['a misspelt key', 'fail-fast', 'fail-quick'],
    ['a permission that there isn’t', 'contents: read', 'contents: reed'],
    ['a context that there isn’t', 'matrix.shard', 'matrx.shard'],
    ['a job that needs another one', 'needs: shard', 'needs: shards'],
  ])('finds %s', async (_, before, after) => {
    const content = read('github-shards.yml');
    expect(content).toContain(before);
    expect(await workflowProblems(content.replace(before, after))).not.toEqual([]);
  });
});

describe('the schema of Kubernetes', () => {
  const job = (text: string): Job => new Job(parse(text) as ConstructorParameters<typeof Job>[0]);

  test.each(KUBERNETES)('finds nothing wrong in %s', (name) => {
    expect(() => job(read(name)).validate()).not.toThrow();
  });

  test.each([
    ['a number that is a text', 'completions: 8', "completions: 'eight'"],
    ['a container without a name', '- name: shard\n          image', '- image'],
  ])('finds %s', (_, before, after) => {
    const text = read('kubernetes-indexed-job.yaml');
    expect(text).toContain(before);
    expect(() => job(text.replace(before, after)).validate()).toThrow();
  });
});

describe("AWS's model of Batch", () => {
  test.each(BATCH)('finds nothing wrong in %s', (name, schema) => {
    expect(schemaProblems(JSON.parse(read(name)), schema)).toEqual([]);
  });

  test.each([
    [
      'a member that there isn’t',
      '"mountPoints"',
      '"mountPoint"',
      ['containerProperties.mountPoint: no such member'],
    ],
    [
      'a text for a number',
      '"attempts": 1',
      '"attempts": "1"',
      ['retryStrategy.attempts: expected a number'],
    ],
    [
      'a text for a list',
      '"platformCapabilities": ["FARGATE"]',
      '"platformCapabilities": "FARGATE"',
      ['platformCapabilities: expected a list'],
    ],
    [
      'a member that is missing',
      '"jobDefinitionName": "sfn-conformance",',
      '',
      ['jobDefinitionName: missing'],
    ],
  ] as const)('finds %s', (_, before, after, found) => {
    const text = read('aws-batch-job-definition.json').replace(before, after);
    expect(schemaProblems(JSON.parse(text), RegisterJobDefinitionRequest$)).toEqual(found);
  });
});

/** Every call of the kit in a file, as it stands there. */
function* calls(text: string): Iterable<{ readonly name: string; readonly args: string }> {
  for (const [, name = '', args = ''] of text.matchAll(/npm run (?:-s )?([a-z-]+) -- ([^\n]*)/g))
    yield { name, args: args.replaceAll('\\"', '"') };
}

test.each([...GITHUB, ...KUBERNETES, ...BATCH.map(([name]) => name)])(
  '%s calls commands of the kit with options that they have',
  (name) => {
    const commands = [conformanceCommand, mergeCommand, certifyCommand, verifyCertificateCommand];
    const called = [...calls(read(name))];
    if (name !== 'aws-batch-array-job.json') expect(called.length).toBeGreaterThan(0);
    for (const { name: command, args } of called) {
      const usage = commands.find((one) => one.name === command)?.usage;
      for (const [option] of args.matchAll(/--[a-z-]+/g)) expect(usage).toContain(option);
    }
  },
);

describe('every part is run once', () => {
  const partsOf = (shards: readonly Shard[]): readonly string[] =>
    shards.map(({ index, of }) => `${index}/${of}`).toSorted();
  const allOf = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, i) => `${i + 1}/${count}`).toSorted();
  const shardOf = (option: string, environment: Readonly<Record<string, string>>): Shard => {
    const reading = readShard(option, environment);
    if (!reading.ok) throw new Error(reading.problem);
    return reading.shard;
  };
  const optionIn = (text: string): string => /--shard (\S+)/.exec(text)?.[1] ?? '';

  test('of the matrix on GitHub', () => {
    const text = read('github-shards.yml');
    const workflow = parse(text) as {
      readonly jobs: {
        readonly shard: { readonly strategy: { readonly matrix: { readonly shard: number[] } } };
      };
    };
    const { shard: places } = workflow.jobs.shard.strategy.matrix;
    expect(text).toContain('--shard ${{ matrix.shard }}/${{ strategy.job-total }} ');
    expect(partsOf(places.map((place) => shardOf(`${place}/${places.length}`, {})))).toEqual(allOf(8));
  });

  test('of the indexed job on Kubernetes', () => {
    const text = read('kubernetes-indexed-job.yaml');
    const { completions } = (parse(text) as { readonly spec: { readonly completions: number } }).spec;
    const shards = Array.from({ length: completions }, (_, index) =>
      shardOf(optionIn(text), { JOB_COMPLETION_INDEX: String(index) }),
    );
    expect(partsOf(shards)).toEqual(allOf(8));
  });

  test('of the array job on AWS Batch', () => {
    const array = JSON.parse(read('aws-batch-array-job.json')) as {
      readonly arrayProperties: { readonly size: number };
    };
    const { size } = array.arrayProperties;
    const shards = Array.from({ length: size }, (_, index) =>
      shardOf(optionIn(read('aws-batch-job-definition.json')), {
        AWS_BATCH_JOB_ARRAY_INDEX: String(index),
        AWS_BATCH_JOB_ARRAY_SIZE: String(size),
      }),
    );
    expect(partsOf(shards)).toEqual(allOf(8));
  });
});
