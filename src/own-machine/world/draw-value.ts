/** Draws documents of the shape that a machine reads. */
import type { Draw } from '../../../generators/draw/draw.ts';
import {
  NUMBERS,
  SPELLED_NUMBERS,
  TEXTS,
  TIMESTAMPS,
  UNICODE_TEXTS,
} from '../../../generators/palette/values.ts';
import { objectOf } from '../../json/key-order.ts';
import { isJsonNumber, type JsonValue } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';
import type { Use } from '../origins/needs.ts';
import type { NeedTree } from './need-tree.ts';

/**
 * - `plain`: all that is read is there, in the form in which it is used
 * - `varied`: what may be missing is missing now and then, lists are of any length, values are of the odd kinds too
 */
export type Style = 'plain' | 'varied';

export function drawValue(tree: NeedTree, draw: Draw, style: Style): JsonValue {
  if (tree.uses.size === 0 && tree.constants.length === 0 && isBare(tree)) return drawDocument(draw, style);
  return drawField(tree, draw, style);
}

const isBare = ({ fields, each, spelled }: NeedTree): boolean =>
  fields.size === 0 && each === undefined && spelled === undefined;

/** A whole document of which nothing is known: most are objects. */
const drawDocument = (draw: Draw, style: Style): JsonValue =>
  style === 'varied' && draw.chance(25)
    ? drawOdd({ uses: new Set() }, draw)
    : { id: draw.pick(['one', 'two', 'order-17']) };

function drawField(tree: NeedTree, draw: Draw, style: Style): JsonValue {
  if (tree.spelled) return writeJson(drawValue(tree.spelled, draw, style));
  // A document that is read both ways may come in either form.
  const either = tree.each !== undefined && tree.fields.size > 0;
  if (isList(tree) && !(either && draw.chance(50))) return drawList(tree, draw, style);
  if (tree.fields.size > 0) return drawFields(tree, draw, style);
  return drawLeaf(tree, draw, style);
}

const isList = ({ each, uses }: NeedTree): boolean => each !== undefined || uses.has('list');

/** Fields that are read of a list are those of its items, as JSONata reads them. */
function drawList(tree: NeedTree, draw: Draw, style: Style): JsonValue {
  const item: NeedTree = tree.each ?? { ...tree, uses: without(tree.uses, 'list') };
  const length = style === 'plain' ? draw.integer(1, 2) : draw.integer(0, 3);
  return Array.from({ length }, () => drawValue(item, draw, style));
}

const without = (uses: ReadonlySet<Use>, use: Use): ReadonlySet<Use> =>
  new Set([...uses].filter((one) => one !== use));

function drawFields({ fields }: NeedTree, draw: Draw, style: Style): JsonValue {
  const kept = [...fields].filter(([, field]) => {
    const optional = field.uses.has('tested for presence');
    return style === 'plain' ? !optional || draw.chance(70) : draw.chance(optional ? 55 : 93);
  });
  return objectOf(kept.map(([name, field]) => [name, drawField(field, draw, style)]));
}

function drawLeaf(tree: NeedTree, draw: Draw, style: Style): JsonValue {
  if (tree.constants.length > 0 && draw.chance(style === 'plain' ? 75 : 60)) return draw.pick(tree.constants);
  if (style === 'varied' && draw.chance(25)) return drawOdd(tree, draw);
  return drawUsed(tree, draw);
}

/** A value that can be used as the machine uses it. */
function drawUsed({ uses, constants }: NeedTree, draw: Draw): JsonValue {
  if (uses.has('function')) return 'chosen-function';
  if (uses.has('seconds')) return draw.integer(0, 1);
  if (uses.has('timeout')) return 30;
  if (uses.has('heartbeat')) return 10;
  if (uses.has('count')) return draw.integer(1, 3);
  if (uses.has('percentage')) return draw.pick([0, 50, 100]);
  if (uses.has('timestamp')) return draw.pick(TIMESTAMPS);
  if (uses.has('boolean')) return draw.chance(50);
  if (uses.has('number') || constants.some(isJsonNumber)) return near(constants.filter(isJsonNumber), draw);
  if (uses.has('object')) return {};
  return draw.pick(['one', 'two', 'order-17', 'new']);
}

/** A number beside one that it is compared with, or any. */
function near(numbers: readonly JsonValue[], draw: Draw): JsonValue {
  if (numbers.length === 0) return draw.pick([1, 2, 3, 7, 42]);
  return Number(draw.pick(numbers)) + draw.pick([-1, 1, 0.5, 10]);
}

/** What targets read wrongly: spelled numbers, other alphabets, empty and nested values, another type. */
function drawOdd({ uses }: Pick<NeedTree, 'uses'>, draw: Draw): JsonValue {
  const mustBeSmall = ['seconds', 'timeout', 'heartbeat', 'count'] as const;
  if (mustBeSmall.some((use) => uses.has(use))) return draw.pick([0, 1, 30]);
  if (uses.has('function')) return 'chosen-function';
  if (uses.has('number')) return draw.pick([...NUMBERS, ...SPELLED_NUMBERS]);
  return draw.pick<JsonValue>([
    ...TEXTS,
    ...UNICODE_TEXTS,
    ...SPELLED_NUMBERS,
    0,
    -2,
    true,
    null,
    {},
    [],
    { nested: { deep: [1, 'two', null] } },
  ]);
}
