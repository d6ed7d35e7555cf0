/** Counts of a run: verdicts, and how features fared. */
import type { Facet } from '../compare/difference.ts';
import { VERDICT_KINDS, type Verdict, type VerdictKind } from '../compare/verdict.ts';

export interface Counts {
  readonly cases: number;
  readonly conforms: number;
  readonly diverges: number;
  readonly declined: number;
  readonly indeterminate: number;
}

export type FeatureCounts = Readonly<Record<string, Counts>>;

/** Of the transitions of a user's own machine, by id. */
export type TransitionCounts = Readonly<Record<string, Counts & { readonly endsOtherwise: number }>>;

/** What a machine's users notice; how a target tells of it is another matter. */
const ENDINGS: readonly Facet[] = ['status', 'output', 'error', 'invocations', 'callback'];

const endsOtherwise = (verdict: Verdict): boolean =>
  verdict.kind === 'diverges' && verdict.differences.some(({ facet }) => ENDINGS.includes(facet));

export class Tally {
  readonly #verdicts = emptyCounts();
  readonly #features = new Map<string, Record<keyof Counts, number>>();
  readonly #transitions = new Map<string, Record<keyof Counts, number>>();
  /** Cases that end otherwise than expected, by transition. */
  readonly #otherwise = new Map<string, number>();
  readonly #reasons = new Map<string, number>();

  /** `transitions` are those of a user's own machine. */
  add(verdict: Verdict, features: readonly string[], transitions: readonly string[] = []): void {
    count(this.#verdicts, verdict.kind);
    countEach(this.#features, features, verdict.kind);
    countEach(this.#transitions, transitions, verdict.kind);
    if (endsOtherwise(verdict))
      for (const id of transitions) this.#otherwise.set(id, (this.#otherwise.get(id) ?? 0) + 1);
    if (verdict.kind === 'declined' || verdict.kind === 'indeterminate') {
      const reason = `${verdict.kind}: ${verdict.reason}`;
      this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
    }
  }

  get counts(): Counts {
    return { ...this.#verdicts };
  }

  get features(): FeatureCounts {
    return byName(this.#features);
  }

  get transitions(): TransitionCounts {
    return Object.fromEntries(
      Object.entries(byName(this.#transitions)).map(([id, counts]) => [
        id,
        { ...counts, endsOtherwise: this.#otherwise.get(id) ?? 0 },
      ]),
    );
  }

  /** Why cases were declined or stayed indeterminate, most frequent first. */
  get reasons(): readonly { readonly reason: string; readonly count: number }[] {
    return [...this.#reasons]
      .map(([reason, times]) => ({ reason, count: times }))
      .toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  }
}

/** In alphabetical order, so that summaries of equal runs are equal. */
function byName(counted: ReadonlyMap<string, Counts>): FeatureCounts {
  const entries = [...counted].map(([name, counts]) => [name, { ...counts }] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function countEach(
  counted: Map<string, Record<keyof Counts, number>>,
  names: readonly string[],
  kind: VerdictKind,
): void {
  for (const name of names) {
    const counts = counted.get(name) ?? emptyCounts();
    counted.set(name, counts);
    count(counts, kind);
  }
}

export const emptyCounts = (): Record<keyof Counts, number> => ({
  cases: 0,
  ...(Object.fromEntries(VERDICT_KINDS.map((kind) => [kind, 0])) as Record<VerdictKind, number>),
});

function count(counts: Record<keyof Counts, number>, kind: VerdictKind): void {
  counts.cases += 1;
  counts[kind] += 1;
}

/** Differences among all cases; declining can't lower it. */
export const divergenceRate = ({ cases, diverges }: Counts): number => (cases === 0 ? 0 : diverges / cases);

/** Judged among all cases. */
export const coverageRate = ({ cases, conforms, diverges }: Counts): number =>
  cases === 0 ? 0 : (conforms + diverges) / cases;
