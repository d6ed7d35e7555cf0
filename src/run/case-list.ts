/** The list of cases that a run goes through: any place of it can be had without those before it, so that it can be cut anywhere. */
import { createHash } from 'node:crypto';
import { contentHash } from '../case/content-hash.ts';
import type { SourcedCase } from './case-source.ts';
import type { Shard } from './shard.ts';

export type ListedCase = Omit<SourcedCase, 'index'>;

export interface CaseList {
  readonly total: number;
  /** The case at a place, counted from 0; the same each time. */
  at(position: number): Promise<ListedCase>;
}

/** What tells lists apart: a header carries it, and shards of different lists are not merged. */
export interface ListIdentity {
  readonly total: number;
  readonly fingerprint: string;
}

export const listOf = (cases: readonly ListedCase[]): CaseList => ({
  total: cases.length,
  at: async (position) => {
    const listed = cases[position];
    if (listed === undefined) throw new RangeError(`the list has ${cases.length} cases, not ${position + 1}`);
    return listed;
  },
});

/** One list after the other. */
export function joined(lists: readonly CaseList[]): CaseList {
  return {
    total: lists.reduce((sum, { total }) => sum + total, 0),
    at: async (position) => {
      let rest = position;
      for (const list of lists) {
        if (rest < list.total) return list.at(rest);
        rest -= list.total;
      }
      throw new RangeError(`there is no place ${position} in the list`);
    },
  };
}

/** The cases in order, each with its place in the whole list; those of one shard where one is given. */
export async function* casesOf(
  list: CaseList,
  { index, of }: Shard = { index: 1, of: 1 },
): AsyncIterable<SourcedCase> {
  for (let position = index - 1; position < list.total; position += of) {
    yield { index: position, ...(await list.at(position)) };
  }
}

/** Cases whose content goes into the fingerprint. All of them would cost a shard more than its own part of the list. */
const SAMPLES = 16;

/**
 * The list's length and a hash over cases spread evenly over it. A generator or a suite that has changed changes nearly every
 * case, so that a few show it, even where the kit's version is still the same.
 */
export async function identityOf(list: CaseList): Promise<ListIdentity> {
  const hash = createHash('sha256').update(String(list.total));
  const samples = Math.min(SAMPLES, list.total);
  for (let i = 0; i < samples; i++) {
    const position = samples === 1 ? 0 : Math.floor((i * (list.total - 1)) / (samples - 1));
    const { case: listed, suite } = await list.at(position);
    hash.update(` ${position} ${suite} ${contentHash(listed)}`);
  }
  return { total: list.total, fingerprint: hash.digest('hex').slice(0, 16) };
}
