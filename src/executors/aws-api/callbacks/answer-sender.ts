/** Sends the answers of a token at their times and keeps what the API says. */
import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
} from '@aws-sdk/client-sfn';
import { successOutput } from '../../../case/answer-output.ts';
import type { Answer } from '../../../case/case.ts';
import type { CallbackAnswer } from '../../../case/observation.ts';
import type { HistoryEvent } from '../../../interpreter/history.ts';
import type { ExecutorOutcome } from '../../executor.ts';
import type { TargetApi } from '../api.ts';
import type { ApiAnswer } from '../api-answer.ts';
import { operationOf, type Command } from '../api-call.ts';
import { outcomeOfAnswer } from '../outcome-of-answer.ts';
import { wasAccepted } from './accepted-answer.ts';
import type { AnsweredToken } from './planned-answers.ts';

/** An answer that may have been accepted before the API said that its task had ended. */
interface Uncertain {
  /** Its place in the answers. */
  readonly index: number;
  readonly handOut: number;
}

export class AnswerSender {
  /** In the order in which they were sent. */
  readonly answers: CallbackAnswer[] = [];
  /** Why nothing can be said of the case: an answer didn't get through. */
  failure: ExecutorOutcome | undefined;
  readonly #api: TargetApi;
  readonly #otherToken: () => string | undefined;
  readonly #signal: AbortSignal;
  readonly #mostLate: number;
  readonly #pending = new Set<Promise<void>>();
  readonly #uncertain: Uncertain[] = [];

  /**
   * `otherToken` is the token of the other execution that a case may answer. `mostLate` is by how many milliseconds an answer
   * may miss its time: what came later says nothing of the target.
   */
  constructor(
    api: TargetApi,
    otherToken: () => string | undefined,
    signal: AbortSignal,
    mostLate = Infinity,
  ) {
    this.#api = api;
    this.#otherToken = otherToken;
    this.#signal = signal;
    this.#mostLate = mostLate;
  }

  /** Settles what was uncertain when it was sent, by the history of the execution that has ended. */
  settle(history: readonly HistoryEvent[] | undefined): void {
    for (const { index, handOut } of this.#uncertain.splice(0)) {
      const sent = this.answers[index];
      if (sent === undefined) continue;
      if (history === undefined)
        this.failure ??= {
          kind: 'indeterminate',
          fault: 'transport',
          reason: `the connection failed when state '${sent.state}' was answered, and no history says whether the answer was taken`,
        };
      else if (wasAccepted(history, handOut, sent.answer)) this.answers[index] = { ...sent, result: 'ok' };
    }
  }

  /** Answers of one sender, `afterSeconds` counted from a moment in milliseconds since 1970. Resolves when all are sent. */
  send(token: AnsweredToken, answers: readonly Answer[], from: number): Promise<void> {
    const inTime = answers.toSorted((a, b) => (a.afterSeconds ?? 0) - (b.afterSeconds ?? 0));
    const sending = this.#send(token, inTime, from).finally(() => this.#pending.delete(sending));
    this.#pending.add(sending);
    return sending;
  }

  /** Until everything that was planned is sent. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  async #send(token: AnsweredToken, answers: readonly Answer[], from: number): Promise<void> {
    for (const answer of answers) {
      const due = from + (answer.afterSeconds ?? 0) * 1000;
      const wait = due - this.#api.clock.now();
      if (wait > 0) await this.#api.clock.sleep(wait, this.#signal);
      if (this.#signal.aborted || this.failure) return;
      const own = answer.tokenOf ? this.#otherToken() : token.token;
      const command = commandOf(answer, answer.token ?? own ?? '');
      const said = asRefusal(await this.#api.stepFunctions(command, this.#signal));
      if (said.kind !== 'ok' && said.kind !== 'refused') {
        this.failure ??= outcomeOfAnswer(operationOf(command), said);
        return;
      }
      const late = this.#api.clock.now() - due;
      if (late > this.#mostLate) {
        const reason = `the answer to state '${token.state}' was sent ${late / 1000} s late`;
        this.failure ??= { kind: 'indeterminate', fault: 'throttled', reason };
        return;
      }
      const result = said.kind === 'ok' ? 'ok' : (said.error ?? 'an error without a name');
      const isUncertain = said.sentBefore && result === 'TaskTimedOut' && !('heartbeat' in answer);
      if (isUncertain && answer.tokenOf) {
        const reason = 'the connection failed when the token of another execution was answered';
        this.failure ??= { kind: 'indeterminate', fault: 'transport', reason };
        return;
      }
      if (isUncertain) this.#uncertain.push({ index: this.answers.length, handOut: token.handOut });
      this.answers.push({ state: token.state, attempt: token.attempt, answer, result });
    }
  }
}

/** A target that breaks down on an answer, whenever it is sent, has answered by that. */
function asRefusal(said: ApiAnswer): ApiAnswer {
  if (said.kind !== 'transport') return said;
  if (said.broke) return { kind: 'refused', ...said.broke };
  return said.page ? { kind: 'refused', error: undefined, message: said.reason } : said;
}

function commandOf(answer: Answer, taskToken: string): Command {
  if ('heartbeat' in answer) return new SendTaskHeartbeatCommand({ taskToken });
  if ('failure' in answer) return new SendTaskFailureCommand({ taskToken, ...answer.failure });
  return new SendTaskSuccessCommand({ taskToken, output: successOutput(answer) });
}
