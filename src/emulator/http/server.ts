/** The HTTP server on 127.0.0.1: reads a request, lets its API answer, writes the answer. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../clock/clock.ts';
import type { Entrance, HttpAnswer } from './message.ts';

/** A deployment package may have 50 MB (AWS-BEHAVIOUR 9.2.4), and comes in base64 inside of JSON. */
const LARGEST_BODY = 80 * 1024 * 1024;

export class HttpServer {
  readonly #server: Server;
  readonly #clock: Clock;
  readonly #entrance: Entrance;

  private constructor(server: Server, clock: Clock, entrance: Entrance) {
    this.#server = server;
    this.#clock = clock;
    this.#entrance = entrance;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.#serve(request, response).catch((error: unknown) => {
        // A defect of ours, or a client that went away.
        response.destroy(error instanceof Error ? error : undefined);
      });
    });
  }

  /** Listens on a port of 127.0.0.1; 0 takes a free one. Rejects where the port is taken. */
  static async listen(port: number, clock: Clock, entrance: Entrance): Promise<HttpServer> {
    const server = createServer({ keepAliveTimeout: 60_000 });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return new HttpServer(server, clock, entrance);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  /**
   * The clock is held while a request comes in and while its answer goes out. In between an operation may wait for time to
   * pass (StartSyncExecution); whatever answers at once leaves no gap in which it could.
   */
  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await this.#clock.during(() => bodyOf(request));
    if (body === undefined) {
      request.resume();
      response.setHeader('Connection', 'close');
      return write(response, tooLarge);
    }
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const answer = this.#entrance({
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body,
    });
    const settled = answer instanceof Promise ? await answer : answer;
    if (settled === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    // A client that went away meanwhile must not hold the clock.
    if (!response.destroyed) await this.#clock.during(() => write(response, settled));
  }
}

/** Undefined where the body is larger than anything that AWS takes. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}

const tooLarge: HttpAnswer = {
  status: 413,
  headers: { 'Content-Type': 'application/json', 'x-amzn-ErrorType': 'RequestEntityTooLargeException' },
  body: JSON.stringify({ message: `The request has more than ${LARGEST_BODY} bytes.` }),
};

function write(response: ServerResponse, { status, headers, body }: HttpAnswer): Promise<void> {
  const length = body === '' && status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) };
  return new Promise((resolve) => {
    response.once('close', resolve);
    response.writeHead(status, { ...headers, ...length });
    response.end(body, () => resolve());
  });
}
