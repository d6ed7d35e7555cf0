/** Works on many items, so many at once, in the order in which they come. */
import { Gate, type Place } from './gate.ts';

/** Of items that do nothing but wait, how many there may be for each one that is worked on. */
const ASIDE = 4;

/**
 * Calls `work` for each item, at most `concurrency` at a time, until the items or the signal end it; work that does nothing but
 * wait may step aside for the next item. Items are drawn one by one when there is room for them, so that a stream of any length
 * takes no memory. A failure of `work` is a defect and ends the pool once what runs has ended.
 */
export async function runPool<T>(
  items: AsyncIterable<T>,
  concurrency: number,
  work: (item: T, stepAside: () => void) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const gate = new Gate(concurrency, concurrency * ASIDE);
  const iterator = items[Symbol.asyncIterator]();
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const begin = async (item: T, { stepAside, leave }: Place): Promise<void> => {
    try {
      await work(item, stepAside);
    } catch (error) {
      failures.push(error);
    } finally {
      leave();
    }
  };
  const drawn = (): Promise<IteratorResult<T> | undefined> =>
    iterator.next().catch((error: unknown) => void failures.push(error));
  while (!signal.aborted && failures.length === 0) {
    const place = await gate.enter();
    const next = signal.aborted || failures.length > 0 ? undefined : await drawn();
    if (next === undefined || next.done === true) {
      place.leave();
      break;
    }
    const one = begin(next.value, place).finally(() => running.delete(one));
    running.add(one);
  }
  await Promise.all(running);
  await iterator.return?.();
  if (failures.length > 0) throw failures[0];
}
