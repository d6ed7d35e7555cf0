/**
 * How long executions take on a target beyond the time that their cases take by themselves, as it shows in the course of a run:
 * looking at an execution long before it can have ended costs the target more than the execution.
 */

/** Share of the newest one in the mean. */
const NEWEST = 0.1;

/** Where in the mean the first look is taken. */
const EARLY = 0.7;

/** Milliseconds after which the first look is taken at the latest. */
const LATEST = 2000;

export class Pace {
  #mean: number | undefined;

  /** Milliseconds of one execution. */
  note(milliseconds: number): void {
    this.#mean = this.#mean === undefined ? milliseconds : this.#mean + NEWEST * (milliseconds - this.#mean);
  }

  /** Milliseconds until the first look at an execution. */
  first(atLeast: number): number {
    return Math.max(atLeast, Math.min((this.#mean ?? 0) * EARLY, LATEST));
  }
}
