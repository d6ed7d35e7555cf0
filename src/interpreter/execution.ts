/**
 * One execution of a state machine, as a machine of its own: messages go in, calls come out, and time is what it is told.
 *
 * It knows no clock and no network. A driver (the simulation, the emulator) tells it the time, carries out its calls and
 * brings back what they return.
 */
import type { StateMachine } from '../asl/state/state.ts';
import type { JsonDocument } from '../json/document.ts';
import { Branch, outputDetails } from './branch.ts';
import { CarriedOutRules } from './carried-out-rules.ts';
import { ExecutionRecord, type ExecutionStart } from './execution-record.ts';
import type { Failure } from './failure.ts';
import { NOT_TRUNCATED, type History } from './history.ts';
import type { Mailbox, Message, TaskAnswer } from './mailbox.ts';
import type { MapRunReport } from './map/map-run-report.ts';
import type { FlowOutcome } from './outcome.ts';
import type { Program, Request } from './program.ts';
import { LONGEST } from './bounds.ts';
import { overflow, runFlow } from './run-flow.ts';
import type { CallResult, ServiceCall } from './task/service-call.ts';
import { TimerQueue } from './timer-queue.ts';
import { VariableScope } from './variable-scope.ts';

export type ExecutionEnd =
  | { readonly status: 'SUCCEEDED'; readonly output: JsonDocument }
  | { readonly status: 'FAILED'; readonly failure: Failure }
  | { readonly status: 'TIMED_OUT' }
  | { readonly status: 'ABORTED'; readonly error?: string; readonly cause?: string }
  | { readonly status: 'DECLINED'; readonly reason: string };

/** What a driver must do for the execution. */
export type Command =
  | {
      readonly kind: 'call';
      readonly call: ServiceCall;
      readonly returned: (result: CallResult, now: number) => void;
    }
  | {
      readonly kind: 'evaluate';
      readonly run: () => Promise<unknown>;
      readonly evaluated: (result: unknown) => void;
    };

/** A program that runs, and where its result goes: to the program that started it, or for the machine itself nowhere. */
export interface Fiber {
  readonly program: Program<unknown>;
  readonly parent: { readonly fiber: Fiber; readonly mailbox: Mailbox; readonly tag: number } | undefined;
  cancelTimer: (() => void) | undefined;
}

/** False once a Parallel or Map around it has given up waiting. */
function isAlive(fiber: Fiber): boolean {
  for (let parent = fiber.parent; parent; parent = parent.fiber.parent) {
    if (parent.mailbox.closed) return false;
  }
  return true;
}

/** A task that waits for a token to be answered. */
interface TokenHolder {
  readonly mailbox: Mailbox;
  readonly fiber: Fiber;
}

export class Execution {
  readonly start: ExecutionStart;
  readonly machine: StateMachine;
  readonly history: History;
  /** Ids of the rules that this execution has carried out. */
  readonly rules = new CarriedOutRules();
  /** What of it is known by inference alone: `cause`, or details of events such as `TaskSucceeded.output`. */
  readonly inferred = new Set<string>();
  /** The Map Runs that it has started, oldest first. */
  readonly mapRuns: MapRunReport[] = [];
  /** Milliseconds since 1970; set by the driver. */
  now: number;
  end: ExecutionEnd | undefined;
  readonly #root: Branch;
  readonly #timers = new TimerQueue();
  readonly #ready: { readonly fiber: Fiber; readonly value: unknown }[] = [];
  #commands: Command[] = [];
  #tokens: Map<string, TokenHolder> | undefined;

  constructor(machine: StateMachine, start: ExecutionStart) {
    this.machine = machine;
    this.start = start;
    this.now = start.startTime;
    const record = new ExecutionRecord(start);
    this.history = record.history;
    // The first state's event points to 0, not to ExecutionStarted (AWS-BEHAVIOUR 6.1.2).
    this.#root = new Branch(this, record, 0, new VariableScope());
    if (start.inspection) this.#root.variables.assign(start.inspection.variables);
    this.history.write('ExecutionStarted', 0, this.now, {
      input: start.input.text,
      inputDetails: NOT_TRUNCATED,
      roleArn: start.roleArn,
    });
    if (machine.timeoutSeconds !== undefined) {
      this.#timers.add(start.startTime + machine.timeoutSeconds * 1000, () => this.#timeOut());
    }
    if (start.type === 'EXPRESS') this.rules.add('express.same-language');
    if (!start.input.text.startsWith('{')) this.rules.add('start.any-json-input');
    this.#spawn(runFlow(machine, this.#root, start.input), undefined);
    this.#run();
  }

