/** Draws JSONata expressions about the data that is there, of the kinds that the analysis knows. */
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/json/value.ts';
import { TEXTS } from '../../palette/values.ts';
import type { Draft } from '../draft.ts';
import { drawConstant } from '../draw-template.ts';
import type { Source } from '../sources.ts';

/** A field that is evaluated (7.2.1). */
export const expression = (text: string): string => `{% ${text} %}`;

type Fits = (value: JsonValue) => boolean;

const isWhole: Fits = (value) => Number.isInteger(value);
const isAscii: Fits = (value) => typeof value === 'string' && /^[ -~]*$/.test(value);
const isScalar: Fits = (value) => !isJsonArray(value) && !isJsonObject(value);

/** A path to such a value, else a literal. */
function operand(
  { draw }: Draft,
  sources: readonly Source[],
  fits: Fits,
  literals: readonly string[],
): string {
  const fitting = sources.filter(({ value }) => fits(value));
  return fitting.length > 0 && draw.chance(85) ? draw.pick(fitting).path : draw.pick(literals);
}

const quoted = (text: string): string => `'${text}'`;
const LITERAL_TEXTS = TEXTS.map(quoted);

export function drawExpression(draft: Draft, sources: readonly Source[]): string {
  const { draw } = draft;
  const number = (): string => operand(draft, sources, isWhole, ['1', '7']);
  const text = (): string => operand(draft, sources, isAscii, LITERAL_TEXTS);
  const array = (): string => operand(draft, sources, isJsonArray, ['[1,2,3]']);
  return draw.weighted<() => string>([
    [() => draw.pick(sources).path, 55],
    [() => `${number()} ${draw.pick(['+', '-', '*'])} ${number()}`, 10],
    [() => `${text()} & ${quoted('-x')}`, 8],
    [() => `$count(${array()})`, 6],
    [() => `$${draw.pick(['uppercase', 'lowercase', 'length'])}(${text()})`, 6],
    [() => `$string(${number()})`, 3],
    [() => `$type(${draw.pick(sources).path})`, 3],
    [() => `$range(0, ${draw.pick([3, 6])}, ${draw.pick([1, 2])})`, 3],
    [() => `$partition(${array()}, 2)`, 3],
    [() => `$hash(${text()}, 'SHA-256')`, 3],
    [() => `$exists($states.input.missing)`, 3],
    [() => `${drawTruth(draft, sources)} ? ${number()} : ${text()}`, 6],
  ])();
}

/** An expression that is true or false. */
export function drawTruth(draft: Draft, sources: readonly Source[], depth = 0): string {
  const { draw } = draft;
  const scalars = sources.filter(({ value }) => isScalar(value));
  const equal = (): string => {
    if (scalars.length === 0) return 'true';
    const { path, value } = draw.pick(scalars);
    const constant =
      draw.chance(55) && typeof value !== 'number'
        ? JSON.stringify(value)
        : draw.pick(['1', "'new'", 'null']);
    return `${path} ${draw.pick(['=', '=', '!='])} ${constant}`;
  };
  return draw.weighted<() => string>([
    [equal, 45],
    [
      () =>
        `${operand(draft, sources, isWhole, ['3'])} ${draw.pick(['<', '<=', '>', '>='])} ${draw.pick([0, 1, 7])}`,
      25,
    ],
    [() => `$exists(${draw.chance(60) ? draw.pick(sources).path : '$states.input.missing'})`, 15],
    [() => operand(draft, sources, (value) => typeof value === 'boolean', ['true']), 8],
    [() => `$not(${equal()})`, 6],
    [
      () => `${equal()} ${draw.pick(['and', 'or'])} ${drawTruth(draft, sources, depth + 1)}`,
      depth < 2 ? 12 : 0,
    ],
  ])();
}

/** A value for Output, Arguments or ItemSelector: one expression, or JSON with expressions in it. */
export function drawValue(draft: Draft, sources: readonly Source[]): JsonValue {
  const { draw } = draft;
  if (draw.chance(45)) return expression(drawExpression(draft, sources));
  return drawObject(draft, sources);
}

const KEYS = ['orderId', 'status', 'qty', 'value', 'items', 'total', 'a b'] as const;

export function drawObject(draft: Draft, sources: readonly Source[]): JsonObject {
  const { draw } = draft;
  return Object.fromEntries(
    draw.some(KEYS, 1, 3).map((key, i): readonly [string, JsonValue] => {
      if (i === 0 || draw.chance(65)) return [key, expression(drawExpression(draft, sources))];
      // Blanks around the delimiters make it a text (7.2.1).
      return [
        key,
        draw.chance(10)
          ? ' {% 1 %}'
          : draw.chance(25)
            ? [{ inner: expression(draw.pick(sources).path) }]
            : drawConstant(draft),
      ];
    }),
  );
}
