/** Executors by the names that users give: the reference, a target, a recording. */
import { stat } from 'node:fs/promises';
import { referenceExecutor } from '../executors/reference.ts';
import type { Executor } from '../executors/executor.ts';
import { resolveTarget } from '../targets/resolve-target.ts';
import type { Connection, TargetOptions } from '../targets/target.ts';
import { UsageError, type Terminal } from './command.ts';
import { didYouMean } from './nearest.ts';

export interface OpenedExecutor {
  readonly executor: Executor;
  /** Where its API answers; absent for what has none. */
  readonly url?: string;
  /** What stands behind it where it has an API. */
  readonly connection?: Connection;
}

type Opening = Pick<TargetOptions, 'config' | 'lambdaPort' | 'account'>;

/** The executor behind `--target` or `--oracle`; what can't be had ends the command with a message and 2. */
export const openExecutor = async (
  option: string,
  name: string,
  terminal: Terminal,
  more: Opening = {},
): Promise<Executor> => (await openNamed(option, name, terminal, more)).executor;

/** The same, with the address of its API. */
export async function openNamed(
  option: string,
  name: string,
  { err, signal }: Terminal,
  more: Opening = {},
): Promise<OpenedExecutor> {
  if (name === 'reference') return { executor: referenceExecutor() };
  const resolution = await resolveTarget(name, { ...more, progress: (line) => err(`${line}\n`), signal });
  switch (resolution.kind) {
    case 'open': {
      const { executor, url, connection } = resolution;
      return { executor, ...(url !== undefined && { url }), ...(connection && { connection }) };
    }
    case 'unavailable':
      throw new UsageError(`--${option} ${name}: ${resolution.reason}\n${resolution.remedy}`);
    case 'unknown':
      throw new UsageError(
        `--${option}: there is no target '${name}'.${didYouMean(name, resolution.known)}\n` +
          `Known are ${resolution.known.join(', ')}, any URL such as http://127.0.0.1:4566, and recording:PATH.`,
      );
  }
}

/** True for a file or folder that exists. */
export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
