/** One process at a time: a folder beside the thing that is locked, with the id of the process that holds it. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { realClock } from '../../clock/clock.ts';

export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = `${folder}.lock`;
  while (!(await take(lock))) {
    if (await isAbandoned(lock)) await rm(lock, { recursive: true, force: true });
    else await realClock.sleep(200);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  await writeFile(join(lock, 'pid'), String(process.pid));
  return true;
}

/** Its holder is gone. A lock that has no id yet was taken a moment ago. */
async function isAbandoned(lock: string): Promise<boolean> {
  const text = await readFile(join(lock, 'pid'), 'utf8').catch(() => '');
  if (text === '') return false;
  try {
    process.kill(Number(text), 0);
    return false;
  } catch {
    return true;
  }
}
