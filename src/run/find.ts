/** Turns the divergences of a run into findings: one for each root cause, with its smallest case. */
import { createHash } from 'node:crypto';
import type { Case } from '../case/case.ts';
import { named } from '../case/content-hash.ts';
import { momentOf } from '../compare/moment.ts';
import { causeKey, isHappening, rootOf } from '../compare/root-cause.ts';
import { signatureOf, independent } from '../compare/signature.ts';
import type { Difference } from '../compare/difference.ts';
import { notedRules } from '../executors/reference/noted-rules.ts';
import { Allowance } from './allowance.ts';
import type { DivergenceGroup, DivergingCase, OtherCase } from './divergences.ts';
import type { Finding } from './finding.ts';
import { explains, GatheredFindings, type GatheredFinding, type KnownFindings } from './gathered-findings.ts';
import { shrink, type Shrinking } from './shrink.ts';
import { isEvaluated, singleEvaluations } from './single-evaluations.ts';
import { stateCount } from './state-count.ts';
import { suspectsAt } from './suspects.ts';
import { confirm, signaturesOf, type Contest, type Trial } from './trial.ts';
import { TrialMemory, type MemoryView } from './trial-memory.ts';

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
  /** Called where the limit on shrinking ended the search for further causes. */
  readonly onLimit?: () => void;
}

/** Cases that are looked at behind one signature. */
const MOST_PER_SIGNATURE = 8;

/** Ways to differ that are looked into side by side. */
const SIDE_BY_SIDE = 8;

/** A share of what shrinking may cost that leads from a drawn case to a small one more often than not. */
const WORTHWHILE = 40;

/**
 * What differs, way by way; findings of one root cause are one. In a first round each way gets its first finding, in later ones
 * further causes behind it are looked for, as long as shrinking may cost something.
 */
export async function findFindings(
  groups: readonly DivergenceGroup[],
  given: FindingParts,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const parts = { ...given, shrinking: believing(given.contest.oracle.name, given.shrinking) };
  const common: Common = {
    gathered: new GatheredFindings(parts.onFinding),
    memory: new TrialMemory(parts.contest, parts.shrinking, signal),
    allowance: new Allowance(parts.shrinking.limit, SIDE_BY_SIDE),
  };
  let ways: readonly Way[] = groups.map((group) => ({ group, explored: 0 }));
  for (let round = 1; ways.length > 0 && !signal.aborted; round++) {
    if (round > 1 && common.allowance.share(ways.length) < WORTHWHILE) {
      parts.onLimit?.();
      break;
    }
    ways = await exploreAll(ways, common, parts, signal);
  }
  return common.gathered.findings;
}

/** What all ways to differ have in common. */
interface Common {
  readonly gathered: GatheredFindings;
  readonly memory: TrialMemory;
  readonly allowance: Allowance;
}

/** A way to differ, and how far it is explored. */
interface Way {
  readonly group: DivergenceGroup;
  /** Cases that were looked at. */
  readonly explored: number;
  /** Those that nothing explains yet, the smallest first; undefined before the first round. */
  readonly open?: readonly (DivergingCase | OtherCase)[];
}

/**
 * One finding more of each way. A way is begun as soon as the one so many places before it is done with, and knows what was
 * known then, so that which of them is faster changes nothing of what is found. Returns those with more to explore.
 */
async function exploreAll(
  ways: readonly Way[],
  { gathered, memory, allowance }: Common,
  parts: FindingParts,
  signal: AbortSignal,
): Promise<readonly Way[]> {
  const begun: { readonly view: MemoryView; readonly exploring: Promise<Explored> }[] = [];
  const beginNext = (): void => {
    const way = ways[begun.length];
    if (way === undefined || signal.aborted) return;
    const view = memory.view();
    const share = allowance.share(ways.length - begun.length);
    const exploring = explore(way, { memory: view, known: gathered.known, share }, parts, signal);
    // A failure is met where it is waited for, and that may be later.
    exploring.catch(() => {});
    begun.push({ view, exploring });
  };
  for (let i = 0; i < SIDE_BY_SIDE; i++) beginNext();
  const left: Way[] = [];
  for (const { view, exploring } of begun) {
    const { found, cost, way } = await exploring;
    for (const one of found) gathered.add(one);
    memory.absorb(view);
    allowance.spend(cost);
    if (way !== undefined) left.push(way);
    beginNext();
  }
  return left;
}

/** What the reference expects tells nothing of what another oracle says. */
const believing = (oracle: string, shrinking: Shrinking): Shrinking =>
  oracle === 'reference'
    ? shrinking
    : {
        ...shrinking,
        outlook: async (testCase) => ({ seconds: (await shrinking.outlook(testCase)).seconds }),
      };

/** What there is for looking into one way to differ. */
interface Means {
  readonly memory: MemoryView;
  readonly known: KnownFindings;
  /** What shrinking may cost. */
  readonly share: number;
}

interface Explored {
  readonly found: readonly GatheredFinding[];
  /** What shrinking has cost. */
  readonly cost: number;
  /** Undefined where it needs no further exploring. */
  readonly way: Way | undefined;
}

/**
 * The smallest case is shrunk, unless it shows no more than a known cause: then the next one. The cases that contain all that its
 * minimal case contains are explained by it.
 */
