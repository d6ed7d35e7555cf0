/**
 * Runs the cases of a plan in its packs, and everything else alone. What is seen in a pack counts only where it is what the
 * reference expects: a case that differs, or of which nothing was learnt, is run alone, and that run alone is what is reported.
 */
import type { Case } from '../../../case/case.ts';
import { contentHash } from '../../../case/content-hash.ts';
import { judge } from '../../../compare/judge.ts';
import type { RegionClass } from '../../../emulator/strict/published-quotas.ts';
import type { Pack, Slot } from '../../../packing/pack.ts';
import type { Executor, ExecutorOutcome } from '../../executor.ts';
import type { PackPlan } from '../../packed/plan-packs.ts';
import { referenceExecutor } from '../../reference.ts';
import type { AwsApiOptions } from '../aws-api-executor.ts';
import { OtherMachine } from '../callbacks/other-machine.ts';
import type { Pace } from '../pace.ts';
import { reasonAgainst } from '../reason-against.ts';
import { Endings } from './endings.ts';
import type { HistoryTurns } from './history-turns.ts';
import { PackMachine } from './pack-machine.ts';
import { runPacked } from './run-packed.ts';

export interface PackedExecutorOptions extends AwsApiOptions {
  readonly plan: PackPlan;
  readonly quotas: RegionClass;
  /** Runs cases alone; closing it ends the target. */
  readonly alone: Executor;
  readonly newPrefix: () => string;
  readonly pace: Pace;
  /** Shared with the runs alone. */
  readonly turns: HistoryTurns;
  /** Makes sure of the target; the outcome of the case where that fails. */
  readonly ready: (signal: AbortSignal) => Promise<ExecutorOutcome | undefined>;
}

/** Milliseconds between two lists: somewhat less often than the bucket fills (AWS-BEHAVIOUR 9.1.7). */
export const LIST_EVERY: Readonly<Record<RegionClass, number>> = { A: 250, B: 600 };

/** A place in a pack, until its case is run. */
interface Waiting {
  readonly pack: Pack;
  readonly slot: Slot;
}

export class PackedExecutor implements Executor {
  readonly name: string;
  readonly #options: PackedExecutorOptions;
  /** By content: the same case may stand in a list more than once. */
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #machines = new Map<Pack, PackMachine>();
  readonly #reference = referenceExecutor();
  readonly #over = new AbortController();
  readonly #endings: Endings;
  readonly #other: OtherMachine;

  constructor(options: PackedExecutorOptions) {
    const { plan, alone, api, quotas, newPrefix } = options;
    this.#options = options;
    this.name = alone.name;
    for (const pack of plan.packs)
      for (const slot of pack.slots) {
        const places = this.#waiting.get(slot.hash) ?? [];
        this.#waiting.set(slot.hash, places);
        places.push({ pack, slot });
      }
    this.#endings = new Endings(api, LIST_EVERY[quotas], this.#over.signal);
    this.#other = new OtherMachine({ ...options, prefix: newPrefix(), signal: this.#over.signal });
  }

  /** A case is run in each place that it has once; whoever asks for it again gets a run of its own. */
  async execute(testCase: Case, signal: AbortSignal): Promise<ExecutorOutcome> {
    const { alone, door, traits } = this.#options;
    const place = this.#waiting.get(contentHash(testCase))?.shift();
    if (place === undefined) return alone.execute(testCase, signal);
    const machine = this.#machineOf(place.pack);
    try {
      const reason = reasonAgainst(testCase, door, traits);
      if (reason !== undefined) return { kind: 'declined', reason };
      const unready = await this.#options.ready(signal);
      if (unready) return unready;
      const outcome = await this.#packed(testCase, place, machine, signal);
      if (outcome !== undefined || signal.aborted) return outcome ?? GIVEN_UP;
    } finally {
      await machine.done(place.slot, false);
      if (machine.isGone) this.#machines.delete(place.pack);
    }
    return alone.execute(testCase, signal);
  }

  async close(): Promise<void> {
    this.#over.abort('closed');
    for (const machine of this.#machines.values()) await machine.close();
    await this.#other.close();
    await this.#options.alone.close();
  }

  /** Undefined where it must be run alone. */
  async #packed(
    testCase: Case,
    { slot }: Waiting,
    machine: PackMachine,
    signal: AbortSignal,
  ): Promise<ExecutorOutcome | undefined> {
    const { api, door, traits, newPrefix, pace, turns } = this.#options;
    const prefix = newPrefix();
    const other = { machine: this.#other, name: `other-${slot.tag}` };
    const outcome = await runPacked({
      api,
      door,
      traits,
      testCase,
      prefix,
      signal,
      pace,
      turns,
      slot,
      machine,
      other,
    });
    if (outcome.kind !== 'observed') return undefined;
    const expected = await this.#reference.execute(testCase, signal);
    return judge(expected, outcome, NO_RULES).kind === 'conforms' ? outcome : undefined;
  }

  #machineOf(pack: Pack): PackMachine {
    const known = this.#machines.get(pack);
    if (known) return known;
    const { api, door, traits, newPrefix } = this.#options;
    const machine = new PackMachine(pack, {
      api,
      door,
      traits,
      newPrefix,
      endings: this.#endings,
      signal: this.#over.signal,
    });
    this.#machines.set(pack, machine);
    return machine;
  }
}

/** A difference counts whatever its rule rests on: the case is looked at alone. */
const NO_RULES: ReadonlySet<string> = new Set();

const GIVEN_UP: ExecutorOutcome = {
  kind: 'indeterminate',
  fault: 'cancelled',
  reason: 'the case was given up',
};
