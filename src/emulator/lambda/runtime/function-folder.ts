/** The files of a function on disk, in a folder of their own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FunctionCode } from '../function-code.ts';

export class FunctionFolder {
  readonly path: string;

  constructor({ files }: FunctionCode) {
    this.path = mkdtempSync(join(tmpdir(), 'sfn-conformance-function-'));
    for (const [name, bytes] of Object.entries(files)) {
      const path = join(this.path, name);
      mkdirSync(name.endsWith('/') ? path : dirname(path), { recursive: true });
      if (!name.endsWith('/')) writeFileSync(path, bytes, { mode: 0o755 });
    }
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
