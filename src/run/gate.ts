/** Lets so many through at once; the others wait for their turn, in the order in which they came. */
export class Gate {
  #free: number;
  #asides: number;
  readonly #waiting: (() => void)[] = [];

  /** `asides`: how many may have given up their place while their work goes on. */
  constructor(places: number, asides = 0) {
    this.#free = places;
    this.#asides = asides;
  }

  /** A place, until it is left. It may be had by one who waits meanwhile. */
  async enter(): Promise<Place> {
    if (this.#free === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#free -= 1;
    let state: 'taken' | 'aside' | 'left' = 'taken';
    return {
      stepAside: () => {
        if (state !== 'taken' || this.#asides === 0) return;
        state = 'aside';
        this.#asides -= 1;
        this.#leave();
      },
      leave: () => {
        if (state === 'taken') this.#leave();
        if (state === 'aside') this.#asides += 1;
        state = 'left';
      },
    };
  }

  /** Work that takes longer than so many milliseconds waits for something: it steps aside. */
  async pass<T>(work: () => Promise<T>, stepAsideAfter?: number): Promise<T> {
    const place = await this.enter();
    const timer = stepAsideAfter === undefined ? undefined : setTimeout(place.stepAside, stepAsideAfter);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      place.leave();
    }
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}

export interface Place {
  /** Makes room for another one, if not too many have done so. */
  readonly stepAside: () => void;
  readonly leave: () => void;
}