async function explore(
  { group, explored: before, open: left }: Way,
  { memory, known, share }: Means,
  parts: FindingParts,
  signal: AbortSignal,
): Promise<Explored> {
  const all: GatheredFinding[] = [];
  let open = left ?? [...startingPoints(group, memory, parts), ...group.others];
  let explored = before;
  let cost = 0;
  for (let shrunk = false; !shrunk && explored < MOST_PER_SIGNATURE && !signal.aborted; explored++) {
    const [smallest, ...rest] = open;
    if (smallest === undefined || !('case' in smallest)) break;
    const drawn = await findingAsDrawn(smallest, group.signature, memory, parts);
    const isKnown = drawn !== undefined && known(drawn);
    const budget = Math.min(parts.shrinking.budget, share);
    const made = isKnown
      ? { found: drawn, cost: 0 }
      : await minimalFinding(smallest, group.signature, { memory, budget }, parts, signal);
    cost += made.cost;
    const { found } = made;
    open = rest;
    if (found === undefined) continue;
    shrunk = !isKnown;
    const explained = rest.filter(({ features }) => explains(found.finding, features));
    all.push({ ...found, cases: placesOf([smallest, ...explained]), asDrawn: isKnown });
    if (!isKnown) all.push(...(await byItself(found.finding, memory, parts, signal)));
    open = rest.filter((one) => !explained.includes(one));
  }
  const [next] = open;
  const isDone = next === undefined || !('case' in next) || explored >= MOST_PER_SIGNATURE;
  return { found: all, cost, way: isDone ? undefined : { group, explored, open } };
}

/** The group's smallest cases; before them the smallest that shrinking met by the way. */
function startingPoints(
  group: DivergenceGroup,
  memory: MemoryView,
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

/** In the run's list; what shrinking met by the way is no case of the run. */
const placesOf = (cases: readonly OtherCase[]): ReadonlySet<number> =>
  new Set(cases.map(({ index }) => index).filter((index) => index >= 0));

/** What a case shows before it is shrunk. */
async function findingAsDrawn(
  diverging: DivergingCase,
  signature: string,
  memory: MemoryView,
  { contest, featuresOf, attribute }: FindingParts,
): Promise<Found | undefined> {
  const { trial } = await memory.try(diverging.case, { made: diverging.trial });
  return findingOf(diverging.case, trial, signature, { target: contest.target.name, featuresOf, attribute });
}

async function minimalFinding(
  diverging: DivergingCase,
  signature: string,
  { memory, budget }: { readonly memory: MemoryView; readonly budget: number },
  { contest, shrinking, featuresOf, attribute }: FindingParts,
  signal: AbortSignal,
): Promise<{ readonly found: Found | undefined; readonly cost: number }> {
  const shrunk = await shrink(diverging.case, signature, memory, { ...shrinking, budget }, signal);
  if (shrunk === undefined) return { found: undefined, cost: 0 };
  const { cost, exhausted } = shrunk;
  const trial = await confirm(contest, shrunk.case, shrunk.trial, signal);
  const parts = { target: contest.target.name, featuresOf, attribute };
  const found = await findingOf(shrunk.case, trial, signature, parts);
  if (found === undefined || exhausted) return { found, cost };
  return { found: { ...found, finding: { ...found.finding, mayBeSmaller: true } }, cost };
}

/** What of the case differs when it is evaluated by itself. */
async function byItself(
  finding: Finding,
  memory: MemoryView,
  { contest, featuresOf, attribute }: FindingParts,
  signal: AbortSignal,
): Promise<readonly GatheredFinding[]> {
  const all: GatheredFinding[] = [];
  if (!isHappening(finding.difference)) return all;
  for (const single of singleEvaluations(finding)) {
    if (signal.aborted) break;
    const tried = await memory.try(single);
    const trial = await confirm(contest, single, tried.trial, signal);
    const signature = signaturesOf(trial.verdict).find(isEvaluated);
    if (signature === undefined) continue;
    const parts = { target: contest.target.name, featuresOf, attribute };
    const found = await findingOf(single, trial, signature, parts);
    if (found !== undefined) all.push({ ...found, cases: new Set() });
  }
  return all;
}

/** A finding before it is gathered with others of its cause. */
type Found = Pick<GatheredFinding, 'finding' | 'cause'>;

/** What a minimal case shows; undefined where it doesn't show this way to differ. */
export async function findingOf(
  minimal: Case,
  { oracle, target, verdict }: Trial,
  signature: string,
  {
    target: name,
    featuresOf,
    attribute,
  }: Pick<FindingParts, 'featuresOf' | 'attribute'> & { readonly target: string },
): Promise<Found | undefined> {
  if (verdict.kind !== 'diverges' || oracle.kind !== 'observed' || target.kind !== 'observed')
    return undefined;
  const difference = independent(verdict.differences).find((one) => signatureOf(one) === signature);
  if (difference === undefined) return undefined;
  const root = rootOf(difference, verdict.differences);
  const moment = momentOf(root, oracle.observation, target.observation);
  const told = oracle.observation.history?.length ?? 0;
  const suspects = suspectsAt(moment, oracle.rules ?? [], await notedRules(minimal), told);
  const rule = attribute(root, suspects, verdict.differences);
  const cause = `${rule.id} | ${causeKey(root)}`;
  const finding: Finding = {
    id: findingId(rule.id, cause),
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
    also: [],
  };
  return { finding, cause };
}

/** The rule's name, with enough of the cause's hash to tell two ways of breaking it apart. */
export const findingId = (rule: string, cause: string): string =>
  `${rule.replace(/[^A-Za-z0-9-]+/g, '-')}-${createHash('sha256').update(cause).digest('hex').slice(0, 6)}`;

const titleOf = (rule: AttributedRule, { facet, place }: Difference): string =>
  place === facet ? `${rule.title} (${facet} differs)` : `${rule.title} (${facet} differs at ${place})`;
