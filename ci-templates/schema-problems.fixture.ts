/** Holds JSON against a shape of the AWS SDK's own model of a service. */

/**
 * The SDK writes shapes as numbers (a text 0, a number 1, a boolean 2; with 64 a list, with 128 a map of these), as tuples
 * that begin with 1 (a list), 2 (a map) or 3 (a structure: names, shapes, how many of them must be there), or as functions
 * that give one of those (smithy-typescript, packages/types, `schema/static-schemas.ts`).
 */
type Shape = number | readonly unknown[] | (() => Shape);

const SCALARS: Readonly<Record<number, string>> = { 0: 'string', 1: 'number', 2: 'boolean' };

/** What doesn't fit, by place. */
export function schemaProblems(value: unknown, shape: unknown, place = ''): readonly string[] {
  const resolved = typeof shape === 'function' ? (shape as () => Shape)() : (shape as Shape);
  if (typeof resolved === 'number') return numbered(value, resolved, place);
  const [kind] = resolved as readonly unknown[];
  if (kind === 1) return list(value, (resolved as readonly unknown[])[4], place);
  if (kind === 2) return map(value, (resolved as readonly unknown[])[5], place);
  if (kind === 3) return structure(value, resolved as readonly unknown[], place);
  throw new Error(`${place}: the SDK has a shape of the unknown kind ${String(kind)}`);
}

function numbered(value: unknown, shape: number, place: string): readonly string[] {
  if (shape >= 128) return map(value, shape - 128, place);
  if (shape >= 64) return list(value, shape - 64, place);
  const expected = SCALARS[shape];
  if (expected === undefined) throw new Error(`${place}: the SDK has an unknown scalar ${shape}`);
  return typeof value === expected ? [] : [`${place}: expected a ${expected}`];
}

const list = (value: unknown, shape: unknown, place: string): readonly string[] =>
  Array.isArray(value)
    ? value.flatMap((item, i) => schemaProblems(item, shape, `${place}[${i}]`))
    : [`${place}: expected a list`];

const map = (value: unknown, shape: unknown, place: string): readonly string[] =>
  isObject(value)
    ? Object.entries(value).flatMap(([key, item]) => schemaProblems(item, shape, below(place, key)))
    : [`${place}: expected an object`];

function structure(value: unknown, shape: readonly unknown[], place: string): readonly string[] {
  if (!isObject(value)) return [`${place}: expected an object`];
  const [names, shapes, needed = 0] = shape.slice(4) as [readonly string[], readonly unknown[], number?];
  const missing = names.slice(0, needed).filter((name) => !(name in value));
  return [
    ...missing.map((name) => `${below(place, name)}: missing`),
    ...Object.entries(value).flatMap(([name, member]) => {
      const at = names.indexOf(name);
      return at < 0
        ? [`${below(place, name)}: no such member`]
        : schemaProblems(member, shapes[at], below(place, name));
    }),
  ];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const below = (place: string, name: string): string => (place === '' ? name : `${place}.${name}`);
