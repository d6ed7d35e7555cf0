/**
 * Invocations that reach the endpoint through a deployed function. The function carries out what only it can: its own
 * process ends, or it runs into its own time-out; everything else is in the endpoint's answer.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { Outcome } from '../../case/case.ts';

/** A request with this header comes from a deployed function, and holds the version whose code it was deployed with. */
export const FORWARDED = 'x-sfn-conformance-forwarded';

/** The version that forwards a request; undefined where a target calls by itself. */
export function forwardedBy(headers: IncomingHttpHeaders): string | undefined {
  const version = headers[FORWARDED];
  return Array.isArray(version) ? version[0] : version;
}

/** The exit status with which the function shall end its process. */
export const EXIT = 'x-sfn-conformance-exit';

/** Present where the function's process shall be killed, as one is that takes too much memory. */
export const KILL = 'x-sfn-conformance-kill';

/** Present where the function shall do nothing until its time-out has passed. */
export const HANG = 'x-sfn-conformance-hang';

/** Headers for what the function itself must do; undefined where the endpoint's answer is all. */
export function forwardingHeaders(
  outcome: Outcome | undefined,
): Readonly<Record<string, string>> | undefined {
  if (outcome === undefined) return undefined;
  if ('exit' in outcome) return { [EXIT]: String(outcome.exit) };
  if ('outOfMemory' in outcome) return { [KILL]: 'true' };
  return 'timeout' in outcome ? { [HANG]: 'true' } : undefined;
}
