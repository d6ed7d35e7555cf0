/**
 * A process that brings its own loop and asks the Runtime API for events: a custom runtime (`provided.*`), or a managed one
 * behind AWS_LAMBDA_EXEC_WRAPPER (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html). What it answers is handed on
 * to the letter.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LOG_TAIL, type Answer, type Event, type FunctionWorker } from './function-worker.ts';
import type { ManagedRuntime } from './managed-runtime.ts';

const PREFIX = '/2018-06-01/runtime/';

/** Seconds that a process may take until it asks for its first event. */
const INIT_SECONDS = 10;

export class RuntimeApiProcess implements FunctionWorker {
  readonly #runtime: ManagedRuntime;
  readonly #folder: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #server: Server;
  #process: ChildProcess | undefined;
  /** The process asks for an event, and waits. */
  #asking: ServerResponse | undefined;
  #current: { readonly event: Event; readonly seconds: number } | undefined;
  #waiting: ((answer: Answer) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #log = '';
  alive = true;

  constructor(runtime: ManagedRuntime, folder: string, env: Readonly<Record<string, string>>) {
    this.#runtime = runtime;
    this.#folder = folder;
    this.#env = env;
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  async invoke(event: Event, seconds: number): Promise<Answer> {
    this.#log = '';
    const answer = new Promise<Answer>((resolve) => (this.#waiting = resolve));
    this.#current = { event, seconds };
    if (this.#process === undefined) await this.#start();
    this.#handOut();
    return answer;
  }

  get log(): string {
    return this.#log;
  }

  close(): void {
    this.alive = false;
    clearTimeout(this.#timer);
    this.#process?.kill('SIGKILL');
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const { port } = this.#server.address() as AddressInfo;
    const process = spawn(this.#runtime.command, this.#runtime.args, {
      cwd: this.#folder,
      env: { ...this.#env, AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = process;
    for (const stream of [process.stdout, process.stderr]) {
      stream.on('data', (chunk: Buffer) => (this.#log = (this.#log + chunk.toString()).slice(-LOG_TAIL)));
    }
    process.once('error', ({ message }) => this.#end({ kind: 'notStarted', reason: message }));
    process.once('close', (status) => this.#end({ kind: 'exited', status }));
    this.#limit(INIT_SECONDS);
  }

  /** Gives the event to the process that asks for one; from then on its time counts. */
  #handOut(): void {
    const [response, current] = [this.#asking, this.#current];
    if (response === undefined || current === undefined) return;
    this.#asking = undefined;
    this.#current = undefined;
    const { requestId, arn, deadline, event, clientContext } = current.event;
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Lambda-Runtime-Aws-Request-Id': requestId,
      'Lambda-Runtime-Deadline-Ms': deadline,
      'Lambda-Runtime-Invoked-Function-Arn': arn,
      ...(clientContext !== undefined && { 'Lambda-Runtime-Client-Context': JSON.stringify(clientContext) }),
    });
    response.end(event);
    this.#limit(current.seconds);
  }

  #limit(seconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end({ kind: 'late' }), seconds * 1000);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').replace(PREFIX, '');
    if (path === 'invocation/next') {
      this.#asking = response;
      this.#handOut();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const payload = Buffer.concat(chunks).toString('utf8');
    const [, kind] = /^(?:init|invocation\/[^/]+)\/(response|error)$/.exec(path) ?? [];
    response.writeHead(kind === undefined ? 404 : 202, { 'Content-Type': 'application/json' });
    response.end('{"status":"OK"}');
    if (kind !== undefined) this.#settle({ kind: 'answered', ok: kind === 'response', payload });
  }

  #end(answer: Answer): void {
    this.close();
    this.#settle(answer);
  }

  #settle(answer: Answer): void {
    clearTimeout(this.#timer);
    const settle = this.#waiting;
    this.#waiting = undefined;
    settle?.(answer);
  }
}
