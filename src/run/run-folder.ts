/** The folder of a run: `run.ndjson` as a stream, then what is made of it. */
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { join } from 'node:path';
import type { Finding } from './finding.ts';
import { findingText, runLineText } from './run-line-text.ts';
import type { RunRecord } from './record.ts';

/**
 * Bytes that may wait to be written: a line has some ten thousand, and a run on a virtual clock must not stand still for each of
 * them while its time goes on.
 */
const BUFFERED = 4 * 1024 * 1024;

export class RunFolder {
  readonly path: string;
  readonly #stream: WriteStream;
  #problem: Error | undefined;
  /** All who write wait for the same. */
  #draining: Promise<void> | undefined;

  private constructor(path: string) {
    this.path = path;
    this.#stream = createWriteStream(join(path, 'run.ndjson'), { highWaterMark: BUFFERED });
    this.#stream.on('error', (error) => (this.#problem = error));
  }

  /** Makes `parent/name`; where that exists already, `name-2` and so on: a finished run is never written over. */
  static async create(parent: string, name: string): Promise<RunFolder> {
    await mkdir(parent, { recursive: true });
    for (let n = 1; ; n++) {
      const folder = await RunFolder.createAt(join(parent, n === 1 ? name : `${name}-${n}`));
      if (folder) return folder;
    }
  }

  /** Makes this very folder; undefined where it exists already. Its parent must be there. */
  static async createAt(path: string): Promise<RunFolder | undefined> {
    if (!(await makeNew(path))) return undefined;
    await mkdir(join(path, 'findings'));
    return new RunFolder(path);
  }

  /** Writes one line, and waits where the disk is slower than the run. */
  async write(record: RunRecord): Promise<void> {
    await this.writeLine(runLineText(record));
  }

  /** A record that is text already. */
  async writeLine(text: string): Promise<void> {
    if (this.#problem) throw this.#problem;
    if (this.#stream.write(`${text}\n`)) return;
    await (this.#draining ??= this.#drained());
  }

  async #drained(): Promise<void> {
    await new Promise<void>((resolve) => this.#stream.once('drain', resolve));
    this.#draining = undefined;
  }

  async writeFile(name: string, text: string): Promise<void> {
    await writeFile(join(this.path, name), text);
  }

  async writeFinding(finding: Finding): Promise<void> {
    await this.writeFile(join('findings', `${finding.id}.json`), findingText(finding));
  }

  async close(): Promise<void> {
    this.#stream.end();
    await finished(this.#stream);
  }
}

/** False where the folder exists already. */
async function makeNew(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
