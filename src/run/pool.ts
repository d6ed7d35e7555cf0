/** Works on many items, so many at once, in the order in which they come. */
import { Gate } from './gate.ts';

export interface PoolOptions<T> {
  /** Items that are worked on at a time. */
  readonly concurrency: number;
  /** Milliseconds after which work on an item does nothing but wait, and the next one may begin; never if absent. */
  readonly idleAfter?: (item: T) => Promise<number>;
}

/** Of items that do nothing but wait, how many there may be for each one that is worked on. */
const IDLE = 4;

/**
 * Calls `work` for each item until the items or the signal end it. Items are drawn one by one when there is room for them, so
 * that a stream of any length takes no memory. A failure of `work` is a defect and ends the pool once what runs has ended.
 */
export async function runPool<T>(
  items: AsyncIterable<T>,
  { concurrency, idleAfter }: PoolOptions<T>,
  work: (item: T) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const gate = new Gate(concurrency, concurrency * IDLE);
  const iterator = items[Symbol.asyncIterator]();
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const begin = async (item: T, { stepAside, leave }: Awaited<ReturnType<Gate['enter']>>): Promise<void> => {
    const after = await idleAfter?.(item);
    const timer = after === undefined ? undefined : setTimeout(stepAside, after);
    try {
      await work(item);
    } catch (error) {
      failures.push(error);
    } finally {
      clearTimeout(timer);
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
