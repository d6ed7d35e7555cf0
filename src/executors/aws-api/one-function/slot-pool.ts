/**
 * Slots: aliases of the one function of a run. The function learns by which alias it was invoked, so that a slot stands for one
 * function of one case under one qualifier. Each leads to the version that the case names, for that is what `ExecutedVersion`
 * shows; what the function does there stands in the table.
 */
import type { AliasTarget } from '../../../case/case.ts';

/** Where a slot leads: a version for good, or two by weight. */
export type SlotTarget = Exclude<AliasTarget, readonly string[]>;

export interface Slot {
  /** The alias's name. */
  readonly alias: string;
  readonly target: SlotTarget;
}

export class SlotPool {
  /** What all aliases of the run begin with: it occurs nowhere else. */
  readonly tag: string;
  readonly #idle = new Map<string, Slot[]>();
  #count = 0;

  constructor(tag: string) {
    this.tag = tag;
  }

  /** A slot that nobody uses; its alias may have to be created first. */
  take(target: SlotTarget): Slot {
    return this.#idle.get(keyOf(target))?.pop() ?? { alias: this.newName(), target };
  }

  giveBack(slot: Slot): void {
    const key = keyOf(slot.target);
    const idle = this.#idle.get(key);
    if (idle) idle.push(slot);
    else this.#idle.set(key, [slot]);
  }

  /** The name of an alias that nobody has; it ends in a sign, so that none is the beginning of another. */
  newName(): string {
    this.#count += 1;
    return `${this.tag}s${this.#count.toString(36)}x`;
  }
}

const keyOf = (target: SlotTarget): string => JSON.stringify(target);
