/** Puts a value at a place of a document, or takes it away from there. */
import { parseJson } from '../../json/parse.ts';
import { entriesOf, objectOf, withKey } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';
import type { PlaceStep } from '../origins/place.ts';

export type Putting =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'absent' }
  /** Something must be there; what is there already may stay. */
  | { readonly kind: 'present'; readonly otherwise: JsonValue };

/**
 * What stands on the way and isn't of the kind that a step needs is replaced. A field of a list is one of each item, as JSONata
 * reads it, or the list is replaced too.
 */
export function putAt(
  document: JsonValue | undefined,
  steps: readonly PlaceStep[],
  putting: Putting,
  lists: 'kept' | 'replaced' = 'kept',
): JsonValue | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) {
    if (putting.kind === 'absent') return undefined;
    return putting.kind === 'value' ? putting.value : (document ?? putting.otherwise);
  }
  switch (step.kind) {
    case 'field': {
      if (lists === 'kept' && isJsonArray(document) && document.length > 0)
        return document.map((one) => putAt(one, steps, putting) ?? null);
      const object = isJsonObject(document) ? document : {};
      const inner = putAt(object[step.name], rest, putting, lists);
      if (inner !== undefined) return withKey(object, step.name, inner);
      return objectOf(entriesOf(object).filter(([name]) => name !== step.name));
    }
    case 'each': {
      const items = isJsonArray(document) && document.length > 0 ? document : [undefined];
      return items.flatMap((one) => putAt(one, rest, putting, lists) ?? []);
    }
    case 'spelled': {
      const parsing = typeof document === 'string' ? parseJson(document) : undefined;
      const inner = putAt(parsing?.ok ? parsing.value : undefined, rest, putting, lists);
      return inner === undefined ? undefined : writeJson(inner);
    }
  }
}
