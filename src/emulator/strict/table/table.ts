/** One DynamoDB table with the keys `pk` and `sk`, both texts: what functions that carry their scripts share (AWS-BEHAVIOUR 10.3.8). */

/** `{"S": "text"}`, `{"N": "1"}` ... */
export type AttributeValue = Readonly<Record<string, unknown>>;
export type Item = Readonly<Record<string, AttributeValue>>;

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Bytes of an item, and of a page of a query (limits of the service). */
const LARGEST_ITEM = 400 * 1024;
const LARGEST_PAGE = 1024 * 1024;

export interface TablePage {
  readonly items: readonly Item[];
  /** The last key of the page where there are more. */
  readonly last: Key | undefined;
}

export class Table {
  readonly name: string;
  /** In the order of `pk` and `sk` when they are read. */
  readonly #items = new Map<string, Map<string, Item>>();

  constructor(name: string) {
    this.name = name;
  }

  get({ pk, sk }: Key): Item | undefined {
    return this.#items.get(pk)?.get(sk);
  }

  /** False where the item is too large. */
  put({ pk, sk }: Key, item: Item): boolean {
    if (sizeOf(item) > LARGEST_ITEM) return false;
    const collection = this.#items.get(pk) ?? new Map<string, Item>();
    collection.set(sk, item);
    this.#items.set(pk, collection);
    return true;
  }

  delete({ pk, sk }: Key): void {
    const collection = this.#items.get(pk);
    collection?.delete(sk);
    if (collection?.size === 0) this.#items.delete(pk);
  }

  /** The items of one `pk`, or all, after a key; of them those whose `sk` begins so. */
  page(pk: string | undefined, after: Key | undefined, beginning = ''): TablePage {
    const items: Item[] = [];
    let size = 0;
    let last: Key | undefined;
    for (const [key, item] of this.#sorted(pk)) {
      if (!key.sk.startsWith(beginning) || (after && compare(key, after) <= 0)) continue;
      if (size > LARGEST_PAGE) return { items, last };
      items.push(item);
      size += sizeOf(item);
      last = key;
    }
    return { items, last: undefined };
  }

  #sorted(pk: string | undefined): readonly (readonly [Key, Item])[] {
    const collections =
      pk === undefined ? [...this.#items] : [[pk, this.#items.get(pk) ?? new Map()] as const];
    return collections
      .flatMap(([one, collection]) =>
        [...(collection as Map<string, Item>)].map(([sk, item]) => [{ pk: one, sk }, item] as const),
      )
      .toSorted(([a], [b]) => compare(a, b));
  }
}

const sizeOf = (item: Item): number => Buffer.byteLength(JSON.stringify(item));

const compare = (a: Key, b: Key): number => byText(a.pk, b.pk) || byText(a.sk, b.sk);

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
