/** The REST protocol of Lambda: the path and the method name the operation. */
import { randomUUID } from 'node:crypto';
import type { Handler, HttpAnswer, HttpRequest } from '../http/message.ts';
import { Findings } from '../protocol/findings.ts';
import type { Gate } from '../protocol/gate.ts';
import { isRefusal, Refusal, type Outcome } from '../protocol/refusal.ts';
import { readMembers, type Members, type Values } from '../protocol/structure.ts';
import { FAULTS } from '../../simulation/lambda-faults.ts';
import type { Functions } from './functions.ts';

/** What the path and the query of a request say. */
export interface RestRequest {
  /** Decoded parts of the path: the function, then the alias. */
  readonly parts: readonly string[];
  readonly request: HttpRequest;
}

export type RestOperation = (
  request: RestRequest,
  functions: Functions,
) => Outcome<HttpAnswer> | Promise<Outcome<HttpAnswer>>;

export interface Route {
  /** The operation's name in the API. */
  readonly operation: string;
  readonly method: string;
  /** Groups are the parts of the path. */
  readonly path: RegExp;
  readonly run: RestOperation;
}

export const restHandler =
  (routes: readonly Route[], functions: Functions, gate: Gate): Handler =>
  (request) => {
    const outcome = carryOut(routes, functions, gate, request);
    return outcome instanceof Promise ? outcome.then(answerOf) : answerOf(outcome);
  };

function carryOut(
  routes: readonly Route[],
  functions: Functions,
  gate: Gate,
  request: HttpRequest,
): Outcome<HttpAnswer> | Promise<Outcome<HttpAnswer>> {
  for (const { operation, method, path, run } of routes) {
    const match = method === request.method ? path.exec(request.path) : null;
    const parts = match && decode(match.slice(1));
    if (parts) return gate(request, operation, 'lambda') ?? run({ parts, request }, functions);
  }
  return new Refusal('UnknownOperationException', `Lambda has no ${request.method} ${request.path} here.`);
}

/** Undefined where a part isn't percent-encoded text. */
function decode(parts: readonly string[]): readonly string[] | undefined {
  try {
    return parts.map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** The members of a request's JSON body. */
export function readBody<M extends Members>(members: M, { request }: RestRequest): Outcome<Values<M>> {
  const found = new Findings();
  try {
    const body = request.body.length === 0 ? {} : (JSON.parse(request.body.toString('utf8')) as unknown);
    const values = readMembers(members, body, '', found);
    return found.refusal ?? values;
  } catch {
    return new Refusal('InvalidRequestContentException', 'Could not parse request body into json');
  }
}

export const json = (status: number, body: object): HttpAnswer => ({
  status,
  headers: { 'Content-Type': 'application/json', 'x-amzn-RequestId': randomUUID() },
  body: JSON.stringify(body),
});

export const noContent = (): HttpAnswer => ({
  status: 204,
  headers: { 'x-amzn-RequestId': randomUUID() },
  body: '',
});

/** Status codes beside those that Invoke has. */
const STATUS: Readonly<Record<string, number>> = {
  InvalidSignatureException: 403,
  MissingAuthenticationTokenException: 403,
  UnrecognizedClientException: 403,
  UnknownOperationException: 404,
  PreconditionFailedException: 412,
};

function answerOf(outcome: Outcome<HttpAnswer>): HttpAnswer {
  if (!isRefusal(outcome)) return outcome;
  const { code, message } = outcome;
  const answer = json(STATUS[code] ?? FAULTS[code]?.status ?? 400, {
    Type: 'User',
    // Clients of some languages read `Message`, others `message`.
    Message: message,
    message,
  });
  return { ...answer, headers: { ...answer.headers, 'x-amzn-ErrorType': code } };
}
