/**
 * `$sort` and `$distinct` as the engine has them, in a time that doesn't grow with the square of the list: the engine's own keep a
 * copy of the rest of the list for each item, which fills the memory of the program long before AWS's limits are met.
 */

type Comparator = (a: unknown, b: unknown) => unknown;

const isListOf = (items: readonly unknown[], type: string): boolean =>
  items.every((item) => typeof item === type);

/** Stable; a true answer of the comparator puts its second argument first. Without one only numbers or only strings can be sorted. */
export async function sort(
  items: readonly unknown[] | undefined,
  comparator?: Comparator,
): Promise<readonly unknown[] | undefined> {
  if (items === undefined || items.length <= 1) return items;
  if (comparator !== undefined) return mergeSort(items, comparator);
  if (!isListOf(items, 'number') && !isListOf(items, 'string'))
    throw Object.assign(new Error('D3070'), { code: 'D3070', index: 1 });
  return (items as readonly string[]).toSorted((a, b) => (a > b ? 1 : Number(a < b) * -1));
}

async function mergeSort(items: readonly unknown[], comparator: Comparator): Promise<readonly unknown[]> {
  if (items.length <= 1) return items;
  const middle = Math.floor(items.length / 2);
  const left = await mergeSort(items.slice(0, middle), comparator);
  const right = await mergeSort(items.slice(middle), comparator);
  const merged: unknown[] = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length)
    merged.push((await comparator(left[i], right[j])) ? right[j++] : left[i++]);
  while (i < left.length) merged.push(left[i++]);
  while (j < right.length) merged.push(right[j++]);
  return merged;
}

/** Each value once, compared deeply, the order of keys aside. */
export function distinct(items: unknown): unknown {
  if (!Array.isArray(items) || items.length <= 1) return items;
  const seen = new Set<unknown>();
  const found: unknown[] = [];
  for (const item of items as readonly unknown[]) {
    const key = identityOf(item);
    if (seen.has(key)) continue;
    seen.add(key);
    found.push(item);
  }
  // A sequence of one is its item: the engine marks sequences so.
  const isSequence = (items as { readonly sequence?: boolean }).sequence === true;
  return isSequence ? Object.defineProperty(found, 'sequence', { value: true, enumerable: false }) : found;
}

/** Equal for equal values; what isn't data is equal to itself alone. */
function identityOf(value: unknown): unknown {
  if (typeof value === 'string') return `"${value}`;
  if (typeof value !== 'object' || value === null) return Number.isNaN(value) ? Symbol('NaN') : value;
  return holdsFunction(value) ? value : canonical(value);
}

const holdsFunction = (value: unknown): boolean =>
  typeof value === 'function' ||
  (typeof value === 'object' && value !== null && Object.values(value).some(holdsFunction));

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${(value as readonly unknown[]).map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
