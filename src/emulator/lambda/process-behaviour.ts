/** A function whose code is run for real, in processes that are used again. */
import type { Random } from '../../asl/random.ts';
import type { Clock } from '../../clock/clock.ts';
import type { CallResult, LambdaCall } from '../../interpreter/task/service-call.ts';
import { FAULTS } from '../../simulation/lambda-faults.ts';
import type { Place } from '../../simulation/lambda-script.ts';
import type { CallOutcome } from '../executions/outside.ts';
import type { Behaviour } from './behaviour.ts';
import { scriptedBehaviour } from './scripted-behaviour.ts';
import type { FunctionCode } from './function-code.ts';
import { FunctionFolder } from './runtime/function-folder.ts';
import { payloadOf } from './runtime/function-failure.ts';
import { FunctionProcess } from './runtime/function-process.ts';
import type { FunctionWorker } from './runtime/function-worker.ts';
import { managedRuntime } from './runtime/managed-runtime.ts';
import { RuntimeApiProcess } from './runtime/runtime-api-process.ts';

export interface ProcessSetting {
  readonly name: string;
  readonly version: string;
  readonly arn: string;
  readonly runtime: string;
  /** Seconds of the real clock. */
  readonly timeout: number;
  readonly env: Readonly<Record<string, string>>;
}

export class ProcessBehaviour implements Behaviour {
  readonly #setting: ProcessSetting;
  readonly #code: FunctionCode;
  readonly #clock: Clock;
  /** Says what Lambda makes of a call before any code runs. */
  readonly #entrance: Behaviour;
  readonly #processes = new Set<FunctionWorker>();
  readonly #idle: FunctionWorker[] = [];
  #folder: FunctionFolder | undefined;

  constructor(setting: ProcessSetting, code: FunctionCode, clock: Clock, random: Random, place: Place) {
    this.#setting = setting;
    this.#code = code;
    this.#clock = clock;
    this.#entrance = scriptedBehaviour(setting.name, setting.version, [{ echo: true }], random, place);
  }

  readonly invoke = (call: LambdaCall, asked?: string): CallOutcome => {
    const accepted = this.#entrance.invoke(call);
    if (accepted instanceof Promise) return accepted;
    const { result } = accepted;
    if (result.kind !== 'lambda' || call.invocationType === 'DryRun') return accepted;
    const run = this.#clock
      .during(() => this.#run(call, result, asked))
      .catch((error: unknown) => notRun(String(error), result.requestId));
    return call.invocationType === 'Event' ? accepted : run;
  };

  close(): void {
    for (const process of this.#processes) process.close();
    this.#processes.clear();
    this.#idle.length = 0;
    this.#folder?.remove();
    this.#folder = undefined;
  }

  async #run(
    call: LambdaCall,
    accepted: Extract<CallResult, { kind: 'lambda' }>,
    asked: string | undefined,
  ): Promise<CallResult> {
    const { requestId } = accepted;
    const { timeout, arn, runtime } = this.#setting;
    const process = this.#idle.pop() ?? this.#start();
    if (process === undefined) return notRun(`The runtime '${runtime}' can't be run here.`, requestId);
    const event = {
      requestId,
      arn: asked === undefined ? arn : `${arn}:${asked}`,
      deadline: Date.now() + timeout * 1000,
      event: call.payload ?? '{}',
      ...(call.clientContext !== undefined && { clientContext: decode(call.clientContext) }),
    };
    const answer = await process.invoke(event, timeout);
    if (process.alive) this.#idle.push(process);
    else this.#processes.delete(process);
    if (answer.kind === 'notStarted') return notRun(answer.reason, requestId);
    const { failed, text } = payloadOf(answer, requestId, timeout);
    return {
      ...accepted,
      statusCode: 200,
      payload: text,
      ...(failed && { functionError: 'Unhandled' }),
      ...(call.logType === 'Tail' && { logResult: this.#logOf(process.log, requestId) }),
    };
  }

  /** Undefined where the runtime can't be run here. */
  #start(): FunctionWorker | undefined {
    this.#folder ??= new FunctionFolder(this.#code);
    const { path } = this.#folder;
    const env = { ...this.#setting.env, LAMBDA_TASK_ROOT: path };
    const runtime = managedRuntime(this.#setting.runtime, path, env);
    if (runtime === undefined) return undefined;
    const process =
      runtime.speaks === 'lines'
        ? new FunctionProcess(runtime, path, env)
        : new RuntimeApiProcess(runtime, path, env);
    this.#processes.add(process);
    return process;
  }

  #logOf(log: string, requestId: string): string {
    const text = `START RequestId: ${requestId} Version: ${this.#setting.version}\n${log}END RequestId: ${requestId}\n`;
    return Buffer.from(text).toString('base64');
  }
}

function notRun(message: string, requestId: string): CallResult {
  const code = 'InvalidRuntimeException';
  return { kind: 'serviceError', code, status: FAULTS[code]?.status ?? 502, message, requestId };
}

/** The header holds JSON in base64; what isn't that is handed on as it is. */
function decode(clientContext: string): unknown {
  try {
    return JSON.parse(Buffer.from(clientContext, 'base64').toString('utf8')) as unknown;
  } catch {
    return clientContext;
  }
}
