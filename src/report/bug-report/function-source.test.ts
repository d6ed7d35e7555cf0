/** What the functions of a reproduction do, run by Node as Lambda's managed runtime runs them: one call after the other. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../case/case.ts';
import { functionSource } from './function-source.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'sfn-conformance-function-'))));
afterAll(() => rm(folder, { recursive: true }));

/** Each call in a process of its own, as some targets do it. */
async function call(outcomes: readonly Outcome[], event: unknown, logged = false): Promise<string> {
  await writeFile(join(folder, 'index.mjs'), functionSource(outcomes, logged).join('\n'));
  const driver = `import { handler } from './index.mjs';
    try { process.stdout.write('returned ' + JSON.stringify(await handler(${JSON.stringify(event)}))); }
    catch (error) { process.stdout.write(['threw', error.name, error.message, JSON.stringify(error.stack)].join(' ')); }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', driver], {
    cwd: folder,
    env: { ...process.env, AWS_LAMBDA_FUNCTION_NAME: `counted-${process.pid}`, RUN: String(runs) },
  });
  let printed = '';
  for await (const chunk of child.stdout) printed += String(chunk);
  const code =
    child.exitCode ??
    (await new Promise<number>((resolve) => child.on('exit', (exit) => resolve(exit ?? -1))));
  return code === 0 ? printed : `${printed}exit ${code}`;
}

let runs = 0;

describe('a function', () => {
  it.each<[Outcome, string]>([
    [{ echo: true }, 'returned {"a":1}'],
    [{ return: { b: [1, null] } }, 'returned {"b":[1,null]}'],
    [{ return: { b: '</script>\u2028' }, delaySeconds: 0.01 }, 'returned {"b":"</script>\u2028"}'],
    [{ returnBytes: 12 }, 'returned "xxxxxxxxxx"'],
  ])('with %j %s', async (outcome, end) => {
    expect(await call([outcome], { a: 1 })).toBe(end);
  });

  it('goes through its outcomes, one an invocation, and repeats the last one, whatever process runs it', async () => {
    runs += 1;
    const outcomes: readonly Outcome[] = [{ echo: true }, { return: 1 }, { return: 2 }];
    const ends: string[] = [];
    for (let i = 0; i < 4; i++) ends.push(await call(outcomes, {}));
    expect(ends).toEqual(['returned {}', 'returned 1', 'returned 2', 'returned 2']);
    await rm(`/tmp/counted-${process.pid}-${runs}`);
  });

  it('logs what it receives where a token must be found in it', async () => {
    expect(await call([{ return: 1 }], { token: 'abc' }, true)).toBe('{"token":"abc"}\nreturned 1');
  });
});
