/** A world in which each call takes a little longer, by chance: another of the orders in which things may happen on AWS. */
import type { Random } from '../asl/random.ts';
import type { ServiceCall } from '../interpreter/task/service-call.ts';
import type { TokenScript } from './callback-script.ts';
import type { ScriptedReturn } from './lambda-script.ts';
import type { Outside } from './simulate.ts';

/** Less than the margins that cases keep between their timers. */
const LONGEST_SECONDS = 0.3;

export class DelayedOutside implements Outside {
  readonly #outside: Outside;
  readonly #random: Random;

  constructor(outside: Outside, random: Random) {
    this.#outside = outside;
    this.#random = random;
  }

  answer(call: ServiceCall): ScriptedReturn {
    const answer = this.#outside.answer(call);
    return { ...answer, afterSeconds: answer.afterSeconds + this.#random.next() * LONGEST_SECONDS };
  }

  forToken(call: ServiceCall): TokenScript {
    return this.#outside.forToken(call);
  }
}
