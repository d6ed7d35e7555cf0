/**
 * An executor over several equal ones, for a target of which one process can't use the machine. The first is there from the
 * beginning; further ones are opened when it has shown that there is work for them.
 */
import type { Case } from '../case/case.ts';
import type { Executor, ExecutorOutcome } from './executor.ts';

export interface SeveralOptions {
  readonly first: Executor;
  /** How many there may be in all. */
  readonly most: number;
  /** Opens one more; undefined where that failed, and then no other is tried. It is given up when the signal fires. */
  readonly open: (signal: AbortSignal) => Promise<Executor | undefined>;
}

/** Cases that are done before another executor pays. */
const ENOUGH_WORK = 15;

/** Cases at a time that one executor is given before another one is opened. */
const ENOUGH_AT_ONCE = 2;

export class SeveralExecutors implements Executor {
  readonly name: string;
  readonly #options: SeveralOptions;
  readonly #members: Member[];
  readonly #closing = new AbortController();
  #opening: Promise<void> | undefined;
  #most: number;
  #done = 0;

  constructor(options: SeveralOptions) {
    this.#options = options;
    this.#members = [{ executor: options.first, running: 0 }];
    this.#most = options.most;
    this.name = options.first.name;
  }

  async execute(testCase: Case, signal: AbortSignal, overdue?: () => void): Promise<ExecutorOutcome> {
    const [idlest] = this.#members.toSorted((a, b) => a.running - b.running);
    if (idlest === undefined) throw new Error('there is always one');
    if (idlest.running >= ENOUGH_AT_ONCE && this.#done >= ENOUGH_WORK) this.#openAnother();
    idlest.running += 1;
    try {
      return await idlest.executor.execute(testCase, signal, overdue);
    } finally {
      idlest.running -= 1;
      this.#done += 1;
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#opening;
    await Promise.all(this.#members.map(({ executor }) => executor.close()));
  }

  #openAnother(): void {
    if (this.#opening || this.#members.length >= this.#most || this.#closing.signal.aborted) return;
    this.#opening = this.#options.open(this.#closing.signal).then((executor) => {
      if (executor) this.#members.push({ executor, running: 0 });
      else this.#most = this.#members.length;
      this.#opening = undefined;
    });
  }
}

interface Member {
  readonly executor: Executor;
  running: number;
}
