/** Runtimes that are run for real: Node and Python with a small program that loads the handler, and whatever brings its own loop. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface ManagedRuntime {
  readonly command: string;
  readonly args: readonly string[];
  /** How events reach it: a line each, or it asks the Runtime API for them. */
  readonly speaks: 'lines' | 'runtime API';
}

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Where Lambda unpacks the code of a function. */
const TASK_ROOT = '/var/task';

/**
 * Undefined for runtimes that can't be run here: those need their own images. A wrapper is taken to bring a loop of its own; one
 * that starts the runtime's loop finds none here.
 */
export function managedRuntime(
  runtime: string,
  folder: string,
  env: Readonly<Record<string, string>>,
): ManagedRuntime | undefined {
  const wrapper = env['AWS_LAMBDA_EXEC_WRAPPER'];
  if (runtime.startsWith('provided')) return ownLoop(join(folder, 'bootstrap'));
  if (wrapper !== undefined) return ownLoop(wrapper.replace(TASK_ROOT, folder));
  if (runtime.startsWith('nodejs')) return lines(process.execPath, './node-bootstrap.mjs');
  if (runtime.startsWith('python3')) return lines('python3', './python-bootstrap.py');
  return undefined;
}

const lines = (command: string, program: string): ManagedRuntime => ({
  command,
  args: [file(program)],
  speaks: 'lines',
});

const ownLoop = (command: string): ManagedRuntime => ({ command, args: [], speaks: 'runtime API' });

/** Programs are looked for beside this very Node first. */
export const searchPath = (path = '/usr/local/bin:/usr/bin:/bin'): string =>
  `${dirname(process.execPath)}:${path}`;
