/**
 * The DynamoDB table of a run: under which alias the function does what, and what its invocations received. All of a run stands
 * under one key. The template makes the table (aws/sfn-conformance.yaml).
 */
import {
  DeleteItemCommand,
  PutItemCommand,
  QueryCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { realClock } from '../../../clock/clock.ts';
import { writeJson } from '../../../json/write.ts';
import type { JsonValue } from '../../../json/value.ts';

/** Something that an invocation wrote down. */
export interface Note {
  readonly alias: string;
  readonly payload: string;
  readonly clientContext: string | undefined;
  /** Milliseconds since 1970, by the clock of its instance. */
  readonly at: number;
}

/** What stands under an alias. */
export interface SlotScript {
  /** Begins the keys under which the invocations of the case write. */
  readonly case: string;
  /** The name of the function: its invocations are counted together. */
  readonly counter: string;
  /** By version. */
  readonly outcomes: Readonly<Record<string, readonly object[]>>;
}

/** Seconds after which DynamoDB itself removes what a run has left. */
const KEPT = 7 * 24 * 3600;

/** Milliseconds for which the function of a run may go on: its time-out. */
const LONGEST_INVOCATION = 3000;

const SIDE_BY_SIDE = 10;

/** Each call must be answered within 30 s, its repetitions included. */
const inTime = () => ({ abortSignal: AbortSignal.timeout(30_000) });

type Item = Record<string, AttributeValue>;

export class ScriptTable {
  readonly #client: DynamoDBClient;
  readonly #name: string;
  readonly #run: string;

  constructor(client: DynamoDBClient, name: string, run: string) {
    this.#client = client;
    this.#name = name;
    this.#run = run;
  }

  async write(alias: string, { case: key, counter, outcomes }: SlotScript): Promise<void> {
    const expires = String(Math.floor(Date.now() / 1000) + KEPT);
    const script = writeJson({
      case: key,
      counter,
      outcomes,
      expires: Number(expires),
    } as unknown as JsonValue);
    const Item = { ...this.#key(`script#${alias}`), script: { S: script }, expires: { N: expires } };
    await this.#client.send(new PutItemCommand({ TableName: this.#name, Item }), inTime());
  }

  /** What the invocations of a case received, in the order of their starts. */
  async notes(key: string): Promise<readonly Note[]> {
    const items = await this.#items(`case#${key}#`);
    return items
      .map((item) => ({
        alias: item['alias']?.S ?? '',
        payload: item['payload']?.S ?? '',
        clientContext: item['clientContext']?.S,
        at: Number(item['at']?.N),
      }))
      .toSorted((a, b) => a.at - b.at);
  }

  /**
   * Removes everything of the run; how much it was. Where an invocation wrote a moment ago another may write yet, though the
   * function is gone: as long as one may last is waited for.
   */
  async clear(): Promise<number> {
    let count = 0;
    for (;;) {
      const items = await this.#items('');
      await this.#delete(items);
      count += items.length;
      const latest = Math.max(0, ...items.map((item) => Number(item['at']?.N ?? 0)));
      const wait = latest + LONGEST_INVOCATION - Date.now();
      if (wait <= 0) return count;
      await realClock.sleep(wait);
    }
  }

  /** So many at a time. */
  async #delete(items: readonly Item[]): Promise<void> {
    for (let i = 0; i < items.length; i += SIDE_BY_SIDE)
      await Promise.all(
        items.slice(i, i + SIDE_BY_SIDE).map((item) => {
          const Key = this.#key(item['sk']?.S ?? '');
          return this.#client.send(new DeleteItemCommand({ TableName: this.#name, Key }), inTime());
        }),
      );
  }

  close(): void {
    this.#client.destroy();
  }

  #key(sk: string) {
    return { pk: { S: this.#run }, sk: { S: sk } };
  }

  async #items(beginning: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    let ExclusiveStartKey: Item | undefined;
    do {
      const page = await this.#client.send(
        new QueryCommand({
          TableName: this.#name,
          KeyConditionExpression: beginning === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :sk)',
          ExpressionAttributeValues: {
            ':pk': { S: this.#run },
            ...(beginning !== '' && { ':sk': { S: beginning } }),
          },
          ExclusiveStartKey,
          ConsistentRead: true,
        }),
        inTime(),
      );
      items.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    return items;
  }
}
