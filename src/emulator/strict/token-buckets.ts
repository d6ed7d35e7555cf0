/** Token buckets on a clock: a call takes a token, tokens come back at a steady rate. */
import type { Clock } from '../../clock/clock.ts';
import type { Quota } from './published-quotas.ts';

interface Bucket {
  tokens: number;
  /** When `tokens` was right, in milliseconds since 1970. */
  at: number;
}

export class TokenBuckets {
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** False where the bucket is empty. */
  take(key: string, { size, refill }: Quota): boolean {
    const now = this.#clock.now();
    const { tokens, at } = this.#buckets.get(key) ?? { tokens: size, at: now };
    const filled = Math.min(size, tokens + ((now - at) / 1000) * refill);
    const taken = filled >= 1;
    this.#buckets.set(key, { tokens: taken ? filled - 1 : filled, at: now });
    return taken;
  }
}
