/** The two APIs of a target: Step Functions and, where functions are deployed, Lambda. */
import { LambdaClient } from '@aws-sdk/client-lambda';
import { GetExecutionHistoryCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { Clock } from '../../clock/clock.ts';
import type { ApiAnswer } from './api-answer.ts';
import { callApi, keepRawAnswers, operationOf, type Client, type Command } from './api-call.ts';
import { isJsonArray, valueAt } from '../../json/value.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { localResending, type Resending } from './resending.ts';

export interface ApiOptions {
  /** Where the APIs are; absent for AWS itself. */
  readonly endpoint?: string;
  /** Where Lambda is, if elsewhere. */
  readonly lambdaEndpoint?: string;
  readonly region: string;
  /** Absent where the SDK shall find credentials itself (AWS). */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly clock: Clock;
  /** Milliseconds of the machine's clock after which a call counts as unanswered; 30 s by default. */
  readonly patience?: number;
  /** Those of a program on this machine by default. */
  readonly resending?: Resending;
  /** Is told of each call that is made. */
  readonly custody?: Custody;
  /**
   * True where the target must read definitions one at a time. The parser of ANTLR for Python keeps what it learns of a grammar
   * in tables that all threads share and none locks: read two definitions at once and from some moment on the server refuses
   * sound definitions, or reads them without some of their fields, until it is started again (seen on Moto 5.2.5 on a busy
   * machine, after 160 cases).
   */
  readonly oneDefinitionAtATime?: boolean;
}

/** Sees each call with its input, which it may add to, before the call leaves, and its answer. */
export interface Custody {
  before(operation: string, input: Record<string, unknown>): Promise<void>;
  after(operation: string, input: Record<string, unknown>, answer: ApiAnswer): Promise<void>;
}

/** What makes a target read a definition; an execution reads it again before it begins. */
const READS_DEFINITION =
  /^(?:(?:Create|Update)StateMachine|ValidateStateMachineDefinition|StartExecution|StartSyncExecution|TestState)$/;

/** Looks at the history of an execution until it has begun, and milliseconds between them. */
const BEGINNING = { looks: 100, every: 20 };

/** Every target that runs executions has them: an unreadable answer to one is a fault of the moment. */
const BASIC = [
  'CreateStateMachine',
  'DeleteStateMachine',
  'StartExecution',
  'DescribeExecution',
  'GetExecutionHistory',
  'CreateFunction',
  'DeleteFunction',
];

export class TargetApi {
  readonly clock: Clock;
  readonly #stepFunctions: SFNClient;
  readonly #lambda: LambdaClient;
  readonly #known = new Set(BASIC);
  readonly #patience: number;
  readonly #resending: Resending;
  readonly #custody: Custody | undefined;
  readonly #reading: OneAtATime | undefined;

  constructor(options: ApiOptions) {
    const { endpoint, lambdaEndpoint, region, credentials, clock, patience = 30_000 } = options;
    this.clock = clock;
    this.#patience = patience;
    this.#resending = options.resending ?? localResending;
    this.#custody = options.custody;
    this.#reading = options.oneDefinitionAtATime === true ? new OneAtATime() : undefined;
    const configuration = {
      region,
      ...(endpoint !== undefined && { endpoint, disableHostPrefix: true }),
      ...(credentials && { credentials }),
      // Retries are made here, where they are seen and counted.
      maxAttempts: 1,
      requestHandler: { connectionTimeout: 5000 },
    };
    this.#stepFunctions = new SFNClient(configuration);
    this.#lambda = new LambdaClient({
      ...configuration,
      ...(lambdaEndpoint !== undefined && { endpoint: lambdaEndpoint }),
    });
    for (const client of [this.#stepFunctions, this.#lambda]) keepRawAnswers(client);
  }

  /** `patience` is for a call that lasts as long as an execution: time may pass while it waits. */
  stepFunctions(command: Command, signal: AbortSignal, patience?: number): Promise<ApiAnswer> {
    return this.#call(this.#stepFunctions, command, signal, patience);
  }

  lambda(command: Command, signal: AbortSignal, patience?: number): Promise<ApiAnswer> {
    return this.#call(this.#lambda, command, signal, patience);
  }

  close(): void {
    this.#stepFunctions.destroy();
    this.#lambda.destroy();
  }

  async #call(client: Client, command: Command, signal: AbortSignal, patience?: number): Promise<ApiAnswer> {
    const operation = operationOf(command);
    const input = command.input as Record<string, unknown>;
    await this.#custody?.before(operation, input);
    const call = (): Promise<ApiAnswer> => this.#untilAnswered(client, command, operation, signal, patience);
    const answer =
      this.#reading === undefined || !READS_DEFINITION.test(operation)
        ? await call()
        : await this.#reading.run(async () => this.#begun(operation, await call(), signal));
    await this.#custody?.after(operation, input, answer);
    return answer;
  }

  /** Once an execution has written its first event its definition has been read. */
  async #begun(operation: string, answer: ApiAnswer, signal: AbortSignal): Promise<ApiAnswer> {
    if (operation !== 'StartExecution' || answer.kind !== 'ok') return answer;
    const executionArn = String(valueAt(answer.body, 'executionArn'));
    for (let look = 0; look < BEGINNING.looks && !signal.aborted; look++) {
      const history = await this.stepFunctions(
        new GetExecutionHistoryCommand({ executionArn, maxResults: 1 }),
        signal,
      );
      const events = history.kind === 'ok' ? valueAt(history.body, 'events') : undefined;
      if (!isJsonArray(events) || events.length > 0) return answer;
      await this.clock.sleep(BEGINNING.every, signal);
    }
    return answer;
  }

  /** Throttled calls are made again after a while, and so are those that may be when their connection failed. */
  async #untilAnswered(
    client: Client,
    command: Command,
    operation: string,
    signal: AbortSignal,
    patience?: number,
  ): Promise<ApiAnswer> {
    const resending = this.#resending;
    const { broke = resending.lost } = resending;
    let lost = false;
    for (let tries = 1; ; tries++) {
      const exists = this.#known.has(operation);
      const call = (): Promise<ApiAnswer> =>
        callApi(client, command, { operation, exists, signal, patience: patience ?? this.#patience });
      const said = await (patience === undefined ? this.clock.during(call) : call());
      const answer = resending.broke ? said : withoutWords(said);
      if (answer.kind === 'ok' || answer.kind === 'refused') this.#known.add(operation);
      const wait =
        answer.kind === 'throttled'
          ? resending.throttled(tries)
          : answer.kind === 'transport'
            ? (answer.broke || answer.page ? broke : resending.lost)(tries, operation)
            : undefined;
      if (wait === undefined) return lost ? asSentBefore(answer) : answer;
      lost ||= answer.kind === 'transport';
      if (wait > 0) await this.clock.sleep(wait, signal);
    }
  }
}

/** A breakdown as a call that was lost. */
const withoutWords = (answer: ApiAnswer): ApiAnswer =>
  answer.kind === 'transport' ? { kind: 'transport', reason: answer.reason } : answer;

function asSentBefore(answer: ApiAnswer): ApiAnswer {
  if (answer.kind === 'refused') return { ...answer, sentBefore: true };
  if (answer.kind !== 'ok') return answer;
  const { kind, body, text } = answer;
  return { kind, body, text, sentBefore: true };
}
