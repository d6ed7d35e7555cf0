/** A call of an intrinsic function, parsed (AWS-BEHAVIOUR 3.5). */
import type { Path } from '../path/path.ts';
import type { JsonValue } from '../../json/value.ts';

export type Argument =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'call'; readonly call: IntrinsicCall }
  /** A string in quotes. `raw` keeps its escapes, which States.Format has to see. */
  | { readonly kind: 'string'; readonly value: string; readonly raw: string }
  | { readonly kind: 'literal'; readonly value: JsonValue };

export interface IntrinsicCall {
  /** The call as the definition wrote it; AWS quotes it whole in causes. */
  readonly text: string;
  /** Without `States.`. */
  readonly name: string;
  readonly arguments: readonly Argument[];
  /** The rule of the catalogue that it carries out. */
  readonly rule: string;
}
