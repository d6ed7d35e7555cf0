/** Draws a Wait state: no longer than a second, or until a time long past. */
import type { JsonObject } from '../../../src/json/value.ts';
import { TIMESTAMPS } from '../../palette/values.ts';
import { drawAssign, drawComment, drawInputPath, drawOutputPath } from '../data-fields.ts';
import { alone, transition, type DrawState } from '../drawn-state.ts';
import { missingPath, sourcesAt, type Source } from '../sources.ts';
import type { Draft } from '../draft.ts';

export const drawWait: DrawState = (wish) => {
  const { draft, spot } = wish;
  const { fields, document } = drawInputPath(wish, 15);
  const sources = sourcesAt(draft, spot, document);
  const timer = drawTimer(draft, sources, !spot.safe);
  if (timer === undefined) return undefined;
  const state: JsonObject = {
    Type: 'Wait',
    ...drawComment(draft),
    ...fields,
    ...timer,
    ...drawAssign(draft, spot, document, 20),
    ...transition(wish),
  };
  return alone({ ...state, ...drawOutputPath(wish, state, 15) });
};

/** Seconds that a path leads to on purpose although they are none: recorded failures (AWS-BEHAVIOUR 6.3.5, 6.3.6). */
const isSeconds = ({ value }: Source): boolean => value === 0 || value === 1;
const isNoSeconds = ({ value }: Source): boolean =>
  typeof value === 'number' && (value < 0 || value % 1 !== 0);
const isTimestamp = ({ value }: Source): boolean => (TIMESTAMPS as readonly unknown[]).includes(value);

function drawTimer(draft: Draft, sources: readonly Source[], mayFail: boolean): JsonObject | undefined {
  const { draw, mask } = draft;
  const seconds = sources.filter(mayFail && draw.chance(8) ? isNoSeconds : isSeconds);
  const times = sources.filter(isTimestamp);
  const kinds = [
    ['seconds', mask.has('wait-seconds') ? 40 : 0],
    ['secondsPath', mask.has('wait-seconds-path') && seconds.length > 0 ? 35 : 0],
    ['timestamp', mask.has('wait-timestamp') ? 20 : 0],
    ['timestampPath', mask.has('wait-timestamp-path') && times.length > 0 ? 35 : 0],
  ] as const;
  if (kinds.every(([, weight]) => weight === 0)) return undefined;
  switch (draw.weighted(kinds)) {
    case 'seconds':
      return {
        Seconds: draw.weighted([
          [0, 70],
          [1, 30],
        ]),
      };
    case 'secondsPath': {
      const missing = mayFail && draw.chance(4) ? missingPath(draft, sources) : undefined;
      return { SecondsPath: missing ?? draw.pick(seconds).path };
    }
    case 'timestamp':
      return { Timestamp: draw.pick(TIMESTAMPS) };
    case 'timestampPath':
      return { TimestampPath: draw.pick(times).path };
  }
}
