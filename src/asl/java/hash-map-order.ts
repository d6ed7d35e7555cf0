/**
 * The iteration order of a Java HashMap. AWS builds evaluated payload templates and merged objects in one, and its
 * order shows in outputs (RECORDED 1, 3).
 */

/** String.hashCode of Java: over UTF-16 units, in 32 bits. */
export function stringHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}

/** Number of buckets of a HashMap that holds so many entries: 16, doubled whenever it is more than 75 % full. */
function buckets(entries: number): number {
  let capacity = 16;
  while (entries > capacity * 0.75) capacity *= 2;
  return capacity;
}

/**
 * The items in the order in which a HashMap (or HashSet) with these hash codes iterates: by bucket, within a bucket by
 * insertion. Buckets that Java turns into trees (nine collisions and more) are not modelled.
 */
export function hashOrder<T>(items: readonly T[], hashOf: (item: T) => number): readonly T[] {
  const mask = buckets(items.length) - 1;
  const bucketOf = (item: T): number => {
    const hash = hashOf(item);
    return (hash ^ (hash >>> 16)) & mask;
  };
  return items
    .map((item) => ({ item, bucket: bucketOf(item) }))
    .toSorted((a, b) => a.bucket - b.bucket)
    .map(({ item }) => item);
}

/** Names in the order of a HashMap keyed by them. */
export const hashMapOrder = (names: readonly string[]): readonly string[] => hashOrder(names, stringHash);
