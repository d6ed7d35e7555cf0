/** What JSONata expressions can lead to from a place in a machine (AWS-BEHAVIOUR 7.2.3). */
import { isJsonObject, JsonNumber, type JsonValue } from '../../../src/json/value.ts';
import { isForeseeable } from '../../meaning/unforeseeable.ts';
import type { Draft } from '../draft.ts';
import type { Source } from '../sources.ts';
import type { Spot } from '../spot.ts';

const SIMPLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const DEEPEST = 3;

/** What a state has beside its input while it is left. */
export interface Extras {
  readonly result?: JsonValue;
  readonly errorOutput?: JsonValue;
}

export function expressionSources({ mask, draw }: Draft, spot: Spot, extras: Extras = {}): readonly Source[] {
  const { mapContext, world } = spot.place;
  const roots: Source[] = [{ path: '$states.input', value: spot.situation.document }];
  for (const [name, value] of Object.entries(spot.situation.variables))
    roots.push({ path: `$${name}`, value });
  for (const [name, value] of Object.entries(extras))
    roots.push({ path: `$states.${name}`, value: value as JsonValue });
  if (mask.has('context-object')) {
    if (draw.chance(50)) roots.push({ path: '$states.context.Execution.Input', value: world.executionInput });
    if (mapContext !== undefined) roots.push({ path: '$states.context.Map', value: mapContext });
  }
  const found = roots
    .flatMap(({ path, value }) => namesIn(path, value))
    .filter(({ value }) => isUsable(value));
  return found.length > 0 ? found : [LITERAL];
}

/** Where nothing else is there. */
const LITERAL: Source = { path: "'nothing'", value: 'nothing' };

/** Names on objects only: what paths make of arrays is jsonata's mapping, which the analysis leaves alone. */
function namesIn(path: string, value: JsonValue, depth = 0): readonly Source[] {
  const here: Source = { path, value };
  if (depth >= DEEPEST || !isJsonObject(value)) return [here];
  return [
    here,
    ...Object.entries(value).flatMap(([key, inner]) =>
      namesIn(SIMPLE_NAME.test(key) ? `${path}.${key}` : `${path}.\`${key}\``, inner, depth + 1),
    ),
  ];
}

const isUsable = (value: JsonValue): boolean => isForeseeable(value) && !holdsSpelling(value);

const holdsSpelling = (value: JsonValue): boolean =>
  value instanceof JsonNumber ||
  (typeof value === 'object' && value !== null && Object.values(value).some((inner) => holdsSpelling(inner)));
