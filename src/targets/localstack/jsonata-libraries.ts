/**
 * The libraries by which LocalStack evaluates JSONata. It would download them, and a Java of its own, with the first
 * expression; here they are had beforehand, once, and checked.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { withFolderLock } from '../environments/folder-lock.ts';

const REPOSITORY = 'https://repo1.maven.org/maven2';

/** By path in Maven Central, with the SHA-256 of their content (localstack/services/stepfunctions/packages.py, 4.14.0). */
const LIBRARIES: Readonly<Record<string, string>> = {
  'com/dashjoin/jsonata/0.9.7/jsonata-0.9.7.jar':
    'dc09011dee965e68d858e42a19608932eb8bbdcbe9035ab71c44a5b9d566b1bf',
  'com/fasterxml/jackson/core/jackson-core/2.16.2/jackson-core-2.16.2.jar':
    '4f43e2f1430b2d2413e8e5a3d79138e57e891d6a961b18c28ac90859639d8664',
  'com/fasterxml/jackson/core/jackson-annotations/2.16.2/jackson-annotations-2.16.2.jar':
    'd1cdd269ebaa753d1842933194e17d61958f058952d63e03dbfb3d1d78a6926e',
  'com/fasterxml/jackson/core/jackson-databind/2.16.2/jackson-databind-2.16.2.jar':
    '53b6025d98c357068296e4b134242443a248c2c582800879f1c4ea93b54bafa6',
};

/** Makes `folder` hold them; says in words what went wrong. */
export async function fetchJsonataLibraries(
  folder: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const missing = (): readonly (readonly [string, string])[] =>
    Object.entries(LIBRARIES).filter(([path]) => !existsSync(join(folder, basename(path))));
  if (missing().length === 0) return undefined;
  await mkdir(join(folder, '..'), { recursive: true });
  return withFolderLock(folder, async () => {
    await mkdir(folder, { recursive: true });
    for (const [path, hash] of missing()) {
      const failure = await download(`${REPOSITORY}/${path}`, hash, join(folder, basename(path)), signal);
      if (failure !== undefined) return failure;
    }
    return undefined;
  });
}

/** Milliseconds for one file. */
const PATIENCE = 60_000;

async function download(
  url: string,
  hash: string,
  file: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const limit = AbortSignal.timeout(PATIENCE);
  let bytes: Buffer;
  try {
    const answer = await fetch(url, { signal: signal ? AbortSignal.any([signal, limit]) : limit });
    if (!answer.ok) return `${url} was answered with status ${answer.status}`;
    bytes = Buffer.from(await answer.arrayBuffer());
  } catch (error) {
    const { message, cause } = error as Error;
    return `${url} could not be read: ${cause instanceof Error ? cause.message : message}`;
  }
  const got = createHash('sha256').update(bytes).digest('hex');
  if (got !== hash) return `${url} gave a file with the SHA-256 ${got}, not ${hash}`;
  // Whole or not at all.
  await writeFile(`${file}.part`, bytes);
  await rename(`${file}.part`, file);
  return undefined;
}
