/** AWS JSON 1.0: one path, the operation in a header, JSON both ways. */
import { randomUUID } from 'node:crypto';
import { headerOf, type Handler, type HttpAnswer, type HttpRequest } from '../http/message.ts';
import type { Gate, ServiceName } from './gate.ts';
import type { Body, Operation } from './operation.ts';
import { isRefusal, Refusal, type Outcome, type RefusedBy } from './refusal.ts';

/** The header that names the operation: `AWSStepFunctions.StartExecution`. */
export const TARGET = 'x-amz-target';

export interface JsonApi<Service> {
  /** What stands before the dot of the target. */
  readonly name: string;
  readonly service: ServiceName;
  /** The namespace of the service's own errors in `__type`. */
  readonly namespace: string;
  readonly operations: ReadonlyMap<string, Operation<Service>>;
  readonly gate: Gate;
}

export const jsonHandler =
  <Service>(api: JsonApi<Service>, service: Service): Handler =>
  (request) => {
    const outcome = carryOut(api, service, request);
    return outcome instanceof Promise
      ? outcome.then((settled) => answerOf(api, settled))
      : answerOf(api, outcome);
  };

function carryOut<Service>(
  api: JsonApi<Service>,
  service: Service,
  request: HttpRequest,
): Outcome<Body> | Promise<Outcome<Body>> {
  const [name, operationName = ''] = (headerOf(request, TARGET) ?? '').split('.', 2);
  const operation = name === api.name ? api.operations.get(operationName) : undefined;
  if (operation === undefined) return unknownOperation(operationName);
  const refusal = api.gate(request, operationName, api.service);
  if (refusal) return refusal;
  const input = parseBody(request.body);
  return isRefusal(input) ? input : operation(input, service);
}

export const unknownOperation = (name: string): Refusal =>
  new Refusal('UnknownOperationException', `The operation '${name}' is not known here.`, 'protocol');

/** An empty body counts as `{}`: some clients send none where nothing is to be said. */
function parseBody(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return new Refusal('SerializationException', 'The body of the request is not JSON.', 'protocol');
  }
}

const CONTENT_TYPE = 'application/x-amz-json-1.0';

function answerOf<Service>({ namespace }: JsonApi<Service>, outcome: Outcome<Body>): HttpAnswer {
  const refused = isRefusal(outcome);
  return {
    status: refused ? 400 : 200,
    headers: { 'Content-Type': CONTENT_TYPE, 'x-amzn-RequestId': randomUUID() },
    body: JSON.stringify(
      refused
        ? {
            __type: `${namespaceOf(outcome.by, namespace)}#${outcome.code}`,
            message: outcome.message,
            ...outcome.details,
          }
        : outcome,
    ),
  };
}

/** The framework's own errors come from packages of its own; inferred from what clients report. */
function namespaceOf(by: RefusedBy, service: string): string {
  if (by === 'service') return service;
  return by === 'validation' ? 'com.amazon.coral.validate' : 'com.amazon.coral.service';
}

/** Dates count seconds since 1970, with milliseconds as a fraction. */
export const dateOf = (milliseconds: number): number => milliseconds / 1000;
