/** For a target on which no function can be made to behave: machines without functions run all the same. */
import type { Case } from '../../../case/case.ts';
import type { Whereabouts } from '../names/deployed-names.ts';
import type { DoorOpening, FunctionDoor } from './door.ts';

export class ShutDoor implements FunctionDoor {
  readonly hearsFunctions = false;
  readonly #reason: string;
  readonly #where: Whereabouts;

  constructor(reason: string, where: Whereabouts) {
    this.#reason = reason;
    this.#where = where;
  }

  reasonAgainst(functions: Case['functions']): string | undefined {
    return Object.keys(functions).length === 0 ? undefined : `functions: ${this.#reason}`;
  }

  async open(): Promise<DoorOpening> {
    return { kind: 'open', functions: { where: this.#where, group: undefined, close: async () => {} } };
  }

  async close(): Promise<void> {}
}
