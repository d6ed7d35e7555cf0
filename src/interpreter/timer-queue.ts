/** What is to happen at which time: a binary heap, earliest first, equal times in the order in which they were set. */
export interface Timer {
  readonly at: number;
  readonly order: number;
  readonly fire: () => void;
  cancelled: boolean;
}

export class TimerQueue {
  readonly #heap: Timer[] = [];
  #order = 0;

  /** The returned function takes the timer back. */
  add(at: number, fire: () => void): () => void {
    const timer: Timer = { at, order: this.#order++, fire, cancelled: false };
    const heap = this.#heap;
    let child = heap.push(timer) - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!before(timer, heap[parent] as Timer)) break;
      heap[child] = heap[parent] as Timer;
      child = parent;
    }
    heap[child] = timer;
    return () => void (timer.cancelled = true);
  }

  /** The time of the earliest timer. */
  get next(): number | undefined {
    while (this.#heap[0]?.cancelled) this.#removeFirst();
    return this.#heap[0]?.at;
  }

  /** Removes and returns the earliest timer that is due. */
  takeDue(now: number): Timer | undefined {
    const next = this.next;
    return next !== undefined && next <= now ? this.#removeFirst() : undefined;
  }

  clear(): void {
    this.#heap.length = 0;
  }

  #removeFirst(): Timer | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || first === last) return first;
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as Timer, heap[child] as Timer)) child += 1;
      if (!before(heap[child] as Timer, last)) break;
      heap[parent] = heap[child] as Timer;
      parent = child;
    }
    heap[parent] = last;
    return first;
  }
}

const before = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
