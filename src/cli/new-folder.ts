/** Folders that a command makes for its result: nothing is written over. */
import { mkdir, readdir } from 'node:fs/promises';
import { UsageError } from './command.ts';

/** Ends the command where the folder holds something; an empty one may be there, made for the purpose. */
export async function refuseUsedFolder(option: string, folder: string): Promise<void> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    throw new UsageError(`--${option} ${folder}: expected a folder that doesn't exist yet (${code}).`);
  }
  if (names.length > 0)
    throw new UsageError(
      `--${option} ${folder}: the folder isn't empty, and nothing is written over. Name a new one.`,
    );
}

/** An empty folder at this place. */
export async function makeFolder(option: string, folder: string): Promise<void> {
  await refuseUsedFolder(option, folder);
  await mkdir(folder, { recursive: true });
}
