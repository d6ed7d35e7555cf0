/** Reads an executor's outcome back from a line of a run. */
import { expectObject, expectOneOf, expectText, mapItems } from '../case/shape.ts';
import type { ExecutorOutcome, Fault } from '../executors/executor.ts';
import { hasKey, type JsonValue } from '../json/value.ts';
import { parseObservation } from '../report/run-files/parse-observation.ts';

const FAULTS = [
  'setup',
  'transport',
  'throttled',
  'time-limit',
  'cancelled',
] as const satisfies readonly Fault[];

/** Throws a ShapeError where the value is no outcome. */
export function parseOutcome(value: JsonValue | undefined, place: string): ExecutorOutcome {
  const source = expectObject(value, place);
  const kind = expectOneOf(source['kind'], ['observed', 'declined', 'indeterminate'], `${place}.kind`);
  switch (kind) {
    case 'observed':
      return {
        kind,
        observation: parseObservation(source['observation'], `${place}.observation`),
        ...(hasKey(source, 'rules') && { rules: mapItems(source['rules'], `${place}.rules`, expectText) }),
        ...(hasKey(source, 'inferred') && {
          inferred: mapItems(source['inferred'], `${place}.inferred`, expectText),
        }),
        ...(hasKey(source, 'others') && {
          others: mapItems(source['others'], `${place}.others`, parseObservation),
        }),
      };
    case 'declined':
      return { kind, reason: expectText(source['reason'], `${place}.reason`) };
    case 'indeterminate':
      return {
        kind,
        fault: expectOneOf(source['fault'], FAULTS, `${place}.fault`),
        reason: expectText(source['reason'], `${place}.reason`),
      };
  }
}
