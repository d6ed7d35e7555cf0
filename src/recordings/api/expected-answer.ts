/**
 * A recorded answer: a body, or an error in one of the three shapes in which tests kept it. The recorder's own client refuses
 * some calls by itself; those never reached AWS.
 */
import { isJsonArray, isJsonObject, valueAt, type JsonValue } from '../../json/value.ts';

export type ExpectedAnswer =
  | { readonly kind: 'body'; readonly body: JsonValue; readonly status: number | undefined }
  | { readonly kind: 'error'; readonly code: string; readonly message: string; readonly operation?: string }
  | { readonly kind: 'notSent' };

const RAISED = /^An error occurred \((\w+)\) when calling the (\w+) operation: ([^]*)$/;

export function expectedAnswer(recorded: JsonValue): ExpectedAnswer {
  if (typeof recorded === 'string') return raised(recorded);
  if (!isJsonObject(recorded)) return { kind: 'body', body: recorded, status: undefined };
  const text = valueAt(recorded, 'exception_value');
  if (typeof text === 'string') return raised(text);
  const error = valueAt(recorded, 'Error');
  if (isJsonObject(error))
    return { kind: 'error', code: String(error['Code']), message: String(error['Message']) };
  const { ResponseMetadata: metadata = null, ...body } = recorded;
  const status = isJsonObject(metadata) ? valueAt(metadata, 'HTTPStatusCode') : undefined;
  return { kind: 'body', body, status: typeof status === 'number' ? status : undefined };
}

function raised(text: string): ExpectedAnswer {
  const match = RAISED.exec(text);
  if (match === null) return { kind: 'notSent' };
  const [, code = '', operation = '', message = ''] = match;
  return { kind: 'error', code, operation, message };
}

const ENDED = /^Execution(Succeeded|Failed|Aborted|TimedOut)$/;

/** True where the answer shows an execution that has ended: the test waited for it before it asked. */
export function showsAnEnd(answer: JsonValue): boolean {
  if (isJsonArray(answer)) return answer.some(showsAnEnd);
  if (!isJsonObject(answer)) return false;
  return Object.entries(answer).some(
    ([key, value]) =>
      key === 'stopDate' || (key === 'type' && ENDED.test(String(value))) || showsAnEnd(value),
  );
}
