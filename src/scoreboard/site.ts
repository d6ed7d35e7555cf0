/** All files of the site, made of the published results and nothing else: the same results give the same bytes. */
import { makeBadge } from 'badge-maker';
import { percent } from '../report/verdict-line.ts';
import type { Board, BoardTarget } from './board.ts';
import { indexPage } from './index-page.ts';
import { rulePageText } from './rule-page.ts';
import { targetPageText } from './target-page.ts';
import { badgeFile, rulePage, targetPage } from './words.ts';

/** Texts by path, with slashes. */
export type SiteFiles = ReadonlyMap<string, string>;

export const siteFiles = (board: Board, style: string): SiteFiles =>
  new Map([
    ['style.css', style],
    ['index.html', indexPage(board)],
    ...board.targets.flatMap((target) => [
      [targetPage(target.newest.target), targetPageText(target, board)] as const,
      [badgeFile(target.newest.target), badge(target)] as const,
    ]),
    ...board.rules.map((rule) => [rulePage(rule.id), rulePageText(rule, board)] as const),
  ]);

/** Both figures: neither says enough alone. */
function badge({ newest }: BoardTarget): string {
  const { divergenceRate, coverageRate, counts } = newest;
  const color = counts.diverges > 0 ? 'orange' : counts.conforms === counts.cases ? 'brightgreen' : 'yellow';
  const message = `${percent(divergenceRate)} differ, ${percent(coverageRate)} judged`;
  return `${makeBadge({ label: 'Step Functions', message, color })}\n`;
}
