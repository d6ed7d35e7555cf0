import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ChildServer } from './child-server.ts';
import { freePort } from './free-port.ts';

/** A server that ignores SIGTERM where told, and a program beside it; both print their process ids. */
const SERVER = `
  const { spawn } = require('node:child_process');
  const beside = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  if (process.argv[2] === 'stubborn') process.on('SIGTERM', () => {});
  require('node:http')
    .createServer((_, response) => response.end(process.pid + ' ' + beside.pid))
    .listen(Number(process.argv[1]), '127.0.0.1');
`;

const command = (port: number, ...more: string[]) => ({
  program: process.execPath,
  args: ['-e', SERVER, String(port), ...more],
  environment: {},
  healthUrl: `http://127.0.0.1:${port}/`,
  readyWithin: 20_000,
  grace: 200,
});

/** A process that has ended may wait for its parent to notice: it is no orphan. */
const lives = (pid: number): boolean => {
  try {
    return !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

const pids = async (port: number): Promise<number[]> =>
  (await (await fetch(`http://127.0.0.1:${port}/`)).text()).split(' ').map(Number);

test.each([['obedient'], ['stubborn']])('ends an %s server with everything that it started', async (kind) => {
  const port = await freePort();
  const start = await ChildServer.start(command(port, kind));
  if (start.kind !== 'started') throw new Error(start.reason);
  const running = await pids(port);
  expect(running.map(lives)).toEqual([true, true]);
  await start.server.close();
  expect(running.map(lives)).toEqual([false, false]);
});

test('runs the command that ends it, and deletes its folder', async () => {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'child-server-'));
  const told = join(mkdtempSync(join(tmpdir(), 'child-server-')), 'told');
  const stop = {
    program: process.execPath,
    args: ['-e', `require('node:fs').writeFileSync('${told}', 'stop')`],
  };
  const start = await ChildServer.start({ ...command(port), folder, stop });
  if (start.kind !== 'started') throw new Error(start.reason);
  writeFileSync(join(folder, 'file'), '');
  const running = await pids(port);
  await start.server.close();
  expect(running.map(lives)).toEqual([false, false]);
  expect(existsSync(folder)).toBe(false);
  expect(readFileSync(told, 'utf8')).toBe('stop');
  rmSync(join(told, '..'), { recursive: true });
});

test('says why a server did not start', async () => {
  const port = await freePort();
  const args = ['-e', 'console.error("no such option"); process.exit(3)'];
  expect(await ChildServer.start({ ...command(port), args })).toEqual({
    kind: 'failed',
    reason: 'it ended at once; it printed last:\nno such option',
  });
  expect(await ChildServer.start({ ...command(port), program: 'no-such-program' })).toMatchObject({
    reason: expect.stringContaining('no-such-program'),
  });
  const silent = ['-e', 'setInterval(() => {}, 1000)'];
  expect(await ChildServer.start({ ...command(port), args: silent, readyWithin: 300 })).toMatchObject({
    reason: expect.stringContaining('was not ready within 0.3 s'),
  });
});

test.each([['SIGKILL'], ['SIGTERM'], ['SIGINT'], ['uncaught'], ['exit']])(
  'leaves no orphan when this process goes by %s',
  async (how) => {
    const port = await freePort();
    const starter = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `const { ChildServer } = await import(process.argv[1]);
       await ChildServer.start(JSON.parse(process.argv[2]));
       console.log('started');
       if (process.argv[3] === 'uncaught') setTimeout(() => { throw new Error('oops') }, 50);
       if (process.argv[3] === 'exit') setTimeout(() => process.exit(0), 50);
       setInterval(() => {}, 1000);`,
      fileURLToPath(new URL('./child-server.ts', import.meta.url)),
      JSON.stringify(command(port)),
      how,
    ]);
    await once(starter.stdout, 'data');
    const running = await pids(port);
    expect(running.map(lives)).toEqual([true, true]);
    const gone = once(starter, 'exit');
    if (how.startsWith('SIG')) starter.kill(how as NodeJS.Signals);
    await gone;
    await expect.poll(() => running.map(lives), { timeout: 10_000 }).toEqual([false, false]);
  },
);
