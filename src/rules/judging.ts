/** What runs need of the catalogue: which rules rest on inference, and the rule that a difference is put down to. */
import type { InferredRules } from '../compare/judge.ts';
import type { Difference } from '../compare/difference.ts';
import type { Catalogue } from './catalogue.ts';
import { attribute } from './find-rule.ts';
import { levelOf } from './rule.ts';

export interface Judging {
  readonly inferredRules: InferredRules;
  readonly attribute: (
    difference: Difference,
    carriedOut: readonly string[],
    beside?: readonly Difference[],
  ) => { readonly id: string; readonly title: string; readonly inferred: boolean };
}

export const judgingBy = (catalogue: Catalogue): Judging => ({
  inferredRules: new Set(catalogue.rules.filter((rule) => levelOf(rule) === 'inferred').map(({ id }) => id)),
  attribute: (difference, carriedOut, beside) => {
    const rule = attribute(difference, carriedOut, catalogue, beside);
    return { id: rule.id, title: rule.title, inferred: levelOf(rule) === 'inferred' };
  },
});
