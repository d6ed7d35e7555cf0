/**
 * Values for what a Choice reads, with which conditions hold or don't as wanted. Each reading has a list of values on which the
 * tests may turn; a condition is followed from left to right as the state does, and leaves in the lists what fits.
 */
import type { Draw } from '../../../generators/draw/draw.ts';
import { isConstant } from '../origins/origin.ts';
import { ABSENT, atomsOf, value, type Atom, type Formula, type Found, type Reading } from './formula.ts';

/** That a condition holds, or that it doesn't; never that it fails. */
export interface Wish {
  readonly formula: Formula;
  readonly holds: boolean;
}

export type Solution = ReadonlyMap<string, { readonly reading: Reading; readonly found: Found }>;

export type Solving =
  | { readonly kind: 'solved'; readonly solution: Solution }
  /** No values that the tests could tell apart fit. */
  | { readonly kind: 'none' }
  /** None was found; that there is none isn't known. */
  | { readonly kind: 'unknown' };

/** Steps after which the search is given up. */
const MOST_STEPS = 20_000;

/** Values that are drawn for one combination of lists. */
const PICKS = 60;

/** `drawn` gives further values of a reading that no test names. */
export function solve(
  wishes: readonly Wish[],
  draw: Draw,
  drawn: (reading: Reading) => readonly Found[],
): Solving {
  const search = new Search(wishes, draw, drawn);
  for (const lists of search.expand(wishes, { values: new Map(), joint: [] })) {
    const solution = search.pick(lists);
    if (solution) return { kind: 'solved', solution };
  }
  return { kind: search.sure ? 'none' : 'unknown' };
}

/** The values that still fit of each reading that was looked at, and the tests that look at several readings. */
interface Lists {
  readonly values: ReadonlyMap<string, readonly Found[]>;
  readonly joint: readonly { readonly atom: Atom; readonly holds: boolean }[];
}

class Search {
  /** False once something was left out that might have fitted. */
  sure = true;
  readonly #readings = new Map<string, Reading>();
  /** All values of each reading. */
  readonly #values = new Map<string, Found[]>();
  readonly #draw: Draw;
  #steps = 0;

  constructor(wishes: readonly Wish[], draw: Draw, drawn: (reading: Reading) => readonly Found[]) {
    this.#draw = draw;
    for (const atom of wishes.flatMap(({ formula }) => [...atomsOf(formula)])) {
      if (atom.test === undefined) this.sure = false;
      for (const reading of atom.readings) {
        this.#readings.set(reading.key, reading);
        const list = this.#values.get(reading.key) ?? startList(reading);
        this.#values.set(reading.key, list);
        if (isConstant(reading.origin)) continue;
        list.push(
          ...atom.candidates.filter(({ kind }) => kind !== 'absent' || !reading.origin.certain),
          ...(atom.test === undefined ? drawn(reading) : []),
        );
      }
    }
  }

  *expand(wishes: readonly Wish[], lists: Lists): Iterable<Lists> {
    this.#steps += 1;
    if (this.#steps > MOST_STEPS) {
      this.sure = false;
      return;
    }
    const [first, ...rest] = wishes;
    if (first === undefined) return yield lists;
    const { formula, holds } = first;
    switch (formula.kind) {
      case 'constant':
        if (formula.value === holds) yield* this.expand(rest, lists);
        return;
      case 'not':
        return yield* this.expand([{ formula: formula.part, holds: !holds }, ...rest], lists);
      case 'and':
      case 'or': {
        // One part decides, those before it don't; or none of them does.
        const decisive = formula.kind === 'or';
        const undecided = formula.parts.map((part): Wish => ({ formula: part, holds: !decisive }));
        if (holds !== decisive) return yield* this.expand([...undecided, ...rest], lists);
        for (const [i, part] of formula.parts.entries())
          yield* this.expand([...undecided.slice(0, i), { formula: part, holds: decisive }, ...rest], lists);
        return;
      }
      case 'atom': {
        const narrowed = this.#narrow(formula.atom, holds, lists);
        if (narrowed) yield* this.expand(rest, narrowed);
      }
    }
  }

  /** Undefined where no value fits any more. */
  #narrow(atom: Atom, holds: boolean, lists: Lists): Lists | undefined {
    const list = (key: string): readonly Found[] => lists.values.get(key) ?? this.#values.get(key) ?? [];
    const [reading, ...others] = atom.readings;
    const { test } = atom;
    if (reading === undefined || others.length > 0 || test === undefined) {
      const added = atom.readings.map(({ key }) => [key, list(key)] as const);
      return { values: new Map([...lists.values, ...added]), joint: [...lists.joint, { atom, holds }] };
    }
    const fitting = list(reading.key).filter((found) => test([found]) === (holds ? 'true' : 'false'));
    if (fitting.length === 0) return undefined;
    return { ...lists, values: new Map([...lists.values, [reading.key, fitting]]) };
  }

  /** One value of each list, such that the joint tests agree too. */
  pick({ values, joint }: Lists): Solution | undefined {
    for (let n = 0; n < PICKS; n++) {
      const chosen = new Map<string, Found>();
      for (const [key, list] of values)
        if (list.length > 0) chosen.set(key, n === 0 ? (list[0] ?? ABSENT) : this.#draw.pick(list));
      const agrees = joint.every(({ atom, holds }) => {
        if (atom.test === undefined) return true;
        const found = atom.readings.map(({ key }) => chosen.get(key) ?? ABSENT);
        return atom.test(found) === (holds ? 'true' : 'false');
      });
      if (agrees && this.#fitTogether(chosen)) return this.#solution(chosen);
    }
    this.sure = false;
    return undefined;
  }

  #solution(chosen: ReadonlyMap<string, Found>): Solution {
    return new Map(
      [...chosen].flatMap(([key, found]) => {
        const reading = this.#readings.get(key);
        return reading ? [[key, { reading, found }] as const] : [];
      }),
    );
  }

  /** Nothing can be inside of what isn't there, or of a text. */
  #fitTogether(chosen: ReadonlyMap<string, Found>): boolean {
    for (const [key, found] of chosen) {
      if (found.kind === 'present' || (found.kind === 'value' && typeof found.value === 'object')) continue;
      const outer = this.#readings.get(key)?.names ?? [];
      for (const [otherKey, other] of chosen) {
        const names = this.#readings.get(otherKey)?.names ?? [];
        const within =
          names.length > outer.length && outer.length > 0 && outer.every((name, i) => name === names[i]);
        if (within && other.kind !== 'absent') return false;
      }
    }
    return true;
  }
}

/** What the machine itself writes there may be had; absence too, but where nothing else can be. */
const startList = ({ origin }: Reading): Found[] =>
  isConstant(origin) && origin.constants.length > 0
    ? origin.constants.map(value)
    : [...origin.constants.map(value), ...(origin.certain ? [] : [ABSENT])];
