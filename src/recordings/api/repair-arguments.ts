/**
 * One test changed a logging configuration in place between its calls, so that all of them were recorded with its last state,
 * which AWS refused. What AWS took is in the description that follows each call.
 */
import { jsonEquals } from '../../json/equal.ts';
import { isJsonObject, valueAt, type JsonValue } from '../../json/value.ts';
import { expectedAnswer } from './expected-answer.ts';
import type { RecordedCall } from './recorded-call.ts';

const FIELD = 'loggingConfiguration';

export const repairArguments = (calls: readonly RecordedCall[]): readonly RecordedCall[] => {
  const refused = calls.filter(isRefused).flatMap(({ args }) => valueAt(args, FIELD) ?? []);
  return calls.map((call, i) => {
    const given = valueAt(call.args, FIELD);
    if (given === undefined || isRefused(call) || !refused.some((other) => jsonEquals(given, other)))
      return call;
    const described = calls.slice(i + 1).flatMap(({ recorded }) => describedConfiguration(recorded) ?? [])[0];
    return described === undefined ? call : { ...call, args: { ...call.args, [FIELD]: described } };
  });
};

function isRefused({ recorded }: RecordedCall): boolean {
  const expected = recorded === undefined ? undefined : expectedAnswer(recorded);
  return expected?.kind === 'error' && expected.code === 'InvalidLoggingConfiguration';
}

const describedConfiguration = (recorded: JsonValue | undefined): JsonValue | undefined =>
  isJsonObject(recorded) ? valueAt(recorded, FIELD) : undefined;
