/**
 * Lambda's Invoke on 127.0.0.1, for targets that reach their functions over the network: each function behaves as its case
 * scripts it, chosen by its name, so that the payload stays exactly what the machine made of it.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFunctionReference } from '../../asl/state/resource.ts';
import { seededRandom, type Random } from '../../asl/random.ts';
import type { FunctionScript } from '../../case/case.ts';
import { realClock, type Clock } from '../../clock/clock.ts';
import type { LambdaCall } from '../../interpreter/task/service-call.ts';
import type { Place } from '../../simulation/lambda-script.ts';
import { forwardedBy, forwardingHeaders, HANG } from './forwarded.ts';
import { FunctionGroup } from './function-group.ts';
import { readInvokeRequest } from './invoke-request.ts';
import { invokeResponse, unknownPath, type InvokeResponse } from './invoke-response.ts';

export class LambdaEndpoint {
  readonly #server: Server;
  readonly #clock: Clock;
  readonly #place: Place;
  readonly #groups = new Map<string, FunctionGroup>();
  /** Answers for functions that nobody registered. */
  readonly #nobody: FunctionGroup;

  private constructor(server: Server, clock: Clock, place: Place) {
    this.#server = server;
    this.#clock = clock;
    this.#place = place;
    this.#nobody = new FunctionGroup({}, seededRandom('nobody'), place);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  /**
   * Listens on 127.0.0.1, on a free port unless one is given; rejects where that is taken. `place` is what the endpoint's own
   * messages say of the account and the region.
   */
  static async start(
    place: Place,
    { port = 0, clock = realClock }: { readonly port?: number; readonly clock?: Clock } = {},
  ): Promise<LambdaEndpoint> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return new LambdaEndpoint(server, clock, place);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Functions under names that no other case uses; until {@link drop}. */
  register(functions: Readonly<Record<string, FunctionScript>>, random: Random): FunctionGroup {
    const group = new FunctionGroup(functions, random, this.#place);
    for (const name of group.names) this.#groups.set(name, group);
    return group;
  }

  /** Later calls find no such function; answers that are still due are given up. */
  drop(group: FunctionGroup): void {
    for (const name of group.names) this.#groups.delete(name);
    group.end();
  }

  async close(): Promise<void> {
    this.#groups.forEach((group) => group.end());
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const target = request.url ?? '/';
    const call = request.method === 'POST' ? readInvokeRequest(target, request.headers, body) : undefined;
    if (call === undefined) return send(response, unknownPath(target));
    await this.#invoke(call, forwardedBy(request.headers), response);
  }

  /** `forwarded` is the version of the deployed function that passes its event on. */
  async #invoke(call: LambdaCall, forwarded: string | undefined, response: ServerResponse): Promise<void> {
    const group = this.#groups.get(readFunctionReference(call.functionName)?.name ?? '') ?? this.#nobody;
    await group.run(() => this.#answer(group, call, forwarded, response));
  }

  async #answer(
    group: FunctionGroup,
    call: LambdaCall,
    forwarded: string | undefined,
    response: ServerResponse,
  ): Promise<void> {
    const { promise: returned, resolve } = Promise.withResolvers<number>();
    const { scripted, heard } = group.invoke(call, () => returned, forwarded);
    const extra = forwarded === undefined ? undefined : forwardingHeaders(scripted.outcome);
    // A function that hangs does so itself.
    const seconds = extra && HANG in extra ? 0 : scripted.afterSeconds;
    await Promise.all([heard, seconds > 0 ? this.#clock.sleep(seconds * 1000, group.ended) : undefined]);
    if (group.ended.aborted || scripted.result.kind === 'declined') {
      response.destroy();
    } else if (scripted.result.kind === 'lambda' || scripted.result.kind === 'serviceError') {
      const answer = invokeResponse(scripted.result);
      await send(response, { ...answer, headers: { ...answer.headers, ...extra } });
    }
    resolve(this.#clock.now());
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Resolves once the answer is handed to the network, or nobody waits for it any more. */
async function send(response: ServerResponse, { status, headers, body }: InvokeResponse): Promise<void> {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, ...(status !== 204 && { 'Content-Length': bytes.length }) });
  await new Promise<void>((resolve) => {
    response.once('close', resolve);
    response.end(bytes, resolve);
  });
}
