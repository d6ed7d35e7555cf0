/** `--waivers`. */
import { readFile } from 'node:fs/promises';
import type { Catalogue } from '../rules/catalogue.ts';
import { parseWaivers } from '../waivers/parse-waivers.ts';
import { dayOf, type Waiver } from '../waivers/waiver.ts';
import { UsageError } from './command.ts';

/** Read before anything runs; no waivers where the option isn't given. */
export async function waiversOption(
  file: string | undefined,
  catalogue: Catalogue,
): Promise<readonly Waiver[]> {
  if (file === undefined) return [];
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `--waivers ${file}: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`,
    );
  });
  const known = catalogue.rules.map(({ id }) => id);
  const parsing = parseWaivers(text, file, { known, today: dayOf(Date.now()) });
  if (!parsing.ok) throw new UsageError(`--waivers: ${parsing.problem}`);
  return parsing.waivers;
}
