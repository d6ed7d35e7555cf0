/** What Lambda answers when a function does what its script says. */
import type { Outcome } from '../case/case.ts';
import { jsonStringOf } from '../case/long-text.ts';
import type { Random } from '../asl/random.ts';
import type { CallResult, LambdaAnswer } from '../interpreter/task/service-call.ts';
import type { JsonValue } from '../json/value.ts';
import { writeJson } from '../json/write.ts';
import { FAULTS } from './lambda-faults.ts';

/** Seconds after which Lambda stops a function that was given no time-out of its own (its default). */
export const FUNCTION_TIMEOUT_SECONDS = 3;

/** The bytes that a synchronous response may have (AWS-BEHAVIOUR 9.2.2). */
const LARGEST_RESPONSE = 6_291_556;

/** An id that most answers never show, drawn when somebody asks for it. */
export class Request {
  readonly #random: Random;
  #id: string | undefined;

  constructor(random: Random) {
    this.#random = random;
  }

  get id(): string {
    return (this.#id ??= this.#random.uuid());
  }
}

/** What the function was invoked with. */
export interface ScriptedInvocation {
  readonly request: Request;
  readonly version: string;
  readonly body: string;
  /** True where the body is known to be JSON. */
  readonly bodyIsJson: boolean;
  /** True where the end of the log was asked for. */
  readonly tail: boolean;
}

/** A function has returned, or has failed. The id is drawn when it is read or the answer is copied. */
function scriptedAnswer(
  { request, version, tail }: ScriptedInvocation,
  payload: string,
  { isJson = false, failed = false }: AnswerParts,
): LambdaAnswer {
  return {
    kind: 'lambda',
    payload,
    payloadIsJson: isJson,
    executedVersion: version,
    statusCode: 200,
    ...(failed && { functionError: 'Unhandled' }),
    ...(tail && { logResult: logOf(request.id, version) }),
    get requestId() {
      return request.id;
    },
  };
}

interface AnswerParts {
  readonly isJson?: boolean;
  readonly failed?: boolean;
}

export function resultOf(outcome: Outcome, invocation: ScriptedInvocation): CallResult {
  const { request } = invocation;
  if ('fault' in outcome) {
    const fault = FAULTS[outcome.fault];
    return serviceError(request, outcome.fault, fault?.message ?? outcome.fault, 500);
  }
  if ('throw' in outcome) return thrown(outcome.throw as Readonly<Record<string, JsonValue>>, invocation);
  if ('throwText' in outcome) return scriptedAnswer(invocation, outcome.throwText, { failed: true });
  if ('timeout' in outcome) {
    const seconds = FUNCTION_TIMEOUT_SECONDS.toFixed(2);
    const errorMessage = `RequestId: ${request.id} Error: Task timed out after ${seconds} seconds`;
    return thrown({ errorType: 'Sandbox.Timedout', errorMessage }, invocation);
  }
  if ('exit' in outcome || 'outOfMemory' in outcome) {
    const end = 'exit' in outcome ? `exit status ${outcome.exit}` : 'signal: killed';
    const errorMessage = `RequestId: ${request.id} Error: Runtime exited with error: ${end}`;
    return thrown({ errorType: 'Runtime.ExitError', errorMessage }, invocation);
  }
  if ('returnBytes' in outcome && outcome.returnBytes > LARGEST_RESPONSE)
    return thrown(TOO_LARGE, invocation);
  const payload = returnedText(outcome, invocation.body);
  // A unit of UTF-16 takes three bytes of UTF-8 at most.
  return payload.length * 3 > LARGEST_RESPONSE && Buffer.byteLength(payload) > LARGEST_RESPONSE
    ? thrown(TOO_LARGE, invocation)
    : scriptedAnswer(invocation, payload, { isJson: 'echo' in outcome && invocation.bodyIsJson });
}

const thrown = (error: Readonly<Record<string, JsonValue>>, invocation: ScriptedInvocation): CallResult =>
  scriptedAnswer(invocation, writeJson(error), { failed: true });

/** Lambda has accepted the call, and answers without a body: Event and DryRun. */
export const accepted = (statusCode: number, executedVersion: string, request: Request): CallResult => ({
  kind: 'lambda',
  payload: '',
  executedVersion,
  statusCode,
  requestId: request.id,
});

/** The call itself was refused. `status` is that of a code which the list of faults doesn't hold. */
export const serviceError = (request: Request, code: string, message: string, status = 400): CallResult => ({
  kind: 'serviceError',
  code,
  status: FAULTS[code]?.status ?? status,
  message,
  requestId: request.id,
});

const TOO_LARGE = {
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size exceeded maximum allowed payload size (${LARGEST_RESPONSE} bytes).`,
} as const;

type Returning = Extract<
  Outcome,
  { echo: true } | { return: JsonValue } | { returnText: string } | { returnBytes: number }
>;

function returnedText(outcome: Returning, body: string): string {
  if ('echo' in outcome) return body;
  if ('returnText' in outcome) return outcome.returnText;
  return 'returnBytes' in outcome ? jsonStringOf(outcome.returnBytes) : writeJson(outcome.return);
}

const logOf = (requestId: string, version: string): string =>
  Buffer.from(`START RequestId: ${requestId} Version: ${version}\nEND RequestId: ${requestId}\n`).toString(
    'base64',
  );
