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

  /** The work may step aside where it does nothing but wait. */
  async pass<T>(work: (stepAside: () => void) => Promise<T>): Promise<T> {
    const place = await this.enter();
    try {
      return await work(place.stepAside);
    } finally {
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
