/** Works on many items, so many at once, in the order in which they come. */

/**
 * Calls `work` for each item, at most `concurrency` at a time, until the items or the signal end it. Items are drawn one by
 * one when there is room for them, so that a stream of any length takes no memory. A failure of `work` is a defect and ends
 * the pool once what runs has ended.
 */
export async function runPool<T>(
  items: AsyncIterable<T>,
  concurrency: number,
  work: (item: T) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const iterator = items[Symbol.asyncIterator]();
  const worker = async (): Promise<void> => {
    while (!signal.aborted) {
      const next = await iterator.next();
      if (next.done) return;
      await work(next.value);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: concurrency }, worker));
  await iterator.return?.();
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
