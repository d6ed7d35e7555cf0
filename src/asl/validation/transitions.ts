/** Where a state of a definition leads to. */
import type { JsonObject } from '../../json/value.ts';
import { objectsField, textField } from '../state/fields.ts';

/** Names that a state leads to, with the field that holds each. */
export function targetsOf(state: JsonObject): readonly (readonly [target: string, field: string])[] {
  const own = (['Next', 'Default'] as const).flatMap((field) => {
    const target = textField(state, field);
    return target === undefined ? [] : [[target, field] as const];
  });
  const listed = (['Choices', 'Catch'] as const).flatMap((field) =>
    objectsField(state, field).flatMap((item, i) => {
      const target = textField(item, 'Next');
      return target === undefined ? [] : [[target, `${field}[${i}]/Next`] as const];
    }),
  );
  return [...own, ...listed];
}
