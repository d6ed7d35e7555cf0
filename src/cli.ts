/** The one entry: finds the command, hands it its arguments, turns its end into an exit code. */
import { createInterface } from 'node:readline';
import { UsageError, type ExitCode, type Terminal } from './cli/command.ts';
import { didYouMean } from './cli/nearest.ts';
import { COMMANDS } from './cli/commands.ts';

async function main(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = args;
  const load = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    const asked = name === 'help' || name === '--help';
    if (!asked && name !== undefined)
      terminal.err(`Unknown command '${name}'.${didYouMean(name, Object.keys(COMMANDS))}\n\n`);
    terminal.err(`${await help()}\n`);
    return asked ? 0 : 2;
  }
  const command = await load();
  if (rest.includes('--help')) {
    terminal.out(`${command.about}\n\nUsage: ${command.usage}\n`);
    return 0;
  }
  try {
    return await command.run(rest, terminal);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.err(`${error.message}\n`);
    return 2;
  }
}

async function help(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  return ['Commands:', ...commands.map(({ name, about }) => `  ${name.padEnd(18)} ${about}`)].join('\n');
}

/** Milliseconds in which one Ctrl-C may arrive twice: from the terminal, and passed on by the process above. */
const ONE_SIGNAL = 1000;

/** The first Ctrl-C asks the command to stop with what it has; the second one ends the process. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted && performance.now() - first > ONE_SIGNAL) process.exit(2);
      if (!controller.signal.aborted) first = performance.now();
      controller.abort();
    });
  }
  return controller.signal;
}

const code = await main(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  interactive: process.stderr.isTTY,
  // Opened when a command reads it: an open input would keep the process alive.
  get input() {
    return createInterface({ input: process.stdin, crlfDelay: Infinity });
  },
  signal: interruption(),
});
// Not process.exit: what was written to a pipe may still be under way.
process.exitCode = code;
