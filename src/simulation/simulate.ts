/** Runs an execution on a virtual clock, with the functions and the outside that a case scripts. */
import { successOutput } from '../case/answer-output.ts';
import type { Answer } from '../case/case.ts';
import type { CallbackAnswer } from '../case/observation.ts';
import type { StateMachine } from '../asl/state/state.ts';
import { Execution } from '../interpreter/execution.ts';
import type { ExecutionStart } from '../interpreter/execution-record.ts';
import { LARGEST_PAYLOAD } from '../interpreter/failure.ts';
import type { TaskAnswer } from '../interpreter/mailbox.ts';
import type { CallResult, ServiceCall } from '../interpreter/task/service-call.ts';
import { TimerQueue } from '../interpreter/timer-queue.ts';
import { parseJson } from '../json/parse.ts';
import type { TokenScript } from './callback-script.ts';
import type { ScriptedReturn } from './lambda-script.ts';

export interface Simulated {
  readonly execution: Execution;
  readonly callbacks: readonly CallbackAnswer[];
}

/** The world around an execution: what its calls return, and what is sent for its tokens. */
export interface Outside {
  answer(call: ServiceCall): ScriptedReturn;
  forToken(call: ServiceCall): TokenScript;
}

export const simulate = (
  machine: StateMachine,
  start: ExecutionStart,
  outside: Outside,
): Promise<Simulated> => new Simulation(machine, start, outside).run();

class Simulation implements Simulated {
  readonly execution: Execution;
  readonly callbacks: CallbackAnswer[] = [];
  readonly #queue = new TimerQueue();
  readonly #outside: Outside;
  /** Whether the token of another execution that the case answers has been answered for good. */
  #otherIsClosed = false;

  constructor(machine: StateMachine, start: ExecutionStart, outside: Outside) {
    this.#outside = outside;
    this.execution = new Execution(machine, start);
  }

  /** Until nothing is left to happen; answers that come after the end are sent too, for the API answers them. */
  async run(): Promise<Simulated> {
    for (;;) {
      let commands = this.execution.takeCommands();
      while (commands.length > 0) {
        for (const command of commands) {
          if (command.kind === 'call') this.#call(command.call, command.returned);
          else command.evaluated(await command.run());
        }
        commands = this.execution.takeCommands();
      }
      const next = Math.min(this.#queue.next ?? Infinity, this.execution.nextTimer ?? Infinity);
      if (next === Infinity) return this;
      // What comes at the very deadline comes too late.
      this.execution.advanceTo(next);
      this.#queue.takeDue(next)?.fire();
    }
  }

  #call(call: ServiceCall, returned: (result: CallResult, now: number) => void): void {
    const { afterSeconds, result } = this.#outside.answer(call);
    const at = this.execution.now + milliseconds(afterSeconds);
    const script = call.taskToken === undefined ? undefined : this.#outside.forToken(call);
    // A function that Lambda refuses to call answers nothing.
    if (script && result.kind === 'lambda') this.#plan(call, script, this.execution.now, 'function');
    this.#queue.add(at, () => {
      returned(result, at);
      if (script && wasSubmitted(result)) this.#plan(call, script, at, undefined);
    });
  }

  /** Sends the answers of one sender: the function itself while it runs, or the outside after TaskSubmitted. */
  #plan(call: ServiceCall, script: TokenScript, from: number, sender: 'function' | undefined): void {
    for (const answer of script.answers.filter((one) => one.from === sender)) {
      const at = from + milliseconds(answer.afterSeconds ?? 0);
      this.#queue.add(at, () => {
        const result = answer.tokenOf
          ? this.#sendToOther(answer, at)
          : this.#send(answer, answer.token ?? call.taskToken ?? '', at);
        if (answer.tokenOf) this.execution.rules.add('callback.other-execution');
        const rule = REFUSALS.get(result);
        if (rule !== undefined) this.execution.rules.add(rule);
        this.callbacks.push({ state: script.state, attempt: script.attempt, answer, result });
      });
    }
  }

  /** The other execution waits for its token as long as it must; what it is sent changes nothing here (1.4.12). */
  #sendToOther(answer: Answer, at: number): string {
    const message = taskAnswer(answer, at);
    if (typeof message === 'string') return message;
    if (this.#otherIsClosed) return 'TaskTimedOut';
    this.#otherIsClosed = message.kind !== 'heartbeat';
    return 'ok';
  }

  #send(answer: Answer, token: string, at: number): string {
    const message = taskAnswer(answer, at);
    if (typeof message === 'string') return message;
    const result = this.execution.answer(token, message);
    return result === 'ok' ? 'ok' : result === 'closed' ? 'TaskTimedOut' : 'InvalidToken';
  }
}

const wasSubmitted = (result: CallResult): boolean =>
  result.kind === 'answer' || (result.kind === 'lambda' && result.functionError === undefined);

/** The rules of the catalogue that the API's errors carry out. */
const REFUSALS: ReadonlyMap<string, string> = new Map([
  ['InvalidOutput', 'callback.invalid-output'],
  ['InvalidToken', 'callback.unknown-token'],
  ['TaskTimedOut', 'callback.closed-token'],
  ['ValidationException', 'callback.output-limit'],
]);

/** Clocks count whole ones, and `$millis()` shows them. */
const milliseconds = (seconds: number): number => Math.round(seconds * 1000);

/** What reaches the task, or the name of the error with which the API refuses the call itself (AWS-BEHAVIOUR 1.4.14 to 1.4.16). */
export function taskAnswer(answer: Answer, at: number): TaskAnswer | string {
  if ('heartbeat' in answer) return { kind: 'heartbeat', at };
  if ('failure' in answer) return { kind: 'failure', ...answer.failure };
  const output = successOutput(answer);
  if (Buffer.byteLength(output) > LARGEST_PAYLOAD) return 'ValidationException';
  return parseJson(output).ok ? { kind: 'success', output } : 'InvalidOutput';
}
