/** A request and its answer, whatever carries them. */
import type { IncomingHttpHeaders } from 'node:http';

export interface HttpRequest {
  readonly method: string;
  /** The path without its query, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One of the APIs behind the server. It answers at once where it can, so that no time passes meanwhile. */
export type Handler = (request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>;

/** What becomes of a request: an answer, or a connection that is reset without one. */
export type Handling = HttpAnswer | 'reset';

/** What the server calls; it may stand before a {@link Handler}. */
export type Entrance = (request: HttpRequest) => Handling | Promise<Handling>;

/** A header's value; the first one where it was sent more than once. */
export function headerOf({ headers }: HttpRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
