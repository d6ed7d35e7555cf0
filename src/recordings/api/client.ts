/** Sends calls to an emulator as the wire has them: no SDK, whose own checks and defaults would come in between. */
import { parseJson } from '../../json/parse.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/value.ts';
import { pythonJson } from '../python-json.ts';
import { writeJson } from '../../json/write.ts';

export interface WireAnswer {
  readonly status: number;
  readonly body: JsonValue;
}

export async function send(url: string, operation: string, args: JsonObject): Promise<WireAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Target': `AWSStepFunctions.${operation}`,
    },
    body: writeJson(requestOf(args)),
  });
  const text = await response.text();
  const parsing = parseJson(text);
  return { status: response.status, body: parsing.ok ? parsing.value : text };
}

/** Tests gave definitions as text that Python wrote; the recordings hold them parsed. Absent is what was None. */
const requestOf = (args: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(args)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key, key === 'definition' && isJsonObject(value) ? pythonJson(value) : value]),
  );
