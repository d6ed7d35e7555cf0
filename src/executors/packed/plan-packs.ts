/**
 * Which cases of a list share machines. That a pack can't change what is seen of a case is found out before it is made: the
 * reference runs the case alone and in the very machine of its pack, and where the two differ in anything the case runs alone.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Case } from '../../case/case.ts';
import { contentHash } from '../../case/content-hash.ts';
import type { Observation } from '../../case/observation.ts';
import { writeJson } from '../../json/write.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/value.ts';
import { levelKey, machineLevel, type MachineLevel } from '../../packing/machine-level.ts';
import { packedDefinition, packOf, type Pack, type Slot } from '../../packing/pack.ts';
import { reasonAlone } from '../../packing/reason-alone.ts';
import { definitionText } from '../case-text.ts';
import { EXECUTION_NAME } from '../observed-names.ts';
import type { Prediction } from '../reference/predict.ts';
import { usualPrediction } from '../reference/usual-prediction.ts';
import { predictPacked } from './predict-packed.ts';

/** Where a case runs. */
export type Place =
  | { readonly kind: 'packed'; readonly pack: Pack; readonly slot: Slot }
  | { readonly kind: 'alone'; readonly reason: string };

export interface PackPlan {
  readonly packs: readonly Pack[];
  /** In the order of the cases. */
  readonly places: readonly Place[];
}

export interface PackOptions {
  /** Cases in a pack at most. */
  readonly most: number;
  /** Characters of a pack's definition at most; names on a target may be longer than a case's own. */
  readonly largest: number;
}

/** AWS takes 1 MB of definition (AWS-BEHAVIOUR 9.1.1). */
export const DEFAULT_PACKS: PackOptions = { most: 100, largest: 600_000 };

interface Candidate {
  readonly index: number;
  readonly case: Case;
  readonly size: number;
  readonly prediction: Observation;
}

interface Group {
  readonly level: MachineLevel;
  readonly candidates: Candidate[];
}

/** Takes the cases one by one; a pack is settled as soon as it is full. */
export class PackPlanner {
  readonly #options: PackOptions;
  readonly #groups = new Map<string, Group>();
  readonly #packs: Pack[] = [];
  readonly #places: Place[] = [];
  #count = 0;

  constructor(options: PackOptions = DEFAULT_PACKS) {
    this.#options = options;
  }

  async add(testCase: Case): Promise<void> {
    const index = this.#count++;
    const { prediction } = await usualPrediction(testCase);
    const level = machineLevel(testCase);
    const reason = reasonAlone(testCase) ?? reasonIn(prediction);
    if (reason !== undefined || level === undefined || prediction.status === 'DECLINED') {
      this.#places[index] = { kind: 'alone', reason: reason ?? 'nothing is known of its machine' };
      return;
    }
    const key = levelKey(level);
    const group: Group = this.#groups.get(key) ?? { level, candidates: [] };
    this.#groups.set(key, group);
    // A copy: what is known of a case is kept for as long as somebody has it, and plans live long.
    const candidate = { index, case: { ...testCase }, size: definitionText(testCase).length, prediction };
    const size = group.candidates.reduce((sum, one) => sum + one.size, candidate.size);
    if (size > this.#options.largest) await this.#settle(group);
    group.candidates.push(candidate);
    if (group.candidates.length >= this.#options.most) await this.#settle(group);
  }

  async finish(): Promise<PackPlan> {
    for (const group of this.#groups.values()) await this.#settle(group);
    return { packs: this.#packs, places: this.#places };
  }

  /** Makes a pack of what is there, without those that are seen differently in it; again, until none is. */
  async #settle({ level, candidates }: Group): Promise<void> {
    let left: readonly Candidate[] = candidates.splice(0);
    while (left.length > 0) {
      const pack = packOf(
        level,
        left.map((candidate) => candidate.case),
      );
      const unlike = left.length === 1 ? new Map([[0, SOLE]]) : await unlikeIn(pack, left);
      for (const [i, reason] of unlike) {
        const candidate = left[i];
        if (candidate) this.#places[candidate.index] = { kind: 'alone', reason };
      }
      if (unlike.size === 0) return this.#take(pack, left);
      left = left.filter((_, i) => !unlike.has(i));
    }
  }

  #take(pack: Pack, candidates: readonly Candidate[]): void {
    this.#packs.push(pack);
    for (const [i, { index }] of candidates.entries()) {
      const slot = pack.slots[i];
      if (slot) this.#places[index] = { kind: 'packed', pack, slot };
    }
  }
}

const SOLE = 'no other case has a machine of its kind';

function reasonIn({ status }: Prediction): string | undefined {
  if (status === 'INVALID_DEFINITION') return 'AWS refuses its definition';
  if (status === 'DECLINED') return 'the reference declines it';
  return status === 'RUNNING' ? 'nothing ends it' : undefined;
}

/** Cases that are seen differently in the pack, by their places in it, and in what. */
async function unlikeIn(pack: Pack, candidates: readonly Candidate[]): Promise<ReadonlyMap<number, string>> {
  const definition = writeJson(packedDefinition(pack, EXECUTION_NAME, ownDefinition));
  const unlike = new Map<number, string>();
  for (const [i, slot] of pack.slots.entries()) {
    const { prediction } = candidates[i] ?? {};
    if (prediction === undefined) continue;
    // Its tag must stand for nothing else.
    if (writeJson(slot.case as unknown as JsonValue).includes(`k${pack.id}`)) {
      unlike.set(i, 'it contains the tag of its pack');
      continue;
    }
    const seen = await predictPacked(pack, slot, definition);
    const facet = seen.kind === 'unlike' ? 'whole execution' : facetUnlike(prediction, seen.observation);
    if (facet !== undefined) unlike.set(i, `its ${facet} would be another one in a pack`);
  }
  return unlike;
}

/** The definition that a case has; only objects get into packs. */
export function ownDefinition({ case: { machine } }: Slot): JsonObject {
  if (!isJsonObject(machine.definition)) throw new Error('a definition that is no object got into a pack');
  return machine.definition;
}

const FACETS = [
  'status',
  'error',
  'cause',
  'output',
  'invocations',
  'callbacks',
  'history',
] as const satisfies readonly (keyof Observation)[];

/** The first facet in which the two are not the same, letter by letter; times count too. */
const facetUnlike = (alone: Observation, packed: Observation): string | undefined =>
  FACETS.find((facet) => !isDeepStrictEqual(alone[facet], packed[facet]));

/** How many cases are packed, and how many run alone for which reason; the most frequent first. */
export function placesByReason({ places }: PackPlan): {
  readonly packed: number;
  readonly alone: readonly (readonly [reason: string, cases: number])[];
} {
  const reasons = new Map<string, number>();
  for (const place of places)
    if (place.kind === 'alone') reasons.set(place.reason, (reasons.get(place.reason) ?? 0) + 1);
  const alone = [...reasons].toSorted(([, a], [, b]) => b - a);
  return { packed: places.length - alone.reduce((sum, [, count]) => sum + count, 0), alone };
}

/** Where each case runs first, by its content. */
export function placeIn(plan: PackPlan | undefined): (testCase: Case) => Place['kind'] {
  const packed = new Set(plan?.packs.flatMap(({ slots }) => slots.map(({ hash }) => hash)));
  return (testCase) => (packed.has(contentHash(testCase)) ? 'packed' : 'alone');
}
