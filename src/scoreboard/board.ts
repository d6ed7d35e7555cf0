/** What the scoreboard shows, worked out of the published results. */
import { evidenceText } from '../rules/explain.ts';
import type { Catalogue } from '../rules/catalogue.ts';
import { levelOf } from '../rules/rule.ts';
import { standingOf, type Published, type Standing } from './published.ts';

export interface Board {
  /** The newest result of each target. */
  readonly targets: readonly BoardTarget[];
  /** Every rule that a result speaks of: those that somebody breaks first, then by id. */
  readonly rules: readonly BoardRule[];
  /** False where results are of different lists: their figures can't be held against each other. */
  readonly sameList: boolean;
}

export interface BoardTarget {
  readonly newest: Published;
  /** All results, the newest first. */
  readonly history: readonly Published[];
}

export interface BoardRule {
  readonly id: string;
  readonly title: string;
  /** Empty for a rule that the catalogue has no more. */
  readonly text: string;
  readonly evidence: readonly string[];
  readonly inferred: boolean;
  /** In the order of the targets. */
  readonly standings: readonly Standing[];
  /** The one target that breaks it while another one holds it. */
  readonly onlyIn?: string;
}

/** `published` in order of target and date. */
export function boardOf(published: readonly Published[], catalogue: Catalogue): Board {
  const byTarget = new Map<string, Published[]>();
  for (const one of published) byTarget.set(one.target, [one, ...(byTarget.get(one.target) ?? [])]);
  const targets = [...byTarget.values()].flatMap((history) => {
    const [newest] = history;
    return newest === undefined ? [] : [{ newest, history }];
  });
  const ids = new Set(targets.flatMap(({ newest }) => Object.keys(newest.rules)));
  const rules = [...ids].map((id) => ruleOf(id, targets, catalogue));
  const lists = new Set(targets.map(({ newest }) => newest.list.fingerprint));
  return { targets, rules: rules.toSorted(worstFirst), sameList: lists.size <= 1 };
}

const worstFirst = (a: BoardRule, b: BoardRule): number =>
  broken(b).length - broken(a).length || (a.id < b.id ? -1 : 1);

/** How many targets break it, as the places of the standings. */
export const broken = ({ standings }: Pick<BoardRule, 'standings'>): readonly number[] =>
  standings.flatMap((standing, i) => (standing === 'differs' ? [i] : []));

function ruleOf(id: string, targets: readonly BoardTarget[], catalogue: Catalogue): BoardRule {
  const rule = catalogue.find(id);
  const standings = targets.map(({ newest }) => standingOf(newest.rules[id]));
  const [first, ...more] = broken({ standings });
  const alone = first !== undefined && more.length === 0 && standings.includes('holds');
  const onlyIn = alone ? targets[first]?.newest.target : undefined;
  return {
    id,
    title: rule?.title ?? id,
    text: rule?.text ?? '',
    evidence: rule?.evidence.map(evidenceText) ?? [],
    inferred: rule !== undefined && levelOf(rule) === 'inferred',
    standings,
    ...(onlyIn !== undefined && { onlyIn }),
  };
}
