/** One call through the AWS SDK, whose signing and serialising is used, but not its reading of answers: they are judged raw. */
import { Readable } from 'node:stream';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { readAnswer, type ApiAnswer, type RawAnswer, type Unanswered } from './api-answer.ts';

export type Client = SFNClient | LambdaClient;

/** A command of either client, as far as a call needs it. */
export interface Command {
  readonly input: object;
}

/** `CreateStateMachine` of a CreateStateMachineCommand. */
export const operationOf = (command: Command): string => command.constructor.name.replace(/Command$/, '');

export interface CallOptions {
  readonly operation: string;
  /** True where the target is known to have the operation. */
  readonly exists: boolean;
  /** Gives the call up. */
  readonly signal: AbortSignal;
  /** How long an answer may take, in milliseconds of the machine's own clock: a target that hangs must not hang the kit. */
  readonly patience: number;
}

export async function callApi(client: Client, command: Command, options: CallOptions): Promise<ApiAnswer> {
  const { operation, signal, exists, patience } = options;
  const limit = new CallLimit(signal, patience);
  try {
    // Not what the SDK makes of it: see keepRawAnswers.
    const send = client.send.bind(client) as (command: Command, options: object) => Promise<unknown>;
    const raw = (await send(command, { abortSignal: limit.signal })) as RawAnswer;
    return readAnswer(operation, raw, exists);
  } catch (error) {
    return unanswered(operation, error, limit.reached);
  } finally {
    limit.end();
  }
}

/** Ends a call: it was given up, or took too long. A timer and a listener of its own cost less than signals made of signals. */
class CallLimit {
  reached: 'given up' | 'silent' | undefined;
  readonly #outer: AbortSignal;
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(outer: AbortSignal, patience: number) {
    this.#outer = outer;
    this.#timer = setTimeout(() => this.#abort('silent'), patience);
    if (outer.aborted) this.#giveUp();
    else outer.addEventListener('abort', this.#giveUp);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#outer.removeEventListener('abort', this.#giveUp);
  }

  readonly #giveUp = (): void => this.#abort('given up');

  #abort(reason: 'given up' | 'silent'): void {
    this.reached ??= reason;
    this.#controller.abort(reason);
  }
}

/**
 * Makes a client's `send` resolve to answers as they came. What the SDK would make of them is of no use here, and costs more than
 * the call itself: so it is handed nothing to read.
 */
export function keepRawAnswers(client: Client): void {
  const stack = client.middlewareStack as unknown as MiddlewareStack;
  const read: Middleware = (next, context) => async (given) => {
    const result = await next(given);
    context.rawAnswer = await buffered(result.response);
    return result;
  };
  // An error that the SDK makes of an answer is no error here.
  const handOut: Middleware = (next, context) => async (given) => {
    try {
      const result = await next(given);
      return { ...result, output: context.rawAnswer };
    } catch (error) {
      if (context.rawAnswer === undefined) throw error;
      return { output: context.rawAnswer };
    }
  };
  stack.add(read, { step: 'deserialize', priority: 'low', name: 'readRawAnswer' });
  stack.add(handOut, { step: 'initialize', priority: 'high', name: 'handOutRawAnswer' });
}

interface Context {
  rawAnswer?: RawAnswer;
}

interface Result {
  readonly response: HttpAnswer;
  readonly output?: unknown;
}

type Step = (given: unknown) => Promise<Result>;
type Middleware = (next: Step, context: Context) => (given: unknown) => Promise<Partial<Result>>;

/** The stack of any client; its own type is that of one client's commands. */
interface MiddlewareStack {
  add(middleware: Middleware, options: object): void;
}

interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  body: Readable | Uint8Array | undefined;
}

async function buffered(answer: HttpAnswer): Promise<RawAnswer> {
  const { body } = answer;
  const bytes = body instanceof Readable ? await bytesOf(body) : Buffer.from(body ?? []);
  answer.body = EMPTY;
  return { status: answer.statusCode, headers: answer.headers, text: bytes.toString('utf8') };
}

/** By its events: to iterate over it takes twice the time, and there are many answers. */
const bytesOf = (body: Readable): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    body.on('data', (chunk: Buffer) => chunks.push(chunk));
    body.once('error', reject);
    body.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    body.once('close', () => reject(new Error('the answer was cut short')));
  });

const EMPTY = Buffer.from('{}');

function unanswered(operation: string, error: unknown, reached: CallLimit['reached']): Unanswered {
  if (reached === 'given up') return { kind: 'cancelled', reason: 'the case was given up' };
  if (reached === 'silent') return { kind: 'silent', reason: `${operation} was not answered` };
  const { name, message, code } = error as { name?: string; message?: string; code?: string };
  return {
    kind: 'transport',
    reason: `${operation} failed: ${code ?? name ?? 'error'}: ${message ?? String(error)}`,
  };
}
