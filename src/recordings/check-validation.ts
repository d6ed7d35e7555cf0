/** Compares the diagnostics of a recorded definition: codes, messages and locations. */
import { invalidDefinitionMessage, validateDefinition } from '../asl/validation/validate-definition.ts';
import type { Diagnostic } from '../case/observation.ts';
import type { Difference } from '../compare/difference.ts';
import { objectOf } from '../json/key-order.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import { writeJson } from '../json/write.ts';
import type { Check } from './check-execution.ts';
import { MaskedComparison } from './masked-value.ts';
import type { RecordedCase } from './recorded-case.ts';

export function checkValidation({ source, recorded }: RecordedCase): Check {
  const request = isJsonObject(source['request']) ? source['request'] : {};
  const type = request['type'] === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';
  const diagnostics = validateDefinition(definitionText(source), type);
  const [answer] = Object.values(recorded);
  if (!isJsonObject(answer)) return { kind: 'declined', reason: 'the recording holds no answer' };
  if (isJsonArray(answer['diagnostics'])) return { kind: 'checked', outcome: compare(answer, diagnostics) };
  const message = valueAt(answer, 'exception_value') ?? valueAt(answer, 'message') ?? null;
  if (typeof message !== 'string' || !message.includes('Invalid State Machine Definition')) {
    return { kind: 'declined', reason: `a refusal that isn't the definition's: ${String(message)}` };
  }
  const predicted = invalidDefinitionMessage(diagnostics);
  return { kind: 'checked', outcome: message.endsWith(predicted) ? [] : [differ(message, predicted)] };
}

const differ = (expected: JsonValue, observed: JsonValue): Difference => ({
  facet: 'api',
  place: 'diagnostics',
  expected,
  observed,
});

function compare(answer: JsonObject, diagnostics: readonly Diagnostic[]): readonly Difference[] {
  const predicted = objectOf([
    ['diagnostics', diagnostics.map((diagnostic) => objectOf(Object.entries(diagnostic).toSorted(byKey)))],
    ['result', diagnostics.some(({ severity }) => severity === 'ERROR') ? 'FAIL' : 'OK'],
    ['truncated', false],
  ]);
  const { ResponseMetadata: _, ...expected } = answer;
  return new MaskedComparison([], 'api').compare(expected, predicted, 'validation');
}

/** The recorder sorted the keys of responses. */
const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

function definitionText(source: JsonObject): string {
  const text = valueAt(source, 'definitionText');
  if (typeof text === 'string') return text;
  const definition = valueAt(source, 'definition') ?? null;
  // What isn't JSON stands as a plain string, marked so.
  return typeof definition === 'string' && source['definitionIsRawText'] === true
    ? definition
    : writeJson(definition);
}
