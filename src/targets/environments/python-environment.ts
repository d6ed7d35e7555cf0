/** A target's own virtual environment, made on first use from a list of pinned versions. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Availability } from '../target.ts';
import { findPython, type Python } from './find-python.ts';
import { withFolderLock } from './folder-lock.ts';
import { contentsOf } from './own-package.ts';

export interface EnvironmentRecipe {
  /** Names the folder. */
  readonly name: string;
  /** The file of pinned requirements; the one of this name beside this file where absent. */
  readonly requirements?: string;
  readonly oldestPythonMinor: number;
  /** What making it takes, for the line that announces it: `30 s, 150 MB`. */
  readonly cost?: string;
  /** The folder of a package that is installed too. */
  readonly ownPackage?: string;
}

export type EnvironmentMaking =
  | { readonly kind: 'ready'; readonly folder: string; readonly python: string }
  | { readonly kind: 'unavailable'; readonly reason: string; readonly remedy: string };

const ROOT = fileURLToPath(new URL('../../../.environments', import.meta.url));

const requirementsFile = ({ name, requirements }: EnvironmentRecipe): string =>
  requirements ?? fileURLToPath(new URL(`./requirements/${name}.txt`, import.meta.url));

export async function pythonEnvironment(
  recipe: EnvironmentRecipe,
  progress: (line: string) => void,
  signal?: AbortSignal,
): Promise<EnvironmentMaking> {
  const folder = folderOf(recipe);
  const ready = { kind: 'ready', folder, python: join(folder, 'bin', 'python') } as const;
  if (stateOf(recipe) === 'complete') return ready;
  const python = await findPython(recipe.oldestPythonMinor);
  if (python === undefined) return missingPython(recipe);
  await mkdir(ROOT, { recursive: true });
  return withFolderLock(folder, async () => {
    const state = stateOf(recipe);
    if (state === 'complete') return ready;
    if (state === 'absent')
      progress(`${recipe.name}: making its Python environment, once${costOf(recipe)}, in ${folder}`);
    const failure = await make(recipe, folder, python, state === 'absent', signal);
    if (failure !== undefined) {
      await rm(folder, { recursive: true, force: true });
      return failure;
    }
    await writeFile(join(folder, COMPLETE), markOf(recipe));
    if (state === 'absent') progress(`${recipe.name}: its environment is ready`);
    return ready;
  });
}

/** Whether it is there, or what making it would take; makes nothing. */
export async function checkPythonEnvironment(recipe: EnvironmentRecipe): Promise<Availability> {
  if (stateOf(recipe) !== 'absent') return { kind: 'ready', how: 'the kit starts it' };
  if ((await findPython(recipe.oldestPythonMinor)) === undefined) return missingPython(recipe);
  return {
    kind: 'preparable',
    how: `the kit starts it; its Python environment is made on first use${costOf(recipe)}`,
  };
}

const costOf = ({ cost }: EnvironmentRecipe): string => (cost === undefined ? '' : ` (about ${cost})`);

/** Written last: an environment without it was never finished. It tells which own package was installed. */
const COMPLETE = 'complete';

const markOf = ({ ownPackage }: EnvironmentRecipe): string =>
  ownPackage === undefined ? '' : contentsOf(ownPackage);

/** `outdated` where nothing but the own package has changed. */
function stateOf(recipe: EnvironmentRecipe): 'complete' | 'outdated' | 'absent' {
  const file = join(folderOf(recipe), COMPLETE);
  if (!existsSync(file)) return 'absent';
  return readFileSync(file, 'utf8') === markOf(recipe) ? 'complete' : 'outdated';
}

/** Other requirements make another environment. */
function folderOf(recipe: EnvironmentRecipe): string {
  const requirements = readFileSync(requirementsFile(recipe), 'utf8');
  const hash = createHash('sha256').update(requirements).digest('hex');
  return join(ROOT, `${recipe.name}-${hash.slice(0, 8)}`);
}

async function make(
  recipe: EnvironmentRecipe,
  folder: string,
  python: Python,
  fromScratch: boolean,
  signal: AbortSignal | undefined,
): Promise<Extract<EnvironmentMaking, { kind: 'unavailable' }> | undefined> {
  const { ownPackage } = recipe;
  const pip = '-m pip install --quiet --disable-pip-version-check --no-input'.split(' ');
  const program = join(folder, 'bin', 'python');
  const steps: [string, readonly string[]][] = [];
  if (fromScratch) {
    await rm(folder, { recursive: true, force: true });
    steps.push([python.program, ['-m', 'venv', folder]]);
    steps.push([program, [...pip, '-r', requirementsFile(recipe)]]);
  }
  if (ownPackage !== undefined) steps.push([program, [...pip, '--force-reinstall', '--no-deps', ownPackage]]);
  for (const [command, args] of steps) {
    const failed = await run(command, args, signal);
    if (failed !== undefined) {
      return {
        kind: 'unavailable',
        reason: `${command} ${args.slice(0, 3).join(' ')} failed: ${failed}`,
        remedy: `See that Python 3.${python.minor} can make virtual environments and that pip reaches a package index, then start again.`,
      };
    }
  }
  return undefined;
}

const missingPython = ({
  name,
  oldestPythonMinor,
}: EnvironmentRecipe): Extract<Availability, { kind: 'unavailable' }> => ({
  kind: 'unavailable',
  reason: `${name} needs Python 3.${oldestPythonMinor} or newer with venv and pip, and none was found on the path or among pyenv's versions`,
  remedy: `Install it (for example: apt install python3 python3-venv, brew install python, or pyenv install 3.${oldestPythonMinor}), then start again.`,
});

/** What it printed last where it failed. */
function run(program: string, args: readonly string[], signal?: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...(signal && { signal }) });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (printed = (printed + text).slice(-1500)));
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? undefined : printed.trim() || `exit status ${code}`));
  });
}
