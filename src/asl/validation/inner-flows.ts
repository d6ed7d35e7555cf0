/** The flows inside of a state of a definition. */
import type { JsonObject } from '../../json/value.ts';
import { objectField, objectsField } from '../state/fields.ts';

/** The flows inside of a state, with the field that holds each. */
export function innerFlows(state: JsonObject): readonly (readonly [flow: JsonObject, field: string])[] {
  const branches = objectsField(state, 'Branches').map((branch, i) => [branch, `Branches[${i}]`] as const);
  const processors = (['ItemProcessor', 'Iterator'] as const).flatMap((field) => {
    const processor = objectField(state, field);
    return processor === undefined ? [] : [[processor, field] as const];
  });
  return [...branches, ...processors];
}
