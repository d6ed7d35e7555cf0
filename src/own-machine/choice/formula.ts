/** The condition of a Choice's rule, taken apart into tests of what is read, in either query language. */
import type { JsonValue } from '../../json/value.ts';
import type { Origin } from '../origins/origin.ts';

export type Formula =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Formula[] }
  | { readonly kind: 'not'; readonly part: Formula }
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'atom'; readonly atom: Atom };

/** Something that a condition reads. */
export interface Reading {
  /** Equal for equal readings: the path, or what an expression reads. */
  readonly key: string;
  /** The names on the way, to see which reading lies inside of another one. */
  readonly names: readonly string[];
  readonly origin: Origin;
}

/** What a reading finds. `present` stands for any value. */
export type Found =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'absent' }
  | { readonly kind: 'present' };

export const ABSENT: Found = { kind: 'absent' };
export const PRESENT: Found = { kind: 'present' };
export const value = (json: JsonValue): Found => ({ kind: 'value', value: json });

/** `error` where the state fails instead of deciding. */
export type Truth = 'true' | 'false' | 'error';

/** One test that isn't made of others. */
export interface Atom {
  readonly readings: readonly Reading[];
  /** Values of any of the readings that are worth a try. */
  readonly candidates: readonly Found[];
  /** What it makes of values of its readings, in order; undefined where only a run can tell. */
  readonly test?: (found: readonly Found[]) => Truth;
}

export const truthOf = (holds: boolean): Truth => (holds ? 'true' : 'false');

export function* atomsOf(formula: Formula): Iterable<Atom> {
  switch (formula.kind) {
    case 'and':
    case 'or':
      for (const part of formula.parts) yield* atomsOf(part);
      return;
    case 'not':
      return yield* atomsOf(formula.part);
    case 'constant':
      return;
    case 'atom':
      yield formula.atom;
  }
}
