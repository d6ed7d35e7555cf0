/** Threads in which the library runs, one for each case that runs at a time; they are kept for the next one. */
import { Worker } from 'node:worker_threads';
import type { Observation } from '../../case/observation.ts';
import { realClock } from '../../clock/clock.ts';

export interface LibraryRun {
  /** JSON text. */
  readonly definition: string;
  /** JSON text. */
  readonly input: string;
  /** The library's RunOptions, as far as they can be sent. */
  readonly options: object;
}

export type LibraryResult =
  | { readonly kind: 'ended'; readonly end: Pick<Observation, 'status' | 'output' | 'error' | 'cause'> }
  | { readonly kind: 'refused'; readonly reason: string }
  /** It did not end within the limit, or was given up. */
  | { readonly kind: 'aborted' }
  /** The thread is gone. */
  | { readonly kind: 'broken'; readonly reason: string };

/** What library-thread.mjs answers. */
interface Answer {
  readonly refused?: string;
  readonly aborted?: boolean;
  readonly status?: Observation['status'];
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** Milliseconds that an aborted execution may take to say so. */
const LAST_WORDS = 1000;

export class LibraryThreads {
  readonly #environment: Readonly<Record<string, string>>;
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();

  constructor(environment: Readonly<Record<string, string>>) {
    this.#environment = environment;
  }

  /** `limit` is in milliseconds. */
  async run(run: LibraryRun, limit: number, signal: AbortSignal): Promise<LibraryResult> {
    const worker = this.#idle.pop() ?? this.#start();
    const over = new AbortController();
    const answered = nextAnswer(worker);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(run);
    const late = realClock.sleep(limit, AbortSignal.any([signal, over.signal])).then(async () => {
      if (over.signal.aborted) return undefined;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage({ abort: true });
      await realClock.sleep(LAST_WORDS, over.signal);
      return { kind: 'aborted' } as const;
    });
    const first = await Promise.race([answered, late]);
    const result = first ?? (await answered);
    over.abort();
    const silent = first?.kind === 'aborted' && !(await settledNow(answered));
    if (silent || result.kind === 'broken') await this.#end(worker);
    else this.#idle.push(worker);
    return result;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#all].map((worker) => this.#end(worker)));
  }

  #start(): Worker {
    const worker = new Worker(new URL('./library-thread.mjs', import.meta.url), {
      env: { ...process.env, ...this.#environment },
      execArgv: [],
    });
    this.#all.add(worker);
    // A thread that fails while nobody waits is not taken again.
    worker.on('error', () => {});
    worker.on('exit', () => {
      const at = this.#idle.indexOf(worker);
      if (at >= 0) this.#idle.splice(at, 1);
    });
    return worker;
  }

  async #end(worker: Worker): Promise<void> {
    this.#all.delete(worker);
    await worker.terminate();
  }
}

function nextAnswer(worker: Worker): Promise<LibraryResult> {
  return new Promise((resolve) => {
    const answered = (answer: Answer): void => done(read(answer));
    const failed = (error: unknown): void => done({ kind: 'broken', reason: String(error) });
    const ended = (code: number): void =>
      done({ kind: 'broken', reason: `the library's thread ended with ${code}` });
    const done = (result: LibraryResult): void => {
      worker.off('message', answered).off('error', failed).off('exit', ended);
      resolve(result);
    };
    worker.on('message', answered).on('error', failed).on('exit', ended);
  });
}

function read({ refused, aborted, status, output, error, cause }: Answer): LibraryResult {
  if (refused !== undefined) return { kind: 'refused', reason: refused };
  if (aborted || status === undefined) return { kind: 'aborted' };
  return {
    kind: 'ended',
    end: {
      status,
      ...(output !== undefined && { output }),
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    },
  };
}

const settledNow = (promise: Promise<unknown>): Promise<boolean> =>
  Promise.race([promise.then(() => true), Promise.resolve(false)]);
