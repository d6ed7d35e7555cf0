/** Tags of machines and activities. */
import { Refusal } from '../protocol/refusal.ts';

interface Tag {
  readonly key?: string;
  readonly value?: string;
}

/** AWS-BEHAVIOUR 9.1.5 */
const MOST_TAGS = 50;

export function addTags(tags: Map<string, string>, added: readonly Tag[]): void {
  for (const { key = '', value = '' } of added) tags.set(key, value);
}

export function tagMap(added: readonly Tag[]): Map<string, string> {
  const tags = new Map<string, string>();
  addTags(tags, added);
  return tags;
}

/** The wording is inferred. */
export function checkTags(added: readonly Tag[], present: ReadonlyMap<string, string>): Refusal | undefined {
  const keys = new Set([...present.keys(), ...added.map(({ key = '' }) => key)]);
  return keys.size > MOST_TAGS
    ? new Refusal('TooManyTags', `Too many tags: a resource may have ${MOST_TAGS}.`)
    : undefined;
}

export const listTags = (tags: ReadonlyMap<string, string>): readonly Required<Tag>[] =>
  [...tags].map(([key, value]) => ({ key, value }));
