/** The diverging cases of a run, as far as findings need them: counts of every one, the smallest in full. */
import type { Case } from '../case/case.ts';
import { independent, signatureOf } from '../compare/signature.ts';
import type { Difference } from '../compare/difference.ts';
import { writeJson } from '../json/write.ts';
import type { JsonValue } from '../json/value.ts';
import type { SourcedCase } from './case-source.ts';
import type { Trial } from './trial.ts';

export interface DivergingCase extends SourcedCase {
  readonly size: number;
  /** The differences that stand on their own, by signature. */
  readonly differences: ReadonlyMap<string, Difference>;
  /** What the run has made of it, of the very smallest ones: they need not be tried again before they are shrunk. */
  readonly trial?: Trial;
}

/** One way to differ, and the cases that did. */
export interface DivergenceGroup {
  readonly signature: string;
  readonly count: number;
  /** The smallest cases, smallest first. */
  readonly smallest: readonly DivergingCase[];
  readonly others: readonly OtherCase[];
}

/** Of a case that isn't kept in full what it contains: enough to see whether a finding explains it. */
export interface OtherCase {
  readonly index: number;
  readonly features: readonly string[];
}

interface GrowingGroup {
  count: number;
  readonly smallest: DivergingCase[];
  readonly others: OtherCase[];
}

/** Cases kept in full for each signature: enough to find several causes behind one. */
const KEPT = 24;

/** Cases whose trial is kept as well. */
const KEPT_TRIALS = 8;

export class Divergences {
  readonly #groups = new Map<string, GrowingGroup>();

  add(source: SourcedCase, differences: readonly Difference[], trial?: Trial): void {
    const own = new Map(independent(differences).map((difference) => [signatureOf(difference), difference]));
    const diverging: DivergingCase = { ...source, size: sizeOf(source.case), differences: own };
    for (const signature of own.keys()) {
      const group: GrowingGroup = this.#groups.get(signature) ?? { count: 0, smallest: [], others: [] };
      this.#groups.set(signature, group);
      group.count += 1;
      group.smallest.push({ ...diverging, ...(trial && { trial }) });
      group.smallest.sort((a, b) => a.size - b.size || a.index - b.index);
      const { trial: _, ...beyond } = group.smallest[KEPT_TRIALS] ?? diverging;
      if (group.smallest.length > KEPT_TRIALS) group.smallest[KEPT_TRIALS] = beyond;
      const dropped = group.smallest.length > KEPT ? group.smallest.pop() : undefined;
      if (dropped) group.others.push({ index: dropped.index, features: dropped.features });
    }
  }

  /** Most frequent first. */
  get groups(): readonly DivergenceGroup[] {
    return [...this.#groups]
      .map(([signature, group]) => ({ signature, ...group }))
      .toSorted((a, b) => b.count - a.count || (a.signature < b.signature ? -1 : 1));
  }
}

/** Bytes of a case's machine, input and scripts. */
export const sizeOf = ({ id: _, ...content }: Case): number =>
  writeJson(content as unknown as JsonValue).length;
