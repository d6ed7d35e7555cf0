/** An operation of an API: what it takes, and what it does in the service that it belongs to. */
import { Findings } from './findings.ts';
import type { Outcome } from './refusal.ts';
import { readMembers, type Members, type Values } from './structure.ts';

/** What an operation answers; written as JSON in the order of its fields, absent fields left out. */
export type Body = Readonly<Record<string, unknown>>;

/** An operation whose input is read by itself, so that operations of all inputs fit into one table. */
export type Operation<Service> = (
  request: unknown,
  service: Service,
) => Outcome<Body> | Promise<Outcome<Body>>;

/** Constraints are checked before anything else is looked at. */
export const operation =
  <Service, M extends Members>(
    members: M,
    run: (input: Values<M>, service: Service) => Outcome<Body> | Promise<Outcome<Body>>,
  ): Operation<Service> =>
  (request, service) => {
    const found = new Findings();
    const input = readMembers(members, request, '', found);
    return found.refusal ?? run(input, service);
  };
