/** Numbers as the array functions take them: fractions are cut towards zero (AWS-BEHAVIOUR 0.3 C7). */
import { isJsonNumber, type JsonValue } from '../../../json/value.ts';

export function truncated(value: JsonValue | undefined): number | undefined {
  return isJsonNumber(value) ? Math.trunc(value.valueOf()) + 0 : undefined;
}
