/** A target's server as a process of its own, which never outlives this one. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { realClock } from '../../clock/clock.ts';

export interface ServerCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** Added to this process's own environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where it answers with a status below 500 once it is ready. */
  readonly healthUrl: string;
  /** Milliseconds until it must be ready. */
  readonly readyWithin: number;
  /** Milliseconds that it may take to end by itself. */
  readonly grace: number;
  /** Where it is started; this process's own folder where absent. */
  readonly cwd?: string;
  /** Run before the server gets its signals, for one that is ended by a command. */
  readonly stop?: { readonly program: string; readonly args: readonly string[] };
  /** Deleted once the server has ended, whatever ended it. */
  readonly folder?: string;
}

export type ServerStart =
  | { readonly kind: 'started'; readonly server: ChildServer }
  | { readonly kind: 'failed'; readonly reason: string };

const GUARD = fileURLToPath(new URL('./guard.mjs', import.meta.url));

/** Characters of what the server printed last, for the message when it fails. */
const TAIL = 2000;

export class ChildServer {
  readonly #guard: ChildProcess;
  readonly #ended: Promise<unknown>;
  #printed = '';

  private constructor({ program, args, environment, grace, cwd, stop, folder }: ServerCommand) {
    const guarded = JSON.stringify({ program, args, grace, stop, folder });
    this.#guard = spawn(process.execPath, [GUARD, guarded], {
      env: { ...process.env, ...environment },
      ...(cwd !== undefined && { cwd }),
      // Keys pressed in the terminal are for the kit; the guard learns of its end through the pipe.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#ended = once(this.#guard, 'exit');
    for (const stream of [this.#guard.stdout, this.#guard.stderr]) {
      stream?.setEncoding('utf8');
      stream?.on('data', (text: string) => (this.#printed = (this.#printed + text).slice(-TAIL)));
    }
    // A pipe of a guard that has gone is no failure of the kit.
    this.#guard.stdin?.on('error', () => {});
  }

  static async start(command: ServerCommand, signal?: AbortSignal): Promise<ServerStart> {
    const server = new ChildServer(command);
    const deadline = Date.now() + command.readyWithin;
    while (!(await answers(command.healthUrl))) {
      const late = Date.now() > deadline;
      if (server.#guard.exitCode === null && !late && !signal?.aborted) {
        await realClock.sleep(50, signal);
        continue;
      }
      await server.close();
      const what = signal?.aborted
        ? 'its start was given up'
        : late
          ? `it was not ready within ${command.readyWithin / 1000} s`
          : 'it ended at once';
      const printed = server.#printed.trim();
      return { kind: 'failed', reason: printed === '' ? what : `${what}; it printed last:\n${printed}` };
    }
    return { kind: 'started', server };
  }

  /** Ends the server and everything that it started. */
  async close(): Promise<void> {
    this.#guard.stdin?.destroy();
    await this.#ended;
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000) });
    await answer.body?.cancel();
    return answer.status < 500;
  } catch {
    return false;
  }
}
