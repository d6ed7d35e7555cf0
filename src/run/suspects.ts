/** Which of the rules that a case carried out may be to blame for a difference: those of the moment at which it comes about. */
import type { Moment } from '../compare/moment.ts';
import type { NotedRules } from '../executors/reference/noted-rules.ts';

/**
 * In their order, the one that was carried out last at the end. Rules that are noted at no moment, as those of the way of the
 * start, belong to all of them.
 */
export function suspectsAt(
  moment: Moment | undefined,
  carriedOut: readonly string[],
  { rules, events }: NotedRules,
  /** Events of the history in which the moment was told. */
  told: number,
): readonly string[] {
  // Another oracle has another history.
  if (moment === undefined || told !== events) return carriedOut;
  const noted = new Set(rules.map(({ rule }) => rule));
  const at = ({ from, to }: Moment): readonly string[] =>
    rules.filter(({ events: written }) => written >= from && written < to).map(({ rule }) => rule);
  const then = at(moment);
  const done = then.length === 0 && moment.next !== undefined ? at(moment.next) : then;
  return [...carriedOut.filter((rule) => !noted.has(rule)), ...done];
}
