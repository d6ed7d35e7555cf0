/**
 * Drives one execution: carries out its calls, brings results and answers back, and sleeps on the clock in between.
 *
 * It takes its steps in the order of the simulation (simulate.ts), so that histories are the same. All of it happens within
 * one turn wherever nothing has to be waited for.
 */
import type { Clock } from '../../clock/clock.ts';
import type { Command, Execution } from '../../interpreter/execution.ts';
import type { TaskAnswer } from '../../interpreter/mailbox.ts';
import { TimerQueue } from '../../interpreter/timer-queue.ts';
import type { Outside } from './outside.ts';

/** A reason of one's own: without one an exception with its stack is made each time. */
const WOKEN = 'woken';

/** The longest delay of a timer of Node. */
const LONGEST_SLEEP = 2 ** 31 - 1;

export class ExecutionDriver {
  readonly execution: Execution;
  readonly #clock: Clock;
  readonly #outside: Outside;
  readonly #ended: () => void;
  readonly #commands: Command[] = [];
  /** Results that are due at a known time. */
  readonly #results = new TimerQueue();
  #advancing = false;
  #evaluating = false;
  #closed = false;
  #sleep: { readonly until: number; readonly alarm: AbortController } | undefined;

  /** `ended` is called once, when the execution has ended. Nothing happens before {@link advance}. */
  constructor(execution: Execution, clock: Clock, outside: Outside, ended: () => void) {
    this.execution = execution;
    this.#clock = clock;
    this.#outside = outside;
    this.#ended = ended;
  }

  /** Does everything that is due, then sleeps until the next thing is. */
  advance(): void {
    if (this.#advancing || this.#closed) return;
    this.#advancing = true;
    while (!this.#evaluating && !this.execution.end && this.#step());
    this.#advancing = false;
    if (this.execution.end) this.close();
    else if (!this.#evaluating) this.#sleepUntil(this.#nextTime);
  }

  /** An answer to a task token that this execution gave out. */
  answer(token: string, answer: TaskAnswer): 'ok' | 'unknown' | 'closed' {
    this.#catchUp();
    const result = this.execution.answer(token, answer);
    this.advance();
    return result;
  }

  stop(error: string | undefined, cause: string | undefined): void {
    this.#catchUp();
    this.execution.stop(error, cause);
    this.advance();
  }

  /** Gives the execution up where it stands. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#sleep?.alarm.abort(WOKEN);
    this.#sleep = undefined;
    this.#commands.length = 0;
    this.#results.clear();
    if (this.execution.end) this.#ended();
  }

  /** What was due before now happens before anything that comes now. */
  #catchUp(): void {
    this.advance();
    this.execution.advanceTo(this.#clock.now());
  }

  get #nextTime(): number {
    return Math.min(this.#results.next ?? Infinity, this.execution.nextTimer ?? Infinity);
  }

  /** One command, or what is due next. False where nothing is left to do now. */
  #step(): boolean {
    if (this.#commands.length === 0) this.#commands.push(...this.execution.takeCommands());
    const command = this.#commands.shift();
    if (command) {
      this.#carryOut(command);
      return true;
    }
    const next = this.#nextTime;
    if (next > this.#clock.now()) return false;
    // What comes at the very deadline comes too late.
    this.execution.advanceTo(next);
    this.#results.takeDue(next)?.fire();
    return true;
  }

  #carryOut(command: Command): void {
    if (command.kind === 'evaluate') {
      this.#evaluating = true;
      void this.#clock.during(async () => {
        const result = await command.run();
        this.#evaluating = false;
        if (this.#closed) return;
        command.evaluated(result);
        this.advance();
      });
      return;
    }
    const { call, returned } = command;
    const outcome = this.#outside(call);
    if (outcome instanceof Promise) {
      void outcome.then((result) => {
        if (this.#closed) return;
        this.#catchUp();
        returned(result, this.#clock.now());
        this.advance();
      });
      return;
    }
    const at = this.execution.now + outcome.afterSeconds * 1000;
    this.#results.add(at, () => returned(outcome.result, at));
  }

  #sleepUntil(until: number): void {
    if (this.#sleep?.until === until) return;
    this.#sleep?.alarm.abort(WOKEN);
    this.#sleep = undefined;
    if (until === Infinity) return;
    const sleep = { until, alarm: new AbortController() };
    this.#sleep = sleep;
    const delay = Math.min(until - this.#clock.now(), LONGEST_SLEEP);
    void this.#clock.sleep(delay, sleep.alarm.signal).then(() => {
      if (this.#sleep !== sleep) return;
      this.#sleep = undefined;
      this.advance();
    });
  }
}
