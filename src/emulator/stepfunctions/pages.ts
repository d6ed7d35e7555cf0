/** Pages of lists and the tokens that lead from one to the next. */
import { createHmac, randomBytes } from 'node:crypto';
import { Refusal, type Outcome } from '../protocol/refusal.ts';

export interface PageInput {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

/** Items of a page where the request says nothing, or 0 (AWS-BEHAVIOUR 8.4.12, RECORDED 105). */
const DEFAULT_SIZE = 100;

export const invalidToken = (): Refusal => new Refusal('InvalidToken', `Invalid Token: 'Invalid token'`);

export class Pages {
  readonly #secret = randomBytes(32);

  /** `list` names the operation and what it lists: a token of one list is none of another. */
  cut<T>(items: readonly T[], { maxResults, nextToken }: PageInput, list: string): Outcome<Page<T>> {
    const start = nextToken === undefined ? 0 : this.#read(nextToken, list);
    if (start === undefined) return invalidToken();
    const end = start + (maxResults || DEFAULT_SIZE);
    return {
      items: items.slice(start, end),
      nextToken: end < items.length ? this.#write(end, list) : undefined,
    };
  }

  #write(offset: number, list: string): string {
    const position = Buffer.alloc(4);
    position.writeUInt32BE(offset);
    return Buffer.concat([position, this.#proof(position, list)]).toString('base64');
  }

  #read(token: string, list: string): number | undefined {
    const bytes = Buffer.from(token, 'base64');
    const position = bytes.subarray(0, 4);
    const genuine = bytes.length > 4 && bytes.subarray(4).equals(this.#proof(position, list));
    return genuine ? position.readUInt32BE() : undefined;
  }

  #proof = (position: Buffer, list: string): Buffer =>
    createHmac('sha512', this.#secret).update(position).update(list).digest();
}
