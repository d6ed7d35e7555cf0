/** Looks at a request before it is carried out: signature, permissions, throttling. */
import type { HttpRequest } from '../http/message.ts';
import type { Refusal } from './refusal.ts';

/** The services by the names under which requests to them are signed. */
export type ServiceName = 'states' | 'lambda' | 'sts' | 'dynamodb';

/** Refuses, or lets the request through. */
export type Gate = (request: HttpRequest, operation: string, service: ServiceName) => Refusal | undefined;

export const openGate: Gate = () => undefined;
