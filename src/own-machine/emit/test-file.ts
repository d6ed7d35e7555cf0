/** The text of the vitest file that replays emitted cases. It needs nothing but vitest and the kit. */

/** `machine` and `kit` are told in its head only. */
export const testFileText = (machine: string, kit: string): string => `/**
 * Replays the cases beside this file on a target and holds what it does to what AWS does. Made by sfn-conformance ${kit} for
 * ${comment(machine)}; made anew by the kit's --emit-tests, so that changes here are lost.
 *
 * SFN_TARGET names the target, one that the kit knows or the URL of a running one: 'embedded' where it isn't set.
 * SFN_CONFORMANCE is the kit's bin/sfn-conformance.js where the kit isn't installed as a dependency.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';

interface Replayed {
  readonly file: string;
  readonly result: 'FIXED' | 'FAILS' | 'DECLINED' | 'ERROR';
  readonly details: readonly string[];
}

const manifest = JSON.parse(
  readFileSync(fileURLToPath(new URL('./machine.json', import.meta.url)), 'utf8'),
) as { readonly cases: readonly { readonly file: string; readonly name: string }[] };

const target = process.env['SFN_TARGET'] ?? 'embedded';
const replayed = new Map<string, Replayed>();

function kit(): string {
  const given = process.env['SFN_CONFORMANCE'];
  if (given !== undefined) return given;
  try {
    return createRequire(import.meta.url).resolve('sfn-conformance/bin/sfn-conformance.js');
  } catch {
    throw new Error(
      'sfn-conformance is not installed here: add it to the devDependencies, or set SFN_CONFORMANCE to its bin/sfn-conformance.js',
    );
  }
}

/** All cases in one go: the target is started once. One line of JSON comes back for each. */
beforeAll(async () => {
  const folder = fileURLToPath(new URL('./cases', import.meta.url));
  const args = [kit(), 'replay', folder, '--target', target, '--json'];
  const lines = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, args, { maxBuffer: 1024 ** 3 }, (error, out, messages) => {
      // It ends with 1 where a case fails; each test says so of its own.
      if (out.trim() === '') reject(new Error(messages || String(error)));
      else resolve(out);
    });
  });
  for (const line of lines.trim().split('\\n')) {
    const one = JSON.parse(line) as Replayed;
    replayed.set(one.file, one);
  }
}, 3_600_000);

for (const { file, name } of manifest.cases) {
  test(name, ({ skip }) => {
    const one = replayed.get(file);
    if (one?.result === 'DECLINED') skip(\`\${target} doesn't support it: \${one.details.join('; ')}\`);
    expect([one?.result ?? 'not replayed', ...(one?.details ?? [])]).toEqual(['FIXED']);
  });
}
`;

/** What ends a comment doesn't end this one. */
const comment = (text: string): string => text.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ');
