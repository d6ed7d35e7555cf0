/** A rule of a Choice state. */
import type { JsonataTemplate } from '../jsonata/jsonata-template.ts';
import type { Path } from '../path/path.ts';
import type { JsonataAssignment, TemplateAssignment } from '../state/state.ts';
import type { Comparator } from './comparators.ts';

export interface ChoiceRule {
  readonly next: string;
  readonly condition: Condition;
  readonly output?: JsonataTemplate;
  readonly assign?: readonly TemplateAssignment[] | readonly JsonataAssignment[];
}

export type Condition =
  | {
      readonly kind: 'comparison';
      readonly variable: Path;
      readonly comparator: Comparator;
      readonly operand: Comparand;
    }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'jsonata'; readonly template: Extract<JsonataTemplate, { kind: 'expression' }> }
  /** `true` or `false` written into a JSONata rule (AWS-BEHAVIOUR 5.5.6). */
  | { readonly kind: 'constant'; readonly value: boolean };

/** The right side: written into the rule, or found by a path (`...Path`). */
export type Comparand =
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'path'; readonly path: Path };
