// Runs a program for as long as the process that started this one lives, and no longer.
//
// The starter holds the other end of standard input. However it ends (by itself, by a signal, killed outright), that end
// closes; then the program and everything that it started get SIGTERM, and SIGKILL where they don't go.
//
//   node guard.mjs '{"program": ..., "args": [...], "grace": MILLISECONDS, "stop": {"program", "args"}, "folder": PATH}'
//
// `stop` is a command that is run before the signals, `folder` what is deleted after the end; both may be absent.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const { program, args, grace, stop, folder } = JSON.parse(process.argv[2]);
// A group of its own, so that it can be ended with all that it started.
const child = spawn(program, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });

const signalGroup = (signal) => {
  // It never started.
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nothing of the group is left.
  }
};

const end = (status) => {
  // What the dead were writing a moment ago may make the first tries fail.
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  process.exit(status);
};

child.on('error', (error) => {
  process.stderr.write(`${program}: ${error.message}\n`);
  end(127);
});

child.on('exit', (code, signal) => {
  // What it started and left behind goes too.
  signalGroup('SIGKILL');
  end(code ?? (signal === null ? 0 : 1));
});

/** A command that can't be run, fails or takes too long is followed by the signals all the same. */
const stopByCommand = () =>
  new Promise((resolve) => {
    const stopping = spawn(stop.program, stop.args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: grace,
    });
    stopping.on('error', resolve);
    stopping.on('exit', resolve);
  });

process.stdin.resume();
process.stdin.on('close', () => {
  const ended = stop === undefined ? Promise.resolve() : stopByCommand();
  void ended.then(() => {
    signalGroup('SIGTERM');
    setTimeout(() => signalGroup('SIGKILL'), grace);
  });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.stdin.destroy());
