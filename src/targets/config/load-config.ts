/** Finds and reads the configuration file. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ConformanceConfig } from './config.ts';
import { parseConfig, type ConfigProblem } from './parse-config.ts';
import { placeholderProblems } from './placeholders.ts';

export type ConfigLoading =
  | {
      readonly kind: 'loaded';
      readonly file: string;
      /** What paths in the file start from. */
      readonly folder: string;
      readonly config: ConformanceConfig;
    }
  /** There is none, and none was asked for. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unusable'; readonly reason: string; readonly remedy: string };

/** In this order; the first that is there is taken. */
const NAMES = ['ts', 'mts', 'js', 'mjs', 'json'].map((extension) => `conformance.config.${extension}`);

/** The file that was named, else the one in the folder where the kit runs. */
export async function loadConfig(named?: string, folder: string = process.cwd()): Promise<ConfigLoading> {
  const file =
    named === undefined
      ? NAMES.map((name) => resolve(folder, name)).find((path) => existsSync(path))
      : resolve(folder, named);
  if (file === undefined) return { kind: 'none' };
  if (!existsSync(file)) {
    const remedy = `Name a file such as ${NAMES[0]}, which docs/new-emulator.md describes.`;
    return { kind: 'unusable', reason: `${file} is not there`, remedy };
  }
  let value: unknown;
  try {
    value = await valueIn(file);
  } catch (error) {
    const reason = `${file} could not be read: ${error instanceof Error ? error.message : String(error)}`;
    return {
      kind: 'unusable',
      reason,
      remedy: 'See that it is what its ending says: TypeScript, JavaScript or JSON.',
    };
  }
  if (value === undefined) {
    return {
      kind: 'unusable',
      reason: `${file} exports nothing by default`,
      remedy: 'Write: export default defineConfig({ targets: { ... } });',
    };
  }
  const parsing = parseConfig(value);
  if (!parsing.ok) return unusable(file, parsing.problems);
  const misplaced = Object.entries(parsing.config.targets).flatMap(([name, target]) =>
    placeholderProblems(target).map(({ field, message }) => ({ field: `targets.${name}.${field}`, message })),
  );
  if (misplaced.length > 0) return unusable(file, misplaced);
  return { kind: 'loaded', file, folder: dirname(file), config: parsing.config };
}

/** JSON, or what a module exports by default. */
async function valueIn(file: string): Promise<unknown> {
  if (file.endsWith('.json')) return JSON.parse(await readFile(file, 'utf8')) as unknown;
  const module = (await import(pathToFileURL(file).href)) as { readonly default?: unknown };
  return module.default;
}

const unusable = (file: string, problems: readonly ConfigProblem[]): ConfigLoading => ({
  kind: 'unusable',
  reason: [
    `${basename(file)} has ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}:`,
    ...problems.map(({ field, message }) => `  ${field === '' ? 'the file' : field}: ${message}`),
  ].join('\n'),
  remedy: `Its fields are described in docs/new-emulator.md; the file is ${file}.`,
});
