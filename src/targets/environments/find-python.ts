/** Finds a Python that is new enough: on the path, or among pyenv's versions. */
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface Python {
  readonly program: string;
  /** 13 of Python 3.13. */
  readonly minor: number;
}

/** The newest minor versions that are looked for by name. */
const NEWEST_KNOWN = 15;

/** The oldest one that will do: what a target was made for suits it best. Undefined where there is none. */
export async function findPython(oldestMinor: number): Promise<Python | undefined> {
  const numbered = Array.from(
    { length: NEWEST_KNOWN - oldestMinor + 1 },
    (_, i) => `python3.${oldestMinor + i}`,
  );
  const candidates = ['python3', 'python', ...numbered, ...pyenvVersions()];
  const found = await Promise.all(candidates.map(inspect));
  return found
    .filter((python) => python !== undefined && python.minor >= oldestMinor)
    .toSorted((a, b) => (a?.minor ?? 0) - (b?.minor ?? 0))[0];
}

function pyenvVersions(): readonly string[] {
  const folder = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  try {
    return readdirSync(folder).map((version) => join(folder, version, 'bin', 'python3'));
  } catch {
    return [];
  }
}

/** Runs it: a pyenv shim may stand for a version that isn't chosen, and some systems have a Python without venv. */
function inspect(program: string): Promise<Python | undefined> {
  const script = 'import sys, venv, ensurepip; print(*sys.version_info[:2], sys.executable)';
  return new Promise((resolve) => {
    execFile(program, ['-c', script], { timeout: 20_000 }, (error, printed) => {
      const [, minor = '', executable = program] = /^3 (\d+) (.+)$/m.exec(printed) ?? [];
      resolve(error || minor === '' ? undefined : { program: executable, minor: Number(minor) });
    });
  });
}
