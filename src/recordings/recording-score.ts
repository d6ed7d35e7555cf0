/** What the recordings say of the reference, by group and facet. */
import type { Check } from './check-execution.ts';
import type { Difference } from '../compare/difference.ts';
import type { RecordedCase } from './recorded-case.ts';

export interface GroupScore {
  readonly group: string;
  readonly cases: number;
  readonly declined: number;
  /** Of the cases that were checked. */
  readonly outcome: Share;
  readonly history: Share;
}

export interface Share {
  readonly right: number;
  readonly of: number;
}

export interface Shortfall {
  readonly id: string;
  readonly group: string;
  readonly outcome: readonly Difference[];
  readonly history: readonly Difference[];
}

export interface Declination {
  readonly id: string;
  readonly group: string;
  readonly reason: string;
}

/** Counts as it goes; differing and declined cases are kept by name. */
export class RecordingScore {
  readonly #groups = new Map<
    string,
    { cases: number; declined: number; outcome: number; history: number; histories: number }
  >();
  readonly shortfalls: Shortfall[] = [];
  readonly declined: Declination[] = [];

  add({ id, group }: RecordedCase, check: Check): void {
    const score = this.#groups.get(group) ?? { cases: 0, declined: 0, outcome: 0, history: 0, histories: 0 };
    this.#groups.set(group, score);
    score.cases += 1;
    if (check.kind === 'declined') {
      score.declined += 1;
      this.declined.push({ id, group, reason: check.reason });
      return;
    }
    const { outcome, history } = check;
    if (outcome.length === 0) score.outcome += 1;
    if (history !== undefined) score.histories += 1;
    if (history?.length === 0) score.history += 1;
    if (outcome.length + (history?.length ?? 0) > 0)
      this.shortfalls.push({ id, group, outcome, history: history ?? [] });
  }

  get groups(): readonly GroupScore[] {
    return [...this.#groups].map(([group, { cases, declined, outcome, history, histories }]) => ({
      group,
      cases,
      declined,
      outcome: { right: outcome, of: cases - declined },
      history: { right: history, of: histories },
    }));
  }

  get total(): Omit<GroupScore, 'group'> {
    const sum = (pick: (score: GroupScore) => number): number =>
      this.groups.reduce((total, score) => total + pick(score), 0);
    return {
      cases: sum(({ cases }) => cases),
      declined: sum(({ declined }) => declined),
      outcome: { right: sum(({ outcome }) => outcome.right), of: sum(({ outcome }) => outcome.of) },
      history: { right: sum(({ history }) => history.right), of: sum(({ history }) => history.of) },
    };
  }
}

/** A table, the shortfalls, what was declined and why; the last line is `outcome A/B, history C/D`. */
export function scoreText(score: RecordingScore): string {
  const total = score.total;
  const rows = [...score.groups.map((group) => ({ ...group })), { group: 'all', ...total }];
  const width = Math.max(...rows.map(({ group }) => group.length));
  const line = ({ group, cases, declined, outcome, history }: GroupScore): string =>
    [
      group.padEnd(width),
      String(cases).padStart(6),
      String(declined).padStart(9),
      share(outcome).padStart(12),
      share(history).padStart(12),
    ].join(' ');
  const header = ['group'.padEnd(width), ' cases', ' declined', '     outcome', '     history'].join(' ');
  return [
    header,
    ...rows.map(line),
    ...section(
      'Differs',
      score.shortfalls.map(({ id, outcome, history }) => `${id}: ${describe([...outcome, ...history])}`),
    ),
    ...section(
      'Declined',
      [...reasonCounts(score.declined)].map(([reason, count]) => `${count} × ${reason}`),
    ),
    '',
    `outcome ${total.outcome.right}/${total.outcome.of}, history ${total.history.right}/${total.history.of}`,
  ].join('\n');
}

const share = ({ right, of }: Share): string => (of === 0 ? '-' : `${right}/${of}`);

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];

function describe(differences: readonly Difference[]): string {
  const [first, ...rest] = differences;
  if (first === undefined) return '';
  const more = rest.length > 0 ? ` (and ${rest.length} more)` : '';
  return `${first.place}: recorded ${cut(first.expected)}, predicted ${cut(first.observed)}${more}`;
}

const cut = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 160);

function reasonCounts(declined: readonly Declination[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { reason } of declined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
}
