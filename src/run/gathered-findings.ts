/** Gathers what was found: one root cause may have been found from several sides, and is one finding. */
import { NOT_JSON } from '../compare/compare-observations.ts';
import { isHappening } from '../compare/root-cause.ts';
import { bySeverity } from '../compare/signature.ts';
import type { Difference, Facet } from '../compare/difference.ts';
import type { Finding, OtherWay } from './finding.ts';
import { isEvaluated, singleEvaluations } from './single-evaluations.ts';

export interface GatheredFinding {
  readonly finding: Finding;
  /** The rule, and how its breach begins: equal for findings of one root cause. */
  readonly cause: string;
  /** The places, in the run's list, of the cases that it explains. */
  readonly cases: ReadonlySet<number>;
  /** True where its case wasn't shrunk, for its cause is known: it is no more than another way in which that shows. */
  readonly asDrawn?: boolean;
}

/** True where a case as it was drawn shows no more than the cause of a finding that is known: it needn't be shrunk. */
export type KnownFindings = (found: Pick<GatheredFinding, 'finding' | 'cause'>) => boolean;

export class GatheredFindings {
  readonly #byCause = new Map<string, GatheredFinding>();
  readonly #onFinding: (finding: Finding) => void;

  constructor(onFinding: (finding: Finding) => void = () => {}) {
    this.#onFinding = onFinding;
  }

  add(found: GatheredFinding): void {
    const known = this.#byCause.get(found.cause);
    if (known === undefined) this.#onFinding(found.finding);
    this.#byCause.set(found.cause, known === undefined ? found : together(known, found));
  }

  has(cause: string): boolean {
    return this.#byCause.has(cause);
  }

  /** What is known now, whatever is added later. */
  get known(): KnownFindings {
    const findings = new Map([...this.#byCause].map(([cause, { finding }]) => [cause, finding]));
    return ({ finding, cause }) => {
      const known = findings.get(cause);
      return (
        known !== undefined &&
        bySeverity(known.difference, finding.difference) <= 0 &&
        explains(known, finding.features)
      );
    };
  }

  /** Those that explain most cases first. */
  get findings(): readonly Finding[] {
    return withoutExplained(withoutComposed([...this.#byCause.values()]))
      .map(({ finding, cases }) => ({ ...finding, count: Math.max(1, cases.size) }))
      .toSorted((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
  }
}

/** A finding in whose case something is evaluated that differs by itself is another way in which that shows. */
function withoutComposed(findings: readonly GatheredFinding[]): readonly GatheredFinding[] {
  let left = findings;
  for (;;) {
    const [found, simple] = composed(left) ?? [];
    if (found === undefined || simple === undefined) return left;
    const one = together(simple, { ...found, asDrawn: true });
    left = [...left.filter((other) => other !== found && other !== simple), one];
  }
}

/** A finding, and the one that shows by itself what it comes from. */
function composed(
  findings: readonly GatheredFinding[],
): readonly [GatheredFinding, GatheredFinding] | undefined {
  for (const found of findings) {
    if (!isHappening(found.finding.difference)) continue;
    const singles = new Set(singleEvaluations(found.finding).map(({ id }) => id));
    const simple = findings.find((other) => other !== found && waysIn(other).some((way) => singles.has(way)));
    if (simple !== undefined) return [found, simple];
  }
  return undefined;
}

/** The cases in which it shows as what an evaluation comes to. */
const waysIn = ({ finding }: GatheredFinding): readonly string[] =>
  [finding, ...finding.also].filter(({ signature }) => isEvaluated(signature)).map(({ case: { id } }) => id);

/** Of two findings with one signature the one whose minimal case contains less explains the other. */
function withoutExplained(findings: readonly GatheredFinding[]): readonly GatheredFinding[] {
  const kept: GatheredFinding[] = [];
  for (const found of findings.toSorted((a, b) => compare(a.finding, b.finding))) {
    const index = kept.findIndex(
      ({ finding }) =>
        finding.signature === found.finding.signature && explains(finding, found.finding.features),
    );
    const other = kept[index];
    if (other === undefined) kept.push(found);
    else kept[index] = together(other, { ...found, asDrawn: true });
  }
  return kept;
}

/** Of one cause the finding that shows most, in the smallest case. */
function together(a: GatheredFinding, b: GatheredFinding): GatheredFinding {
  const [shown] = [a, b].toSorted(
    (one, other) =>
      Number(one.asDrawn ?? false) - Number(other.asDrawn ?? false) ||
      byNotice(one.finding.difference, other.finding.difference) ||
      compare(one.finding, other.finding),
  ) as [GatheredFinding];
  const { finding, cause, asDrawn = false } = shown;
  const ways = [a.finding, ...a.finding.also, b.finding, ...b.finding.also].map(wayOf);
  const others = ways.filter((way) => way.signature !== finding.signature || way.case.id !== finding.case.id);
  const also = [...new Map(others.map((way) => [`${way.signature} ${way.case.id}`, way])).values()];
  const facets = facetsOf(finding, a.finding, b.finding);
  return { cause, asDrawn, finding: { ...finding, facets, also }, cases: union(a, b) };
}

/** What a machine's users notice comes first, by how much it matters; of what is only told the smaller case. */
const byNotice = (a: Difference, b: Difference): number =>
  Number(isTold(a)) - Number(isTold(b)) || (isTold(a) ? 0 : bySeverity(a, b));

const isTold = ({ facet }: Difference): boolean => facet === 'cause' || facet === 'history';

const facetsOf = (...findings: readonly Finding[]): readonly Facet[] => [
  ...new Set(findings.flatMap(({ facets }) => facets)),
];

const wayOf = ({ signature, case: testCase, features, observed }: OtherWay): OtherWay => ({
  signature,
  case: testCase,
  features,
  observed,
});

const union = (a: GatheredFinding, b: GatheredFinding): ReadonlySet<number> =>
  new Set([...a.cases, ...b.cases]);

const compare = (a: Finding, b: Finding): number =>
  a.states - b.states ||
  a.features.length - b.features.length ||
  (a.case.id < b.case.id ? -1 : a.case.id === b.case.id ? 0 : 1);

/** Whether a case with these features, and the finding's signature, differs for the finding's cause. */
export const explains = (finding: Finding, features: readonly string[]): boolean =>
  isWholesale(finding) || finding.features.every((feature) => features.includes(feature));

/** A detail of an event, or a part of the result that is there or isn't: one cause, whatever the case around it. */
const isWholesale = ({ difference: { facet, place, expected, observed } }: Finding): boolean =>
  facet === 'history'
    ? place.includes('.') || place.endsWith('(absent)')
    : expected === undefined || observed === undefined || place === NOT_JSON;
