/**
 * The zip of the function that is deployed. It either asks the kit's Invoke endpoint what to do (so that behaviour and the
 * record of invocations stay with the kit), or carries its script with it, for targets that can't reach this machine.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { zipSync, type Zippable } from 'fflate';
import type { FunctionScript, Outcome } from '../../case/case.ts';
import { writeJson } from '../../json/write.ts';
import type { JsonValue } from '../../json/value.ts';

/** The file that holds the script, as a FunctionScript whose payloads are texts. */
export const SCRIPT_FILE = 'sfn-conformance.json';

const source = (name: string): Uint8Array => readFileSync(new URL(`./deployed/${name}`, import.meta.url));

/** Unix permissions, in the upper half of a zip entry's external attributes. */
const executable = (bytes: Uint8Array): Zippable[string] => [bytes, { attrs: 0o100755 << 16, os: 3 }];

const common = (): Zippable => ({
  bootstrap: executable(source('bootstrap')),
  wrapper: executable(source('wrapper')),
  'runtime.mjs': source('runtime.mjs'),
  'index.mjs': source('index.mjs'),
});

/** A fixed day, so that equal content makes equal zips. */
const zip = (files: Zippable): Uint8Array => zipSync(files, { mtime: '2024-01-01', level: 0 });

/** Forwards each event to the Invoke endpoint. `version` tells zips apart: publishing the same code twice gives one version. */
export const forwardingPackage = (endpoint: string, version: string): Uint8Array =>
  zip({
    ...common(),
    'behave.mjs': source('behave-forwarded.mjs'),
    'sfn-conformance-endpoint.json': Buffer.from(writeJson({ endpoint, version })),
  });

/** Carries out these outcomes. */
export const scriptedPackage = (outcomes: readonly Outcome[]): Uint8Array =>
  zip({
    ...common(),
    'behave.mjs': source('behave-scripted.mjs'),
    'carry-out.mjs': source('carry-out.mjs'),
    [SCRIPT_FILE]: Buffer.from(writeJson(withTexts({ outcomes }) as unknown as JsonValue)),
  });

/**
 * Reads its scripts from a DynamoDB table, where all of its instances share the count of invocations. The client of DynamoDB is
 * bundled with it: which one a managed runtime brings along is its own affair. One package for each of the versions, told apart
 * by what they say of themselves.
 */
export async function tablePackages(
  table: string,
  run: string,
  versions: readonly string[],
): Promise<readonly Uint8Array[]> {
  const behaviour = await bundled('behave-by-table.mjs');
  return versions.map((version) =>
    zip({
      ...common(),
      'behave.mjs': [behaviour, { level: 6 }],
      'sfn-conformance-table.json': Buffer.from(writeJson({ table, run, version })),
    }),
  );
}

/** A deployed file with everything that it imports, in one. */
async function bundled(name: string): Promise<Uint8Array> {
  // Only here: whoever needs no bundle shall not load what makes one.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`./deployed/${name}`, import.meta.url))],
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    mainFields: ['module', 'main'],
    write: false,
    // Parts of the client are CommonJS.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  const [bundle] = outputFiles;
  if (bundle === undefined) throw new Error(`esbuild made nothing of ${name}`);
  return bundle.contents;
}

/** Payloads as the texts that will be answered: parsing and writing them anew in the function would respell numbers. */
const withTexts = ({ outcomes }: Pick<FunctionScript, 'outcomes'>): FunctionScript => ({
  outcomes: outcomesWithTexts(outcomes),
});

export const outcomesWithTexts = (outcomes: readonly Outcome[]): readonly Outcome[] =>
  outcomes.map((outcome) => {
    const delay = outcome.delaySeconds === undefined ? {} : { delaySeconds: outcome.delaySeconds };
    if ('return' in outcome) return { ...delay, returnText: writeJson(outcome.return) };
    if ('throw' in outcome) return { ...delay, throwText: writeJson(outcome.throw as JsonValue) };
    return outcome;
  });
