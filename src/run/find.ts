/** Turns the divergences of a run into findings: one for each root cause, with its smallest case. */
import { createHash } from 'node:crypto';
import type { Case } from '../case/case.ts';
import { named } from '../case/content-hash.ts';
import { NOT_JSON } from '../compare/compare-observations.ts';
import { signatureOf, independent } from '../compare/signature.ts';
import type { Difference } from '../compare/difference.ts';
import type { DivergenceGroup, DivergingCase } from './divergences.ts';
import type { Finding } from './finding.ts';
import { shrink, type Shrinking } from './shrink.ts';
import { stateCount } from './state-count.ts';
import { confirm, type Contest, type Trial } from './trial.ts';
import { TrialMemory } from './trial-memory.ts';

/** A rule of the catalogue as findings need it. */
export interface AttributedRule {
  readonly id: string;
  readonly title: string;
  readonly inferred: boolean;
}

export interface FindingParts {
  readonly contest: Contest;
  readonly shrinking: Shrinking;
  readonly featuresOf: (testCase: Case) => readonly string[];
  /** The rule that a difference breaks, given the rules that the minimal case carries out. */
  readonly attribute: (
    difference: Difference,
    carriedOut: readonly string[],
    beside?: readonly Difference[],
  ) => AttributedRule;
  readonly onFinding?: (finding: Finding) => void;
}

/** Causes that are looked for behind one signature. */
const MOST_PER_SIGNATURE = 8;

/**
 * For each signature the smallest case is shrunk; the cases that contain all that its minimal case contains are explained by
 * it; the smallest of the others is next. Findings of one signature and one rule are one.
 */
export async function findFindings(
  groups: readonly DivergenceGroup[],
  parts: FindingParts,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const findings = new Map<string, Finding>();
  const memory = new TrialMemory(parts.contest, signal);
  for (const group of groups) {
    let open = startingPoints(group, memory, parts);
    let others = group.others;
    for (let n = 0; n < MOST_PER_SIGNATURE && open.length > 0 && !signal.aborted; n++) {
      const [smallest, ...rest] = open as readonly [DivergingCase, ...DivergingCase[]];
      const finding = await minimalFinding(smallest, group.signature, memory, parts, signal);
      if (finding === undefined) {
        open = rest;
        continue;
      }
      const explained = (features: readonly string[]): boolean =>
        isWholesale(finding) || finding.features.every((feature) => features.includes(feature));
      const left = rest.filter(({ features }) => !explained(features));
      const othersLeft = others.filter((features) => !explained(features));
      // What shrinking met by the way is no case of the run.
      const own = smallest.index < 0 ? 0 : 1;
      const count = own + rest.length - left.length + (others.length - othersLeft.length);
      add(findings, { ...finding, count }, parts);
      open = left;
      others = othersLeft;
    }
  }
  return merged([...findings.values()]).toSorted((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

/** The group's smallest cases; before them the smallest that shrinking met by the way. */
function startingPoints(
  group: DivergenceGroup,
  memory: TrialMemory,
  { featuresOf }: FindingParts,
): readonly DivergingCase[] {
  const met = memory.smallestFor(group.signature);
  if (met === undefined || met.size >= (group.smallest[0]?.size ?? Infinity)) return group.smallest;
  const features = featuresOf(met.case);
  return [
    { index: -1, case: met.case, features, suite: 'shrunk', size: met.size, differences: new Map() },
    ...group.smallest,
  ];
}

/**
 * One root cause may have been found from several sides. Of two findings with one signature the one whose minimal case
 * contains less explains the other.
 */
function merged(findings: readonly Finding[]): readonly Finding[] {
  const kept: Finding[] = [];
  for (const finding of findings.toSorted(
    (a, b) => a.features.length - b.features.length || a.states - b.states,
  )) {
    const index = kept.findIndex(
      (other) => other.signature === finding.signature && explains(other, finding),
    );
    const other = kept[index];
    if (other === undefined) kept.push(finding);
    else kept[index] = { ...other, count: other.count + finding.count };
  }
  return kept;
}

const explains = (one: Finding, other: Finding): boolean =>
  isWholesale(one) || one.features.every((feature) => other.features.includes(feature));

/** A detail of an event, or a part of the result that is there or isn't: one cause, whatever the case around it. */
const isWholesale = ({ difference: { facet, place, expected, observed } }: Finding): boolean =>
  facet === 'history'
    ? place.includes('.') || place.endsWith('(absent)')
    : expected === undefined || observed === undefined || place === NOT_JSON;

function add(findings: Map<string, Finding>, finding: Finding, { onFinding }: FindingParts): void {
  const known = findings.get(finding.id);
  if (known === undefined) onFinding?.(finding);
  const smaller = known === undefined || finding.states < known.states ? finding : known;
  findings.set(finding.id, { ...smaller, count: finding.count + (known?.count ?? 0) });
}

async function minimalFinding(
  diverging: DivergingCase,
  signature: string,
  memory: TrialMemory,
  { contest, shrinking, featuresOf, attribute }: FindingParts,
  signal: AbortSignal,
): Promise<Finding | undefined> {
  const shrunk = await shrink(diverging.case, signature, memory, shrinking, signal);
  if (shrunk === undefined) return undefined;
  const trial = await confirm(contest, shrunk.case, shrunk.trial, signal);
  return findingOf(shrunk.case, trial, signature, { target: contest.target.name, featuresOf, attribute });
}

/** What a minimal case shows; undefined where it doesn't show this way to differ. */
export function findingOf(
  minimal: Case,
  { oracle, target, verdict }: Trial,
  signature: string,
  {
    target: name,
    featuresOf,
    attribute,
  }: Pick<FindingParts, 'featuresOf' | 'attribute'> & { readonly target: string },
): Finding | undefined {
  if (verdict.kind !== 'diverges' || oracle.kind !== 'observed' || target.kind !== 'observed')
    return undefined;
  const difference = independent(verdict.differences).find((one) => signatureOf(one) === signature);
  if (difference === undefined) return undefined;
  const rule = attribute(difference, oracle.rules ?? [], verdict.differences);
  return {
    id: findingId(rule.id, signature),
    title: titleOf(rule, difference),
    level: rule.inferred ? 'warning' : 'failure',
    rules: [rule.id],
    facets: [difference.facet],
    signature,
    count: 1,
    target: name,
    difference,
    case: named(minimal),
    features: featuresOf(minimal),
    expected: oracle.observation,
    observed: target.observation,
    states: stateCount(minimal),
  };
}

/** The rule's name, with enough of the signature's hash to tell two ways of breaking it apart. */
export const findingId = (rule: string, signature: string): string =>
  `${rule.replace(/[^A-Za-z0-9-]+/g, '-')}-${createHash('sha256').update(signature).digest('hex').slice(0, 6)}`;

const titleOf = (rule: AttributedRule, { facet, place }: Difference): string =>
  place === facet ? `${rule.title} (${facet} differs)` : `${rule.title} (${facet} differs at ${place})`;
