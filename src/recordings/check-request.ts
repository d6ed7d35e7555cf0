/** A request that was refused for something else than its definition, recorded without the calls around it. */
import { isJsonObject, valueAt, type JsonObject } from '../json/value.ts';
import { expectedAnswer } from './api/expected-answer.ts';
import { replay } from './check-api.ts';
import type { Check } from './check-execution.ts';
import type { RecordedCase } from './recorded-case.ts';

export function isRefusedRequest({ recorded }: RecordedCase): boolean {
  const [answer] = Object.values(recorded);
  const expected = answer === undefined ? undefined : expectedAnswer(answer);
  return expected?.kind === 'error' && expected.code !== 'InvalidDefinition';
}

/** Sends the one request. */
export function checkRequest(recordedCase: RecordedCase): Promise<Check> {
  const { source, recorded } = recordedCase;
  const [answer] = Object.values(recorded);
  const request: JsonObject = isJsonObject(source['request']) ? source['request'] : {};
  const definition = valueAt(source, 'definitionText') ?? valueAt(source, 'definition') ?? null;
  return replay(recordedCase, [
    {
      operation: String(source['api']),
      args: { ...request, definition },
      recorded: answer,
      paged: false,
    },
  ]);
}
