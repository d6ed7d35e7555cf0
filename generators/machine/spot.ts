/** Where in a machine the next state is drawn. */
import type { Place, Situation } from '../meaning/situation.ts';

export interface Spot {
  readonly place: Place;
  /** What the state will find. */
  readonly situation: Situation;
  /** False where the execution doesn't come here: the situation is then a guess. */
  readonly live: boolean;
  /** How many Parallels and Maps are around. */
  readonly depth: number;
  /** True where other lines run beside this one, which then mustn't fail. */
  readonly safe: boolean;
}

export const movedTo = (spot: Spot, situation: Situation): Spot => ({ ...spot, situation });

/** The machine's own time-out has no say where the execution doesn't come. */
export function notReached(spot: Spot): Spot {
  const { timeoutSeconds: _, ...world } = spot.place.world;
  return { ...spot, live: false, place: { ...spot.place, world } };
}
