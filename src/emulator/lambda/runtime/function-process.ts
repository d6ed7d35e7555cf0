/** A process of a managed runtime: an event a line goes in, an answer a line comes out. */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { LOG_TAIL, type Answer, type Event, type FunctionWorker } from './function-worker.ts';
import type { ManagedRuntime } from './managed-runtime.ts';

export class FunctionProcess implements FunctionWorker {
  readonly #process: ChildProcess;
  readonly #channel: Socket;
  #waiting: ((answer: Answer) => void) | undefined;
  #log = '';
  alive = true;

  constructor({ command, args }: ManagedRuntime, folder: string, env: Readonly<Record<string, string>>) {
    this.#process = spawn(command, args, {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    this.#channel = this.#process.stdio[3] as Socket;
    this.#channel.on('error', () => undefined);
    createInterface({ input: this.#channel }).on('line', (line) => {
      const { ok, payload } = JSON.parse(line) as { readonly ok: boolean; readonly payload: string };
      this.#settle({ kind: 'answered', ok, payload });
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.#log = (this.#log + chunk.toString()).slice(-LOG_TAIL)));
    }
    this.#process.once('error', ({ message }) => this.#end({ kind: 'notStarted', reason: message }));
    // Not 'exit': what the process has written before comes first.
    this.#process.once('close', (status) => this.#end({ kind: 'exited', status }));
  }

  async invoke(event: Event, seconds: number): Promise<Answer> {
    this.#log = '';
    const answer = new Promise<Answer>((resolve) => (this.#waiting = resolve));
    this.#channel.write(`${JSON.stringify(event)}\n`);
    const timer = setTimeout(() => {
      this.#settle({ kind: 'late' });
      this.close();
    }, seconds * 1000);
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
    }
  }

  get log(): string {
    return this.#log;
  }

  close(): void {
    this.alive = false;
    this.#process.kill('SIGKILL');
  }

  #end(answer: Answer): void {
    this.alive = false;
    this.#settle(answer);
  }

  #settle(answer: Answer): void {
    const settle = this.#waiting;
    this.#waiting = undefined;
    settle?.(answer);
  }
}