  /** Calls and evaluations since the last time. */
  takeCommands(): readonly Command[] {
    if (this.#commands.length === 0) return NO_COMMANDS;
    const commands = this.#commands;
    this.#commands = [];
    return commands;
  }

  /** When the execution must be told the time next; undefined where it waits for the outside only. */
  get nextTimer(): number | undefined {
    const next = this.end ? undefined : this.#timers.next;
    return next === undefined ? undefined : Math.min(next, this.#latest);
  }

  /** Tells the time; what was due until then happens, in order. */
  advanceTo(now: number): void {
    for (;;) {
      const due = this.end ? undefined : this.#timers.takeDue(Math.min(now, this.#latest));
      if (due === undefined) break;
      this.now = Math.max(this.now, due.at);
      due.fire();
      this.#run();
    }
    if (!this.end && now >= this.#latest) {
      this.now = this.#latest;
      this.#timeOut(this.start.type === 'EXPRESS' ? 'express.five-minutes' : 'execution.one-year');
    }
    this.now = Math.max(this.now, now);
  }

  /** When AWS ends it at the latest. An execution that waits for the outside only isn't told the time, and goes on. */
  get #latest(): number {
    return this.start.startTime + LONGEST[this.start.type];
  }

  /**
   * An answer to a task token. `unknown` where this execution never gave it out, `closed` where its task has ended:
   * answered before, timed out, stopped (1.4.11, 1.4.12). A refused answer leaves no trace (1.4.27).
   */
  answer(token: string, answer: TaskAnswer): 'ok' | 'unknown' | 'closed' {
    const holder = this.#tokens?.get(token);
    if (holder === undefined) return 'unknown';
    const { mailbox, fiber } = holder;
    if (this.end || mailbox.closed || mailbox.decided || !isAlive(fiber)) return 'closed';
    if (answer.kind !== 'heartbeat') mailbox.decided = true;
    this.#post(mailbox, answer);
    this.#run();
    return 'ok';
  }

  /** StopExecution: no state writes an event of its own (6.3.14, RECORDED 13). */
  stop(error?: string, cause?: string): void {
    if (this.end) return;
    const said = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
    this.history.close('ExecutionAborted', 0, this.now, said);
    this.#finish({ status: 'ABORTED', ...said });
  }

  /** The line of the machine itself has ended. */
  #ended(outcome: FlowOutcome): void {
    switch (outcome.kind) {
      case 'declined':
        this.#finish({ status: 'DECLINED', reason: outcome.reason });
        return;
      case 'succeeded':
        this.history.close(
          'ExecutionSucceeded',
          this.#root.previous,
          this.now,
          outputDetails(outcome.output),
        );
        this.#finish({ status: 'SUCCEEDED', output: outcome.output });
        return;
      case 'failed':
        this.#fail(outcome.failure, this.#root.previous);
    }
  }

  /** Events of lines that don't leave their state found no room. */
  #overflow(): void {
    const outcome = overflow(this.#root);
    if (outcome.kind === 'declined') this.#finish({ status: 'DECLINED', reason: outcome.reason });
    else if (outcome.kind === 'failed') this.#fail(outcome.failure, this.#root.previous);
  }

