/** What all texts about a drift say alike. */
import { counted } from '../report/verdict-line.ts';
import type { Drift } from './drift.ts';
import { dayOf, type RecordingIdentity } from './recording.ts';

/** `strict, recorded 2026-11-21 (kit 0.1.0)`. */
export const recordingTitle = ({ target = 'pairs', kit, ...recording }: RecordingIdentity): string =>
  `${target}, recorded ${dayOf(recording) ?? 'at an unknown date'}${kit === undefined ? '' : ` (kit ${kit})`}`;

/** When something changed, as far as the two recordings tell. */
export function sinceWhen({ old, new: now }: Pick<Drift, 'old' | 'new'>): string {
  const [last, first] = [dayOf(old), dayOf(now)];
  if (last === undefined || first === undefined) return 'at a time that the recordings do not tell';
  return last === first ? `on ${first}` : `after ${last}, by ${first}`;
}

export const countsLine = ({ cases, counts }: Pick<Drift, 'cases' | 'counts'>): string =>
  `${counted(cases.shared, 'case')} in both (${cases.old} and ${cases.new}): ${counts.same} the same, ${counts.changed} changed, ` +
  `${counts.support} declined in one of the two, ${counts.unknown} that say nothing`;

/** What to know before the result is believed; none is a change of behaviour. */
export function cautions({ old, new: now }: Pick<Drift, 'old' | 'new'>): readonly string[] {
  return [
    ...[old, now].flatMap(({ complete, path }) =>
      complete ? [] : [`${path} is incomplete: its run ended early, and what it lacks isn't compared.`],
    ),
    ...(old.target !== now.target
      ? [`The recordings are of two targets, ${old.target ?? 'unnamed'} and ${now.target ?? 'unnamed'}.`]
      : []),
    ...(old.kit !== now.kit
      ? [
          `Two versions of the kit made them, ${old.kit ?? 'unknown'} and ${now.kit ?? 'unknown'}: how it looks may have changed, too.`,
        ]
      : []),
    ...(old.started !== undefined && now.started !== undefined && old.started > now.started
      ? ['The one that was named first is the later one: were they swapped?']
      : []),
  ];
}

/** Why no case is smaller. */
export const NOT_SHRUNK =
  'Each case is the smallest recorded one: a recording can be run on no smaller case. Replay it on the target to shrink it.';
