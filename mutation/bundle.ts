/**
 * The tests and what they test as one script that is cheap to evaluate afresh, so that no mutant finds what another one left behind
 * in a cache. What is never mutated and keeps nothing of what is (the language, cases, suites read from the disk) is a script of its
 * own, evaluated once.
 */
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { build, type Plugin } from 'esbuild';
import * as collectedTests from './collected-tests.ts';

/** Exports by the absolute path of the file. */
type Modules = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const KEPT = ['src/{json,asl,case}/**/*.ts', 'src/suites/load-suites.ts', 'src/rules/load-catalogue.ts'];

export interface Bundle {
  /** Evaluates the tests and what they test, all but what is kept, and gives the exports of `entry`. */
  evaluate(): Readonly<Record<string, unknown>>;
}

/** Bundles the files of a sandbox; `entry` is TypeScript that imports them by paths from `root`. */
export async function bundle(root: string, entry: string): Promise<Bundle> {
  const kept = globSync(KEPT, { cwd: root })
    .filter((file) => !/\.(test|fixture)\.ts$/.test(file))
    .map((file) => resolve(root, file));
  const entries = kept.map((file) => `${JSON.stringify(file)}: require(${JSON.stringify(file)})`);
  const first = await compile(root, `module.exports = {${entries.join(',\n')}}`, []);
  const mutated = first.files.filter((file) => /^src\/(interpreter|compare)\//.test(file));
  if (mutated.length > 0) throw new Error(`Mutated files are among those evaluated once: ${mutated.join()}`);
  const native = createRequire(join(root, 'package.json'));
  const modules = onceRead(evaluateScript(first.script, native) as Modules);
  const { script } = await compile(root, entry, kept);
  const load = (id: string): unknown => (id === 'vitest' ? collectedTests : (modules[id] ?? native(id)));
  return { evaluate: () => evaluateScript(script, load) as Readonly<Record<string, unknown>> };
}

async function compile(root: string, contents: string, external: readonly string[]) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'warning',
    plugins: [besides(new Set(external)), placeOfModules],
  });
  const [output] = outputFiles;
  const script = new Script(`(function (require, module, exports) {${output?.text ?? ''}\n})`);
  return { script, files: Object.keys(metafile.inputs).map((file) => relative(root, resolve(root, file))) };
}

function evaluateScript(script: Script, load: (id: string) => unknown): unknown {
  const module = { exports: {} };
  (script.runInThisContext() as (...given: unknown[]) => void)(load, module, module.exports);
  return module.exports;
}

/** Files that were bundled before are asked for by their paths. */
const besides = (files: ReadonlySet<string>): Plugin => ({
  name: 'besides',
  setup: (hooks) => {
    hooks.onResolve({ filter: /^\..*\.ts$/ }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path);
      return files.has(file) ? { path: file, external: true } : undefined;
    });
  },
});

/** Modules that read files beside them find them although the script stands elsewhere. */
const placeOfModules: Plugin = {
  name: 'place of modules',
  setup: (hooks) => {
    hooks.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes('import.meta.url')) return undefined;
      const place = JSON.stringify(pathToFileURL(path).href);
      return { contents: text.replaceAll('import.meta.url', place), loader: 'ts' };
    });
  },
};

/** Reading every suite takes longer than most trials; the disk doesn't change meanwhile. */
function onceRead(modules: Modules): Modules {
  const once = (read: (...given: unknown[]) => unknown) => {
    const known = new Map<string, unknown>();
    return (...given: unknown[]): unknown => {
      const key = JSON.stringify(given);
      if (!known.has(key)) known.set(key, read(...given));
      return known.get(key);
    };
  };
  return Object.fromEntries(
    Object.entries(modules).map(([file, exported]) => [
      file,
      /load-(suites|catalogue)\.ts$/.test(file)
        ? Object.fromEntries(Object.entries(exported).map(([name, f]) => [name, once(f as () => unknown)]))
        : exported,
    ]),
  );
}
