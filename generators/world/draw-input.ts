/** Draws the input of an execution: fields from one small set, so that paths and inputs meet. */
import type { JsonObject, JsonValue } from '../../src/json/value.ts';
import type { Draw } from '../draw/draw.ts';
import type { FeatureMask } from '../features/feature-mask.ts';
import type { Feature } from '../features/feature.ts';
import {
  JSON_TEXTS,
  NO_TIMESTAMPS,
  NUMBERS,
  SPELLED_NUMBERS,
  STRINGS_TO_SPLIT,
  TEXTS,
  TIMESTAMPS,
  UNICODE_TEXTS,
} from '../palette/values.ts';

type Drawing = (draw: Draw, mask: FeatureMask) => JsonValue;

export const drawText: Drawing = (draw, mask) =>
  draw.pick(mask.has('unicode') && draw.chance(40) ? UNICODE_TEXTS : TEXTS);

export const drawNumber: Drawing = (draw, mask) =>
  mask.has('number-spelling') && draw.chance(35) ? draw.pick(SPELLED_NUMBERS) : draw.pick(NUMBERS);

const drawBoolean: Drawing = (draw) => draw.chance(50);

const drawCustomer: Drawing = (draw, mask) => ({
  name: drawText(draw, mask),
  ...(draw.chance(70) && { vip: drawBoolean(draw, mask) }),
  ...(draw.chance(40) && { address: { city: drawText(draw, mask) } }),
});

const drawItem: Drawing = (draw, mask) => ({ sku: drawText(draw, mask), qty: draw.pick([0, 1, 2, 7]) });

/** Mostly items of one kind, as people have them; few, for each is an iteration. */
const drawItems: Drawing = (draw, mask) => {
  const drawOne = draw.weighted<Drawing>([
    [drawItem, 50],
    [drawText, 20],
    [drawNumber, 20],
    [(inner, features) => inner.pick([drawItem, drawText, drawBoolean, () => null])(inner, features), 10],
  ]);
  const length = draw.weighted([
    [0, 10],
    [1, 20],
    [2, 45],
    [3, 25],
  ]);
  return Array.from({ length }, () => drawOne(draw, mask));
};

interface Field {
  readonly name: string;
  readonly weight: number;
  /** Features that can hardly occur without this field. */
  readonly serves?: readonly Feature[];
  readonly value: Drawing;
}

const FIELDS: readonly Field[] = [
  { name: 'orderId', weight: 55, value: drawText },
  { name: 'status', weight: 45, value: drawText },
  { name: 'qty', weight: 50, value: drawNumber },
  { name: 'price', weight: 25, value: drawNumber },
  { name: 'vip', weight: 35, value: drawBoolean },
  { name: 'customer', weight: 40, value: drawCustomer },
  { name: 'items', weight: 35, serves: ['map', 'indefinite-path', 'items-path'], value: drawItems },
  { name: 'note', weight: 15, value: (draw, mask) => (draw.chance(60) ? null : drawText(draw, mask)) },
  {
    name: 'since',
    weight: 55,
    serves: ['wait-timestamp-path'],
    value: (draw) => draw.pick(draw.chance(93) ? TIMESTAMPS : NO_TIMESTAMPS),
  },
  {
    name: 'delay',
    weight: 5,
    serves: ['wait-seconds-path'],
    value: (draw) =>
      draw.weighted<JsonValue>([
        [0, 60],
        [1, 30],
        [-1, 5],
        [1.5, 5],
      ]),
  },
  { name: 'limit', weight: 4, serves: ['timeout-path'], value: (draw) => draw.pick([30, 60]) },
  { name: 'beat', weight: 25, serves: ['heartbeat-path'], value: (draw) => draw.pick([5, 10]) },
  { name: 'text', weight: 12, serves: ['States.StringToJson'], value: (draw) => draw.pick(JSON_TEXTS) },
  { name: 'list', weight: 10, serves: ['States.StringSplit'], value: (draw) => draw.pick(STRINGS_TO_SPLIT) },
  {
    name: 'encoded',
    weight: 4,
    serves: ['States.Base64Decode'],
    value: (draw) => draw.pick(['bmV3', 'WsO8cmljaA==', '']),
  },
  {
    name: 'delivery-partner',
    weight: 10,
    value: (draw, mask) => ({ name: drawText(draw, mask), code: drawNumber(draw, mask) }),
  },
  {
    name: 'deep',
    weight: 10,
    value: (draw, mask) => ({ er: { still: drawNumber(draw, mask) }, flag: true }),
  },
  { name: 'empty', weight: 6, value: (draw) => draw.pick<JsonValue>([{}, [], '']) },
];

/** An object, mostly; a scalar or an array as a feature of its own. */
export function drawInput(draw: Draw, mask: FeatureMask): JsonValue {
  if (mask.has('scalar-input') && draw.chance(60)) {
    return draw.pick<Drawing>([drawText, drawNumber, drawBoolean, () => null, drawItems, drawItems])(
      draw,
      mask,
    );
  }
  if (draw.chance(3)) return {};
  return drawFields(draw, mask);
}

/** An object of some of the fields; what functions return and Pass states hold is drawn of the same ones. */
export function drawFields(draw: Draw, mask: FeatureMask, share = 100): JsonObject {
  const chosen = FIELDS.filter(({ weight, serves }) => {
    const wanted = serves?.some((feature) => mask.has(feature)) === true ? weight + 45 : weight;
    return draw.chance(Math.round((wanted * share) / 100));
  });
  const fields = chosen.length > 0 ? chosen : [draw.pick(FIELDS)];
  return Object.fromEntries(fields.slice(0, 8).map(({ name, value }) => [name, value(draw, mask)]));
}
