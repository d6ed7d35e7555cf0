/** A new file that is written line by line. */
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

export class LineFile {
  readonly #stream: WriteStream;

  /** The file must not be there yet; the first write says so. */
  constructor(path: string) {
    this.#stream = createWriteStream(path, { flags: 'wx' });
    // Each write and the close fail with it; without a listener the process would.
    this.#stream.on('error', () => {});
  }

  /** Resolves once the line is handed to the system. Lines that are written side by side keep their order. */
  write(line: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#stream.write(`${line}\n`, (error) => (error ? reject(error) : resolve()));
    });
  }

  async close(): Promise<void> {
    this.#stream.end();
    await finished(this.#stream);
  }
}
