/** The site on the disk: written, or held against what it should be. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { SiteFiles } from './site.ts';

/** Files that a site has; whatever else lies in the folder isn't touched. */
const OWN = /^(?:index\.html|style\.css|(?:rules|targets)\/[\w.-]+\.html|badges\/[\w.-]+\.svg)$/;

/** Writes what has changed, removes pages of what is no more. */
export async function writeSite(files: SiteFiles, folder: string): Promise<void> {
  for (const { path, problem } of await staleFiles(files, folder)) {
    const text = files.get(path);
    if (problem === 'left over') await rm(join(folder, path));
    else if (text !== undefined) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  }
}

export interface StaleFile {
  readonly path: string;
  readonly problem: 'missing' | 'changed' | 'left over';
}

/** What isn't as the published results make it. */
export async function staleFiles(files: SiteFiles, folder: string): Promise<readonly StaleFile[]> {
  const there = await filesIn(folder);
  const stale: StaleFile[] = [];
  for (const [path, text] of files) {
    if (!there.includes(path)) stale.push({ path, problem: 'missing' });
    else if ((await readFile(join(folder, path), 'utf8')) !== text) stale.push({ path, problem: 'changed' });
  }
  const left = there.filter((path) => OWN.test(path) && !files.has(path));
  return [...stale, ...left.map((path) => ({ path, problem: 'left over' as const }))];
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder, { recursive: true })).map((path) => path.replaceAll(sep, '/'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
