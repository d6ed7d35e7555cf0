/**
 * A payload template: JSON in which keys that end in `.$` hold a path or an intrinsic call (AWS-BEHAVIOUR 3.2).
 *
 * Compiled, so that a template without such keys costs nothing to evaluate.
 */
import type { JsonValue } from '../../json/value.ts';
import type { IntrinsicCall } from '../intrinsic/call.ts';
import type { Path } from '../path/path.ts';

export type Template =
  | { readonly kind: 'static'; readonly value: JsonValue }
  | { readonly kind: 'array'; readonly items: readonly Template[] }
  /** Fields in the order in which AWS puts them out, which isn't the order of the definition. */
  | {
      readonly kind: 'object';
      readonly fields: readonly TemplateField[];
      /** The fields' own. */
      readonly names: readonly string[];
      /** True where that order is another one than the definition's. */
      readonly reordered: boolean;
    }
  | { readonly kind: 'path'; readonly field: string; readonly path: Path }
  | { readonly kind: 'call'; readonly field: string; readonly call: IntrinsicCall };

export interface TemplateField {
  /** The key of the result, without `.$`. */
  readonly name: string;
  readonly template: Template;
}
