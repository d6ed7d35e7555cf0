/** What a function's answer, or its failure, is to the Task that called it (AWS-BEHAVIOUR 1.1.7, 1.2.15, 1.3.2, 2.4). */
import type { Outcome } from '../../src/case/case.ts';
import { jsonStringOf } from '../../src/case/long-text.ts';
import { parseJson } from '../../src/json/parse.ts';
import { isJsonObject, type JsonValue } from '../../src/json/value.ts';
import { writeJson } from '../../src/json/write.ts';
import type { Answer, Body, Call, Payload } from './invoke.ts';
import { open, type Open, type Raised } from './outcome.ts';
import { UNFORESEEABLE } from './unforeseeable.ts';

/** Bytes that a state's data and a synchronous answer may have. */
const LIMITS = { data: 262_144, response: 6_291_556 } as const;

export function functionAnswer(outcome: Outcome, call: Call, body: Body, version: string): Answer | Open {
  if ('echo' in outcome) return { kind: 'payload', ...body, version };
  if ('return' in outcome)
    return { kind: 'payload', value: outcome.return, text: writeJson(outcome.return), version };
  if ('returnText' in outcome) return returnedText(outcome.returnText, version);
  if ('returnBytes' in outcome) return largeAnswer(outcome.returnBytes, call, version);
  if ('throw' in outcome) return thrown(writeJson(outcome.throw as JsonValue), call, version);
  if ('throwText' in outcome) return thrown(outcome.throwText, call, version);
  if ('timeout' in outcome) return crashed('Sandbox.Timedout', call, version);
  if ('exit' in outcome || 'outOfMemory' in outcome) return crashed('Runtime.ExitError', call, version);
  return open('a refused call has no answer of the function');
}

function returnedText(text: string, version: string): Payload | Open {
  const parsing = parseJson(text);
  return parsing.ok
    ? { kind: 'payload', value: parsing.value, text, version }
    : open('a function that answers with what is no JSON is not recorded');
}

/** What is a little smaller than a limit depends on what is put around it (1.2.32). */
const NEAR = 60_000;

function largeAnswer(bytes: number, call: Call, version: string): Answer | Open {
  if (bytes > LIMITS.response) return crashed('Function.ResponseSizeTooLarge', call, version);
  if (bytes <= LIMITS.data - NEAR) return returnedText(jsonStringOf(bytes), version);
  if (bytes <= LIMITS.data) return open('results just below the limit are not analysed (1.2.32, 2.2.6)');
  if (call.form === 'sdk')
    return open('which words the SDK form has for what is too large is not recorded (1.2.31)');
  const { functionName, qualifier } = call;
  if (call.form === 'direct' && qualifier !== undefined)
    return open('how a qualified ARN is quoted where its result is too large is not recorded (1.1.20)');
  const subject = call.form === 'direct' ? functionName : 'lambda';
  const cause = `The state/task '${subject}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  return raised({ kind: 'limit', error: 'States.DataLimitExceeded', cause });
}

const raised = (of: Raised): Answer => ({ kind: 'raised', raised: of });

/** The payload of a failed call: the direct form hands its text on, lambda:invoke writes it anew (1.1.8, 1.2.16). */
function thrown(text: string, call: Call, version: string): Answer | Open {
  const parsing = parseJson(text);
  if (!parsing.ok || !isJsonObject(parsing.value))
    return open('what becomes of a failure that is no JSON object is not recorded (G9)');
  const { value } = parsing;
  if (call.form === 'sdk') return { kind: 'payload', value, text, version, failed: true };
  const type = Object.hasOwn(value, 'errorType') ? value['errorType'] : undefined;
  const compact = writeJson(value);
  if (type === undefined) {
    if (compact !== text) return open('how a payload without a type is spelled in the cause is not recorded');
    const cause = `The cause could not be determined because Lambda did not return an error type. Returned payload: ${text}`;
    return raised({ kind: 'task', error: 'Lambda.Unknown', cause });
  }
  if (typeof type !== 'string' || type === '' || RESERVED.test(type))
    return open('types that are empty, no text, or like names of AWS are not recorded');
  return raised({ kind: 'task', error: type, cause: call.form === 'direct' ? text : compact });
}

/** What a function throws by such a name may be taken for what it isn't. */
const RESERVED = /^(?:States|Lambda|Sandbox|Function)\./;

/** Lambda's own words in the function's place quote a request id. */
const crashed = (errorType: string, call: Call, version: string): Answer => {
  const cause = `{"errorType":"${errorType}","errorMessage":"RequestId: ${UNFORESEEABLE.id}"}`;
  return call.form === 'sdk'
    ? { kind: 'payload', value: UNFORESEEABLE.id, text: UNFORESEEABLE.id, version, failed: true }
    : raised({ kind: 'task', error: errorType, cause });
};