  /** ExecutionFailed carries only the fields that there are (6.1.10). */
  #fail(failure: Failure, previous: number): void {
    this.rules.addLast(failure.rule);
    if (failure.inferredCause) this.inferred.add('cause');
    this.history.close('ExecutionFailed', previous, this.now, {
      ...(failure.error !== undefined && { error: failure.error }),
      ...(failure.cause !== undefined && { cause: failure.cause }),
    });
    this.#finish({ status: 'FAILED', failure });
  }

  /** The machine's own TimeoutSeconds: one event with previousEventId 0, no error in the execution (8.4.17). */
  #timeOut(rule = 'execution.timeout'): void {
    this.rules.add(rule);
    this.history.close('ExecutionTimedOut', 0, this.now, { error: 'States.Timeout' });
    this.#finish({ status: 'TIMED_OUT' });
  }

  #finish(end: ExecutionEnd): void {
    this.end = end;
    this.#ready.length = 0;
    this.#timers.clear();
    this.#tokens?.forEach(({ mailbox }) => void (mailbox.closed = true));
  }

  #spawn(program: Program<unknown>, parent: Fiber['parent']): void {
    this.#ready.push({ fiber: { program, parent, cancelTimer: undefined }, value: undefined });
  }

  #post(mailbox: Mailbox, message: Message): void {
    if (mailbox.closed || this.end) return;
    const receiver = mailbox.receiver;
    if (receiver === undefined) {
      mailbox.waiting.push(message);
      return;
    }
    mailbox.receiver = undefined;
    receiver.cancelTimer?.();
    this.#ready.push({ fiber: receiver, value: message });
  }

  /** Lets every program run that can, in the order in which they became able to. */
  #run(): void {
    if (this.start.order === 'last to first') {
      for (let next = this.#ready.pop(); next; next = this.#ready.pop()) this.#resume(next.fiber, next.value);
      return;
    }
    for (let i = 0; i < this.#ready.length; i++) {
      const { fiber, value } = this.#ready[i] as { fiber: Fiber; value: unknown };
      this.#resume(fiber, value);
    }
    this.#ready.length = 0;
  }

  #resume(fiber: Fiber, value: unknown): void {
    if (this.end || !isAlive(fiber)) return;
    fiber.cancelTimer = undefined;
    for (let input = value; ;) {
      const step = fiber.program.next(input);
      if (this.end) return;
      if (this.history.overflowed) return this.#overflow();
      if (step.done) {
        const { parent } = fiber;
        if (parent === undefined) this.#ended(step.value as FlowOutcome);
        else this.#post(parent.mailbox, { kind: 'finished', tag: parent.tag, result: step.value });
        return;
      }
      const answer = this.#serve(fiber, step.value);
      if (answer === WAITS) return;
      input = answer;
    }
  }

  /** What a program asked for: at once, or WAITS where it will be resumed. */
  #serve(fiber: Fiber, request: Request): unknown {
    switch (request.kind) {
      case 'sleep':
        fiber.cancelTimer = this.#timers.add(request.until, () =>
          this.#ready.push({ fiber, value: undefined }),
        );
        return WAITS;
      case 'evaluate':
        this.#commands.push({
          kind: 'evaluate',
          run: request.run,
          evaluated: (result) => {
            this.#ready.push({ fiber, value: result });
            this.#run();
          },
        });
        return WAITS;
      case 'call': {
        const { call, mailbox } = request;
        if (call.taskToken !== undefined)
          (this.#tokens ??= new Map()).set(call.taskToken, { mailbox, fiber });
        this.#commands.push({
          kind: 'call',
          call,
          returned: (result, now) => {
            this.advanceTo(now);
            this.#post(mailbox, { kind: 'returned', result });
            this.#run();
          },
        });
        return undefined;
      }
      case 'spawn':
        this.#spawn(request.program, { fiber, mailbox: request.mailbox, tag: request.tag });
        return undefined;
      case 'receive':
        return this.#receive(fiber, request);
    }
  }

  #receive(fiber: Fiber, { mailbox, deadline }: Extract<Request, { kind: 'receive' }>): unknown {
    const message = mailbox.waiting.shift();
    if (message) return message;
    mailbox.receiver = fiber;
    if (deadline !== undefined) {
      fiber.cancelTimer = this.#timers.add(deadline, () => {
        mailbox.receiver = undefined;
        this.#ready.push({ fiber, value: { kind: 'deadline' } satisfies Message });
      });
    }
    return WAITS;
  }
}

const WAITS = Symbol('waits');

const NO_COMMANDS: readonly Command[] = [];
