/**
 * The outside of a case on a target: finds the task tokens that an execution hands out and answers them as the case says.
 *
 * Where the target's history shows what a state passed on, tokens and the moment of their submission are read there. Where it
 * doesn't, they are taken from what the functions receive, and a token counts as submitted once its function has returned.
 */
import type { Case } from '../../../case/case.ts';
import type { CallbackAnswer } from '../../../case/observation.ts';
import { comparedEvent } from '../../../compare/history/event.ts';
import type { HistoryEvent } from '../../../interpreter/history.ts';
import { parseJson } from '../../../json/parse.ts';
import type { JsonValue } from '../../../json/value.ts';
import type { ExecutorOutcome } from '../../executor.ts';
import type { RunningInvocation } from '../../lambda-endpoint/function-group.ts';
import type { TargetApi } from '../api.ts';
import { AnswerSender } from './answer-sender.ts';
import { PlannedAnswers, type AnsweredToken } from './planned-answers.ts';
import { sightings } from './sightings.ts';
import { tokensIn, type TokenField } from './token-fields.ts';

export interface CallbackOptions {
  readonly api: TargetApi;
  readonly callbacks: Case['callbacks'];
  readonly fields: ReadonlyMap<string, readonly TokenField[]>;
  /** States whose functions may do what they like once they are called. */
  readonly submittingAtOnce: ReadonlySet<string>;
  /** The token of the other execution that the case answers. */
  readonly otherToken: () => string | undefined;
  /** The history as far as it has come; undefined where it can't be had now. */
  readonly readHistory: () => Promise<readonly HistoryEvent[] | undefined>;
  /** Whether TaskScheduled shows the parameters and TaskSubmitted is written. */
  readonly historyShowsTokens: boolean;
  readonly signal: AbortSignal;
  /** By how many milliseconds an answer may miss its time; by any if absent. */
  readonly mostLate?: number;
}

export class CallbackWorker {
  readonly #options: CallbackOptions;
  readonly #planned: PlannedAnswers;
  readonly #sender: AnswerSender;
  readonly #submitted = new Set<number>();
  /** When the last call with a token that was seen was submitted, in milliseconds since 1970. */
  lastSubmission: number | undefined;
  #heard = 0;

  constructor(options: CallbackOptions) {
    this.#options = options;
    this.#planned = new PlannedAnswers(options.callbacks);
    this.#sender = new AnswerSender(options.api, options.otherToken, options.signal, options.mostLate);
  }

  get answers(): readonly CallbackAnswer[] {
    return this.#sender.answers;
  }

  /** How many tokens were seen whose calls were submitted. */
  get submitted(): number {
    return this.#submitted.size;
  }

  get failure(): ExecutorOutcome | undefined {
    return this.#sender.failure;
  }

  /** Looks at the history and plans answers to what is new in it. */
  async look(): Promise<void> {
    const history = this.#options.historyShowsTokens ? await this.#options.readHistory() : undefined;
    if (history) this.#read(history);
  }

  /** A function runs: it may hold a token, and may have to answer it before it returns; then there is something to wait for. */
  heard(running: RunningInvocation): Promise<void> | undefined {
    const needed = !this.#options.historyShowsTokens || this.#someAnswerThemselves;
    return needed ? this.#heardToken(running) : undefined;
  }

  get #someAnswerThemselves(): boolean {
    return Object.values(this.#options.callbacks).some((lists) =>
      lists.some((list) => list.some(({ from }) => from === 'function')),
    );
  }

  async #heardToken(running: RunningInvocation): Promise<void> {
    const token = await this.#tokenOf(running.invocation.payload);
    if (token === undefined) return;
    const { historyShowsTokens, api, submittingAtOnce } = this.#options;
    if (!historyShowsTokens) {
      if (submittingAtOnce.has(token.state)) this.#submit(token, api.clock.now());
      // A call that fails is never submitted (AWS-BEHAVIOUR 1.4.5).
      else if (!running.fails) void running.returned().then((at) => this.#submit(token, at));
    }
    const own = token.answers.filter(({ from }) => from === 'function' && !running.refused);
    const inTime = own.filter(({ afterSeconds = 0 }) => afterSeconds <= running.seconds);
    const now = api.clock.now();
    void this.#sender.send(
      token,
      own.filter((answer) => !inTime.includes(answer)),
      now,
    );
    await this.#sender.send(token, inTime, now);
  }

  /** Until everything that was planned is sent: the API answers after the execution's end too. */
  settled(): Promise<void> {
    return this.#sender.settled();
  }

  /** Once the execution has ended and everything is sent: what its history says of answers whose own replies were lost. */
  settle(history: readonly HistoryEvent[] | undefined): void {
    this.#sender.settle(history);
  }

  #read(history: readonly HistoryEvent[]): void {
    for (const { handOut, token, state, line, submittedAt } of sightings(history, this.#options.fields)) {
      const answered = this.#planned.forToken(handOut, token, state, line);
      if (submittedAt !== undefined) this.#submit(answered, submittedAt);
    }
  }

  #submit(token: AnsweredToken, at: number): void {
    if (this.#submitted.has(token.handOut)) return;
    this.#submitted.add(token.handOut);
    this.lastSubmission = Math.max(at, this.lastSubmission ?? at);
    const outside = token.answers.filter(({ from }) => from === undefined);
    void this.#sender.send(token, outside, at);
  }

  async #tokenOf(payload: string): Promise<AnsweredToken | undefined> {
    const parsing = parseJson(payload);
    if (!parsing.ok) return undefined;
    const candidates = this.#candidates(parsing.value);
    if (candidates.length === 0) return undefined;
    if (!this.#options.historyShowsTokens) return this.#latest(candidates);
    const history = await this.#options.readHistory();
    const found = sightings(history ?? [], this.#options.fields).findLast(({ token }) =>
      candidates.some((candidate) => candidate.token === token),
    );
    if (history) this.#read(history);
    return found && this.#planned.forToken(found.handOut, found.token, found.state, found.line);
  }

  /** States that pass a token on where the payload has one. */
  #candidates(payload: JsonValue): readonly Candidate[] {
    return [...this.#options.fields].flatMap(([state, fields]) =>
      tokensIn({ Payload: payload }, fields).map((token) => ({ state, token })),
    );
  }

  /** The state that was entered last of those that may have handed the token out. */
  async #latest(candidates: readonly Candidate[]): Promise<AnsweredToken | undefined> {
    this.#heard += 1;
    const handOut = this.#heard;
    const [only, ...more] = candidates;
    const history = more.length === 0 ? undefined : await this.#options.readHistory();
    const entered = history
      ?.map(comparedEvent)
      .findLast(
        ({ type, details }) =>
          type.endsWith('StateEntered') && candidates.some(({ state }) => state === details['name']),
      );
    const chosen = candidates.find(({ state }) => state === entered?.details['name']) ?? only;
    return chosen && this.#planned.forToken(handOut, chosen.token, chosen.state, '');
  }
}

interface Candidate {
  readonly state: string;
  readonly token: string;
}
