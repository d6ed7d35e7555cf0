/** The outside as a case scripts it: what is sent for which token. */
import type { Answer, Case } from '../case/case.ts';
import type { ServiceCall } from '../interpreter/task/service-call.ts';
import { takeNext } from './lambda-script.ts';

export interface TokenScript {
  readonly state: string;
  /** 1 for the first token of the state in its line. */
  readonly attempt: number;
  readonly answers: readonly Answer[];
}

export class CallbackScript {
  readonly #callbacks: Case['callbacks'];
  #count: Map<string, number> | undefined;

  constructor(callbacks: Case['callbacks']) {
    this.#callbacks = callbacks;
  }

  /** The answers to the token of a call; each iteration of a Map counts its own tokens. */
  forToken({ state, line }: ServiceCall): TokenScript {
    const key = `${line}/${state}`;
    const count = this.#count?.get(key) ?? 0;
    (this.#count ??= new Map()).set(key, count + 1);
    const lists = Object.hasOwn(this.#callbacks, state) ? (this.#callbacks[state] ?? []) : [];
    return { state, attempt: count + 1, answers: takeNext(lists, count) ?? [] };
  }
}
