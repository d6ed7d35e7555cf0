/** One call of Lambda's Invoke, as the case scripts it. */
import type { Outcome } from '../../src/case/case.ts';
import { jsonIdentical } from '../../src/json/equal.ts';
import { parseJson } from '../../src/json/parse.ts';
import type { JsonValue } from '../../src/json/value.ts';
import { writeJson } from '../../src/json/write.ts';
import { findVersion } from './find-version.ts';
import { functionAnswer } from './function-answer.ts';
import { open, type Open, type Raised } from './outcome.ts';
import { CALLS, count, type Place, type Situation } from './situation.ts';
import { UNFORESEEABLE } from './unforeseeable.ts';

/** Through the function's ARN, through lambda:invoke, or through aws-sdk:lambda:invoke. */
export type Form = 'direct' | 'optimized' | 'sdk';

export interface Call {
  readonly form: Form;
  readonly functionName: string;
  readonly qualifier?: string;
  /** Undefined where no Payload is given. */
  readonly body: JsonValue | undefined;
  readonly type: 'RequestResponse' | 'Event' | 'DryRun';
  /** LogType Tail. */
  readonly tail: boolean;
  /** True where the body stands in the definition as it is. */
  readonly literal: boolean;
}

export interface Invoked {
  readonly kind: 'invoked';
  /** With the invocation counted. */
  readonly situation: Situation;
  readonly delaySeconds: number;
  readonly answer: Answer;
}

export type Answer =
  | Payload
  /** Lambda has taken an event, or has only looked whether it would: the function's own answer is never seen. */
  | { readonly kind: 'accepted'; readonly statusCode: 202 | 204 }
  | { readonly kind: 'raised'; readonly raised: Raised };

export interface Payload {
  readonly kind: 'payload';
  readonly value: JsonValue;
  /** As Lambda answered it. */
  readonly text: string;
  readonly version: string;
  /** The function failed, which only the SDK form takes for a result (1.3.2). */
  readonly failed?: boolean;
}

export interface Body {
  readonly value: JsonValue;
  readonly text: string;
}

export function invoke(call: Call, before: Situation, place: Place): Invoked | Open {
  const called = calledOnce(before);
  const version = findVersion(call, called, place);
  if (version.kind === 'open') return version;
  if (version.kind === 'refused') return refused(call, called, version.code);
  const body = bodyOf(call);
  if (body === undefined && !call.literal)
    return open('a string of the data as a body that is no JSON is inferred (1.2.11)');
  if (body === undefined) return refused(call, version.situation, 'InvalidRequestContentException');
  if (call.type === 'DryRun') return accepted(version.situation, 204);
  // Where every call gets the same, it doesn't matter whose turn it is.
  const [n, situation] = isConstant(version.outcomes)
    ? [0, version.situation]
    : count(version.situation, `function ${version.function}/${version.name}`);
  const outcome = version.outcomes[Math.min(n, version.outcomes.length - 1)];
  if (outcome === undefined) return open('a function without outcomes');
  if ('fault' in outcome) return refused(call, situation, outcome.fault);
  if (call.type === 'Event') return accepted(situation, 202);
  const answer = functionAnswer(outcome, call, body, version.name);
  return answer.kind === 'open'
    ? answer
    : { kind: 'invoked', situation, delaySeconds: lastingSeconds(outcome), answer };
}

/** A function's own time-out, which is Lambda's default. */
const FUNCTION_TIMEOUT = 3;

const lastingSeconds = (outcome: Outcome): number =>
  (outcome.delaySeconds ?? 0) + ('timeout' in outcome ? FUNCTION_TIMEOUT : 0);

function calledOnce(before: Situation): Situation {
  const [, counted] = count(before, CALLS);
  return { ...counted, called: true };
}

const isConstant = (outcomes: readonly Outcome[]): boolean =>
  outcomes.every(
    (outcome) => outcome === outcomes[0] || jsonIdentical(outcome as JsonValue, outcomes[0] as JsonValue),
  );

const accepted = (situation: Situation, statusCode: 202 | 204): Invoked => ({
  kind: 'invoked',
  situation,
  delaySeconds: 0,
  answer: { kind: 'accepted', statusCode },
});

/** Codes that no exception of Lambda's API is called by: both SDKs give them a name of their own (2.4, 1.3.3). */
const UNNAMED = new Set(['AccessDeniedException']);

/** The cause of a refused call quotes a request id (1.2.22). */
function refused({ form }: Call, situation: Situation, code: string): Invoked | Open {
  if (form === 'direct')
    return open('which event a refused call leaves behind a direct ARN is not recorded (1.1.14)');
  const unnamed = form === 'sdk' ? 'LambdaException' : 'AWSLambdaException';
  const error = `Lambda.${UNNAMED.has(code) ? unnamed : code}`;
  const raised: Raised = { kind: 'task', error, cause: `Request ID: ${UNFORESEEABLE.id}` };
  return { kind: 'invoked', situation, delaySeconds: 0, answer: { kind: 'raised', raised } };
}

/** A string is the raw body (1.2.10); null and no Payload send none, and the function sees `{}` (1.2.12). */
function bodyOf({ form, body }: Call): Body | undefined {
  if (form === 'direct') return withText(body ?? null);
  if (body === undefined || body === null) return { value: {}, text: '{}' };
  if (typeof body !== 'string') return withText(body);
  const parsing = parseJson(body);
  return parsing.ok ? { value: parsing.value, text: body } : undefined;
}

const withText = (value: JsonValue): Body => ({ value, text: writeJson(value) });
