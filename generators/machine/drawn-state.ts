/** A state that was drawn, before what it leads to is. */
import type { JsonObject } from '../../src/json/value.ts';
import type { Situation } from '../meaning/situation.ts';
import type { Draft } from './draft.ts';
import type { Spot } from './spot.ts';

export type NamedState = readonly [name: string, state: JsonObject];

export interface DrawnState {
  /** With the names of all its targets. */
  readonly state: JsonObject;
  /** States that it leads to beside the way onward; each begins a short line of its own. */
  readonly sides: readonly Side[];
  /** How many states are inside of it. */
  readonly inner: number;
}

export interface Side {
  readonly name: string;
  /** What that state would find, should the execution not come there. */
  readonly guess: Situation;
}

/** What a state is drawn for. */
export interface Wish {
  readonly draft: Draft;
  readonly name: string;
  readonly spot: Spot;
  /** How many states there may still be, this one included. */
  readonly budget: number;
  /** The state to go on to; undefined where the line ends here. */
  readonly onward: string | undefined;
}

export type DrawState = (wish: Wish) => DrawnState | undefined;

/** `Next` or `End`. */
export const transition = ({ onward }: Wish): JsonObject =>
  onward === undefined ? { End: true } : { Next: onward };

export const alone = (state: JsonObject): DrawnState => ({ state, sides: [], inner: 0 });
