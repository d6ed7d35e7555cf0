/** Which version of a target is examined, where that can be found out. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { KIT_VERSION } from '../kit.ts';
import { parseJson } from '../json/parse.ts';
import { isJsonObject, valueAt } from '../json/value.ts';

/** The kit's own emulator: its version is the kit's. */
const OWN: ReadonlySet<string> = new Set(['reference', 'embedded', 'strict']);

/** Started by the kit out of a list of pinned versions, whose first line names the target itself. */
const PINNED: ReadonlySet<string> = new Set(['moto', 'ministack']);

/** Packages of npm that the kit runs. */
const PACKAGES: ReadonlySet<string> = new Set(['aws-local-stepfunctions', 'stepfunctions-local']);

/** Pages on which programs tell their version. */
const PAGES = ['/_localstack/health', '/_ministack/health'];

export async function targetVersion(name: string, url?: string): Promise<string | undefined> {
  if (OWN.has(name)) return KIT_VERSION;
  if (PACKAGES.has(name)) return packageVersion(name);
  if (PINNED.has(name)) return pinnedVersion(name);
  return url === undefined ? undefined : toldVersion(url);
}

async function packageVersion(name: string): Promise<string | undefined> {
  const main = fileURLToPath(import.meta.resolve(name));
  const folder = main.slice(0, main.lastIndexOf(`/node_modules/${name}/`) + `/node_modules/${name}/`.length);
  return versionIn(await readFile(`${folder}package.json`, 'utf8'));
}

async function pinnedVersion(name: string): Promise<string | undefined> {
  const file = new URL(`../targets/environments/requirements/${name}.txt`, import.meta.url);
  const line = (await readFile(file, 'utf8')).split('\n').find((text) => text.startsWith(name));
  return /==(\S+)/.exec(line ?? '')?.[1];
}

async function toldVersion(url: string): Promise<string | undefined> {
  for (const page of PAGES) {
    try {
      const answer = await fetch(new URL(page, url), { signal: AbortSignal.timeout(5000) });
      const version = answer.ok ? versionIn(await answer.text()) : undefined;
      if (version !== undefined) return version;
    } catch {
      // Whoever doesn't answer here tells no version; the cases will show whether it is there at all.
    }
  }
  return undefined;
}

function versionIn(text: string): string | undefined {
  const parsing = parseJson(text);
  const version = parsing.ok && isJsonObject(parsing.value) ? valueAt(parsing.value, 'version') : undefined;
  return typeof version === 'string' && version !== '' ? version : undefined;
}
