/** Which answers go to which token: the n-th token of a state in its line gets the n-th list of the case, the last one repeats. */
import type { Answer, Case } from '../../../case/case.ts';
import { takeNext } from '../../../simulation/lambda-script.ts';

export interface AnsweredToken {
  readonly handOut: number;
  readonly token: string;
  readonly state: string;
  /** 1 for the first token of the state in its line. */
  readonly attempt: number;
  readonly answers: readonly Answer[];
}

export class PlannedAnswers {
  readonly #callbacks: Case['callbacks'];
  readonly #tokens = new Map<number, AnsweredToken>();
  readonly #count = new Map<string, number>();

  constructor(callbacks: Case['callbacks']) {
    this.#callbacks = callbacks;
  }

  /** The same for each look at a token: each time that it is handed out counts once. */
  forToken(handOut: number, token: string, state: string, line: string): AnsweredToken {
    const known = this.#tokens.get(handOut);
    if (known) return known;
    const key = `${line}/${state}`;
    const count = this.#count.get(key) ?? 0;
    this.#count.set(key, count + 1);
    const lists = Object.hasOwn(this.#callbacks, state) ? (this.#callbacks[state] ?? []) : [];
    const answered = { handOut, token, state, attempt: count + 1, answers: takeNext(lists, count) ?? [] };
    this.#tokens.set(handOut, answered);
    return answered;
  }
}
