/** What a machine wants to find where: places that it reads, what it compares them with, what it takes them for. */
import type { JsonValue } from '../../json/value.ts';
import type { Origin } from './origin.ts';
import { placeKey, type Place } from './place.ts';

/** What a value is used as. */
export type Use =
  | 'list'
  | 'object'
  | 'number'
  | 'boolean'
  | 'text'
  | 'timestamp'
  | 'seconds'
  | 'timeout'
  | 'heartbeat'
  | 'count'
  | 'percentage'
  | 'function'
  | 'tested for presence';

export interface Need {
  readonly place: Place;
  readonly uses: ReadonlySet<Use>;
  /** What it is compared with. */
  readonly constants: readonly JsonValue[];
}

interface GrowingNeed extends Need {
  readonly uses: Set<Use>;
  readonly constants: JsonValue[];
}

const MOST_CONSTANTS = 40;

export class Needs {
  readonly #needs = new Map<string, GrowingNeed>();

  /** Notes that a value is read, and as what. */
  read(origin: Origin, use?: Use): void {
    for (const place of origin.places) {
      const need = this.#at(place);
      if (use) need.uses.add(use);
    }
  }

  /** Notes a value that it is compared with. */
  compared(origin: Origin, value: JsonValue): void {
    for (const place of [...origin.places, ...origin.derived]) {
      const { constants } = this.#at(place);
      if (constants.length < MOST_CONSTANTS && !constants.includes(value)) constants.push(value);
    }
  }

  get all(): readonly Need[] {
    return [...this.#needs.values()];
  }

  #at(place: Place): GrowingNeed {
    const key = placeKey(place);
    const known = this.#needs.get(key);
    if (known) return known;
    const need: GrowingNeed = { place, uses: new Set(), constants: [] };
    this.#needs.set(key, need);
    return need;
  }
}
