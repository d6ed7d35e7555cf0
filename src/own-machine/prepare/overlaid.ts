/** One value over another one. */
import { objectOf } from '../../json/key-order.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../json/value.ts';

/** Fields of the value above go over those below, at every depth; what is empty above covers nothing. */
export function overlaid(below: JsonValue, above: JsonValue): JsonValue {
  if (!isJsonObject(below) || !isJsonObject(above)) {
    const tells = !isJsonObject(above) || Object.keys(above).length > 0;
    return tells && !(isJsonArray(above) && above.length === 0) ? above : below;
  }
  const names = [...new Set([...Object.keys(below), ...Object.keys(above)])];
  return objectOf(
    names.map((name) => {
      const [under, over] = [below[name], above[name]];
      return [
        name,
        over === undefined ? (under ?? null) : under === undefined ? over : overlaid(under, over),
      ];
    }),
  );
}
