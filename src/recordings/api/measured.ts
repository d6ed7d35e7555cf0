/** What AWS measured: it can't be predicted, only that it is a measurement of the right kind. */
import { isJsonNumber, isJsonObject, valueAt, type JsonValue } from '../../json/value.ts';
import type { ExpectedAnswer } from './expected-answer.ts';

const BILLED = 'billedDurationInMilliseconds';

/** The recorded answer with the emulator's billed duration, where that is a count of started 100 ms (AWS-BEHAVIOUR 8.5.4). */
export function asMeasured<Answer extends ExpectedAnswer>(expected: Answer, answered: JsonValue): Answer {
  if (expected.kind !== 'body' || !isJsonObject(expected.body) || !isJsonObject(answered)) return expected;
  const [recorded, billing] = [valueAt(expected.body, 'billingDetails'), valueAt(answered, 'billingDetails')];
  if (!isJsonObject(recorded) || !isJsonObject(billing)) return expected;
  const billed = valueAt(billing, BILLED);
  const counted = isJsonNumber(billed) && billed.valueOf() >= 100 && billed.valueOf() % 100 === 0;
  if (!counted) return expected;
  return { ...expected, body: { ...expected.body, billingDetails: { ...recorded, [BILLED]: billed } } };
}
