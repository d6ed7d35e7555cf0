/** The hashes of a bundle's files: what a signature stands over. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BUNDLE_FORMAT } from './observations.ts';
import { MANIFEST, SIGNATURES } from './bundle.ts';

export interface ManifestFile {
  readonly path: string;
  readonly bytes: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

/** The files that a manifest must list: all of the folder but itself and the signatures over it. */
export async function filesToList(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length))
    .filter((path) => path !== MANIFEST && !SIGNATURES.includes(path))
    .toSorted();
}

/** Reads every file as a stream. */
export async function describeFiles(folder: string): Promise<readonly ManifestFile[]> {
  const described: ManifestFile[] = [];
  for (const path of await filesToList(folder)) {
    const hash = createHash('sha256');
    let bytes = 0;
    await pipeline(createReadStream(join(folder, path)), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        hash.update(chunk);
      }
    });
    described.push({ path, bytes, sha256: hash.digest('hex') });
  }
  return described;
}

/** One text for one set of files, so that nothing of it can be changed unseen. */
export const manifestText = (files: readonly ManifestFile[]): string =>
  `${JSON.stringify({ format: BUNDLE_FORMAT, files }, undefined, 2)}\n`;
