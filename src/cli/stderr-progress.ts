/** The progress line: rewritten in place on a terminal, now and then a new line elsewhere. */
import { progressLine, type Progress } from '../run/progress.ts';
import type { Terminal } from './command.ts';

const TERMINAL_INTERVAL = 100;
const LOG_INTERVAL = 10_000;

export class ProgressPrinter {
  readonly #terminal: Terminal;
  #last = -Infinity;
  #width = 0;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  show(progress: Progress): void {
    const { interactive, err } = this.#terminal;
    const interval = interactive ? TERMINAL_INTERVAL : LOG_INTERVAL;
    if (progress.phase !== 'done' && progress.elapsed - this.#last < interval) return;
    this.#last = progress.elapsed;
    const line = progressLine(progress);
    err(interactive ? `\r${line.padEnd(this.#width)}` : `${line}\n`);
    this.#width = line.length;
    if (progress.phase === 'done') this.end();
  }

  /** Leaves the line, so that what is printed next begins a new one. */
  end(): void {
    if (this.#terminal.interactive && this.#width > 0) this.#terminal.err('\n');
    this.#width = 0;
  }
}
