/** The command line as its users start it, in a process of its own. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export const startCli = (args: readonly string[]): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, ['--import', TSX, CLI, ...args]);

export async function endOf(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, out, err };
}

export async function runCli(args: readonly string[], input = ''): Promise<Ended> {
  const child = startCli(args);
  child.stdin.end(input);
  return endOf(child);
}
