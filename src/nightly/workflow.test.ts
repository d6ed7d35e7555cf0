/** The nightly workflow: what GitHub's own parser says of it, and what it must hold whatever else changes. */
import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { workflowProblems } from '../../ci-templates/workflow-problems.fixture.ts';
import packageFile from '../../package.json' with { type: 'json' };

const path = fileURLToPath(new URL('../../.github/workflows/nightly.yml', import.meta.url));
const content = readFileSync(path, 'utf8');

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

const workflow = parse(content) as {
  readonly concurrency: unknown;
  readonly permissions: unknown;
  readonly jobs: {
    readonly nightly: { readonly permissions: Record<string, string>; readonly steps: readonly Step[] };
  };
};
const { steps, permissions } = workflow.jobs.nightly;

test("is what GitHub's parser takes", async () => {
  expect(await workflowProblems(content)).toEqual([]);
});

test('one night waits for the other, and credentials are those of a role', () => {
  expect(workflow.concurrency).toEqual({ group: 'nightly-aws', 'cancel-in-progress': false });
  expect(workflow.permissions).toEqual({});
  expect(permissions['id-token']).toBe('write');
  expect(content).not.toMatch(/AWS_SECRET_ACCESS_KEY|aws-access-key-id/);
});

test('the sweep and the scrubbing come whatever happened, and before anything is uploaded', () => {
  const place = (wanted: (step: Step) => boolean): number => steps.findIndex(wanted);
  const sweep = place(({ run }) => run?.includes('npm run -s sweep') ?? false);
  const scrub = place(({ run }) => run?.includes('sed -i "s/$AWS_ACCOUNT/') ?? false);
  const upload = place(({ uses }) => uses?.startsWith('actions/upload-artifact') ?? false);
  expect([steps[sweep]?.if, steps[scrub]?.if]).toEqual(['always()', 'always()']);
  expect(sweep).toBeGreaterThan(place(({ run }) => run?.includes('npm run -s nightly') ?? false));
  expect(scrub).toBeLessThan(upload);
});

test('every script of the project that it runs is there, and every shell script can be read', () => {
  for (const { run = '' } of steps) {
    for (const [, script = ''] of run.matchAll(/npm run (?:-s )?([\w-]+)/g))
      expect(Object.keys(packageFile.scripts)).toContain(script);
    const checked = spawnSync('bash', ['-n'], {
      input: run.replaceAll(/\$\{\{.*?\}\}/g, 'x'),
      encoding: 'utf8',
    });
    expect(checked.stderr).toBe('');
    // What a caller gives is never part of a script's text.
    expect(run).not.toMatch(/\$\{\{/);
  }
});
