/** What an answer of the API means. A refusal is never taken for a difference, nor a difference for a refusal. */
import { parseJson } from '../../json/parse.ts';
import { isJsonObject, valueAt, type JsonObject } from '../../json/value.ts';

/** An HTTP answer, before anybody has read it. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export type ApiAnswer = Answered | Unanswered;

type Answered = {
  /** The same call was made before and its connection failed: it may have been carried out already. */
  readonly sentBefore?: true;
} & (
  | { readonly kind: 'ok'; readonly body: JsonObject; readonly text: string }
  /** The API's own error; the name is missing where the target gives none (Moto, for a definition that it can't read). */
  | { readonly kind: 'refused'; readonly error: string | undefined; readonly message: string }
);

/** Nothing was learnt of what was asked. */
export type Unanswered =
  /** The target doesn't have this operation. */
  | { readonly kind: 'lacking'; readonly reason: string }
  | { readonly kind: 'throttled'; readonly reason: string }
  /** No connection, or an answer that isn't the API's. */
  | {
      readonly kind: 'transport';
      readonly reason: string;
      /** The target's own words, where it says in the API's way that it broke down on this call (status 500 and above). */
      readonly broke?: { readonly error: string; readonly message: string };
      /** Of an answer with status 500 and above that says nothing in the API's way: a page of the server that it is made with. */
      readonly page?: true;
    }
  /** No answer within the limit of a call. */
  | { readonly kind: 'silent'; readonly reason: string }
  | { readonly kind: 'cancelled'; readonly reason: string };

const LACKING = new Set([
  'UnknownOperationException',
  'UnknownOperation',
  'UnknownAction',
  'InvalidAction',
  'NotImplemented',
  'NotImplementedException',
  'NotImplementedError',
  'UnsupportedOperation',
  'UnsupportedOperationException',
]);

const THROTTLED = new Set([
  'ThrottlingException',
  'Throttling',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'ServiceUnavailable',
  'SlowDown',
]);

/**
 * Reads an answer. `exists` says that the target is known to have the operation: then an HTML page is a fault of the moment
 * (Moto answers so where it lacks an operation, but also where it breaks down).
 */
export function readAnswer(operation: string, raw: RawAnswer, exists: boolean): ApiAnswer {
  if (raw.status < 300) {
    if (isObjectText(raw.text)) return new Accepted(raw.text);
    return { kind: 'transport', reason: `${operation} was answered with ${describe(raw)}, not with JSON` };
  }
  const body = objectIn(raw.text);
  const error = errorName(raw, body);
  const said = `it answered ${operation} with ${error ?? describe(raw)}`;
  if (raw.status === 501 || (error !== undefined && LACKING.has(error)))
    return { kind: 'lacking', reason: said };
  if (raw.status === 429 || (error !== undefined && THROTTLED.has(error)))
    return { kind: 'throttled', reason: said };
  if (body === undefined || (raw.status >= 500 && error === undefined)) {
    return raw.status === 404 || (raw.status === 500 && !exists)
      ? { kind: 'lacking', reason: said }
      : { kind: 'transport', reason: said, ...(raw.status >= 500 && { page: true as const }) };
  }
  const message = messageOf(body);
  if (raw.status >= 500 && error !== undefined) {
    const reason = message === '' ? said : `${said}: ${message}`;
    return { kind: 'transport', reason, broke: { error, message } };
  }
  return { kind: 'refused', error, message };
}

/** Parsed to the letter when somebody looks into it; most answers are only known to be there. */
class Accepted {
  readonly kind = 'ok';
  readonly text: string;
  #body: JsonObject | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get body(): JsonObject {
    return (this.#body ??= objectIn(this.text) ?? {});
  }
}

/** Characters from which on an answer is looked at from both ends only: whoever reads it parses it anyway. */
const LONG = 4096;

/** Whether it is an object, or looks like one. */
function isObjectText(text: string): boolean {
  if (text === '') return true;
  if (text.length > LONG) return /^\s*\{/.test(text) && text.trimEnd().endsWith('}');
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function objectIn(text: string): JsonObject | undefined {
  if (text === '') return {};
  const parsing = parseJson(text);
  return parsing.ok && isJsonObject(parsing.value) ? parsing.value : undefined;
}

const messageOf = (body: JsonObject): string => {
  const message = valueAt(body, 'message') ?? valueAt(body, 'Message');
  return typeof message === 'string' ? message : '';
};

/** From the body or the header, without the namespace before `#` and the address after `:`. */
function errorName({ status, headers, text }: RawAnswer, body: JsonObject | undefined): string | undefined {
  // stepfunctions-local says no more than the name, as a page.
  if (status === 400 && /^[A-Z]\w+$/.test(text)) return text;
  const inBody = body && (valueAt(body, '__type') ?? valueAt(body, 'code') ?? valueAt(body, 'Code'));
  if (inBody === null) return undefined;
  const name = typeof inBody === 'string' ? inBody : headers['x-amzn-errortype'];
  const bare = name?.split('#').at(-1)?.split(':')[0];
  return bare === '' || bare === 'UnknownError' ? undefined : bare;
}

function describe({ status, headers, text }: RawAnswer): string {
  const type = headers['content-type']?.split(';')[0];
  const start = text.replace(/\s+/g, ' ').slice(0, 80);
  return `status ${status}, ${type ?? 'no content type'}: ${start === '' ? '(nothing)' : start}`;
}
