/** Shapes with members, among them every request as a whole. */
import type { Findings } from './findings.ts';
import type { Required, Shape } from './shape.ts';

export type Members = Readonly<Record<string, Shape<unknown> | Required<unknown>>>;

type TypeOf<M> = M extends Required<infer T> ? T : M extends Shape<infer T> ? T : never;

/** The values of members: required ones are there, the others may be. */
export type Values<M extends Members> = {
  readonly [K in keyof M as M[K] extends Required<unknown> ? K : never]: TypeOf<M[K]>;
} & {
  readonly [K in keyof M as M[K] extends Required<unknown> ? never : K]?: TypeOf<M[K]>;
};

/** A structure; `name` is what Java prints before its members. */
export const structure = <M extends Members>(name: string, members: M): Shape<Values<M>> => ({
  show: (value) =>
    `${name}(${Object.keys(members)
      .map((member) => `${member}=${showMember(members[member], memberOf(value, member))}`)
      .join(', ')})`,
  read: (value, place, found) => readMembers(members, value, `${place}.`, found),
});

/** Members that are null count as absent; members that nobody knows are ignored. */
export function readMembers<M extends Members>(
  members: M,
  value: unknown,
  prefix: string,
  found: Findings,
): Values<M> {
  const values: Record<string, unknown> = {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    found.wrongType(value, 'a Structure');
    return values as Values<M>;
  }
  for (const [name, member] of Object.entries(members)) {
    const given = memberOf(value, name);
    const place = prefix + name;
    if (given !== undefined) values[name] = shapeOf(member).read(given, place, found);
    else if ('required' in member) found.constraint(place, 'null', 'not be null');
  }
  return values as Values<M>;
}

const shapeOf = (member: Shape<unknown> | Required<unknown>): Shape<unknown> =>
  'required' in member ? member.required : member;

const showMember = (member: Shape<unknown> | Required<unknown> | undefined, value: unknown): string =>
  value === undefined || member === undefined ? 'null' : shapeOf(member).show(value);

/** Own members only: a body may hold `__proto__` or `constructor`. */
function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name] ?? undefined;
}
