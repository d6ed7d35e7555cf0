/** Finds an installed Java: LocalStack evaluates JSONata with a Java library. */
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Java {
  /** The folder that JAVA_HOME would name. */
  readonly home: string;
  /** 17 of Java 17.0.15. */
  readonly version: number;
}

/** Folders in which systems keep one Java a folder, and where its home is within. */
const SHELVES: readonly (readonly [string, string])[] = [
  ['/usr/lib/jvm', ''],
  ['/Library/Java/JavaVirtualMachines', 'Contents/Home'],
];

/** JAVA_HOME's first, then the one on the path, then what is installed; undefined where none is new enough. */
export async function findJava(oldest: number): Promise<Java | undefined> {
  const chosen = process.env['JAVA_HOME'];
  const homes = SHELVES.flatMap(([shelf, home]) =>
    foldersIn(shelf).map((folder) => join(shelf, folder, home)),
  );
  const programs = [
    ...(chosen === undefined || chosen === '' ? [] : [join(chosen, 'bin', 'java')]),
    'java',
    ...homes.map((home) => join(home, 'bin', 'java')),
  ];
  const found = await Promise.all(programs.map(inspect));
  return found.find((java) => java !== undefined && java.version >= oldest);
}

function foldersIn(shelf: string): readonly string[] {
  try {
    // Beside the folders there may be files, of which nothing can be started.
    return readdirSync(shelf, { withFileTypes: true })
      .filter((entry) => !entry.isFile())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

/** Runs it: what the path has may be a link, a shim or (macOS) a stub that only says that there is none. */
function inspect(program: string): Promise<Java | undefined> {
  return new Promise((resolve) => {
    execFile(program, ['-XshowSettings:properties', '-version'], { timeout: 20_000 }, (error, _, printed) => {
      const home = /^\s*java\.home = (.+)$/m.exec(printed)?.[1];
      const version = /^\s*java\.specification\.version = (\d+)$/m.exec(printed)?.[1];
      resolve(
        error || home === undefined || version === undefined ? undefined : { home, version: Number(version) },
      );
    });
  });
}
