/** The task tokens that are out, and who waits for them. */
import { createHash, randomBytes } from 'node:crypto';
import type { ExecutionDriver } from './execution-driver.ts';

/** AWS's tokens have several hundred characters; the API takes 2,048 (AWS-BEHAVIOUR 1.4.16, 12 G8). */
const RANDOM_BYTES = 32;
const PROOF_BYTES = 448;

export class TaskTokens {
  readonly #secret = randomBytes(32);
  readonly #waiting = new Map<string, ExecutionDriver>();

  /** A token that nobody else could have made: it proves itself, so that ended tasks need not be remembered. */
  issue(): string {
    const random = randomBytes(RANDOM_BYTES);
    return Buffer.concat([random, this.#proof(random)]).toString('base64');
  }

  expect(token: string, driver: ExecutionDriver): void {
    this.#waiting.set(token, driver);
  }

  forget(tokens: Iterable<string>): void {
    for (const token of tokens) this.#waiting.delete(token);
  }

  /** The driver whose execution gave the token out; `closed` where that has ended (1.4.12), `unknown` for any other text (1.4.11). */
  find(token: string): ExecutionDriver | 'closed' | 'unknown' {
    const driver = this.#waiting.get(token);
    if (driver) return driver;
    const bytes = Buffer.from(token, 'base64');
    const random = bytes.subarray(0, RANDOM_BYTES);
    return bytes.subarray(RANDOM_BYTES).equals(this.#proof(random)) ? 'closed' : 'unknown';
  }

  #proof(random: Buffer): Buffer {
    const hash = createHash('shake256', { outputLength: PROOF_BYTES });
    return hash.update(this.#secret).update(random).digest();
  }
}
