/** Lambda of one account and region: its functions, and what a call of one of them leads to. */
import type { Random } from '../../asl/random.ts';
import { readFunctionReference } from '../../asl/state/resource.ts';
import type { Clock } from '../../clock/clock.ts';
import type { LambdaCall } from '../../interpreter/task/service-call.ts';
import { FAULTS } from '../../simulation/lambda-faults.ts';
import { LambdaScript } from '../../simulation/lambda-script.ts';
import type { CallOutcome } from '../executions/outside.ts';
import type { Refusal } from '../protocol/refusal.ts';
import type { RoleCheck } from '../roles.ts';
import type { Place } from '../stepfunctions/arn.ts';
import type { Behaviour } from './behaviour.ts';
import { forwardInvoke } from './forward-invoke.ts';
import type { FunctionCode } from './function-code.ts';
import type { FunctionRecord } from './function-record.ts';
import { DEFAULT_SETTINGS, type FunctionSettings } from './function-settings.ts';
import { ProcessBehaviour } from './process-behaviour.ts';
import type { Settling } from './readiness.ts';
import { searchPath } from './runtime/managed-runtime.ts';
import { scriptedBehaviour } from './scripted-behaviour.ts';

export interface FunctionsOptions extends Place {
  readonly clock: Clock;
  readonly random: Random;
  /** Where functions can reach the emulator. */
  readonly url: () => string;
  /** An Invoke endpoint that knows the functions that nobody created here. */
  readonly lambdaEndpoint: string | undefined;
  readonly settling: Settling;
  readonly checkRole: RoleCheck;
  /** Fires when the emulator closes: whoever waits gives up. */
  readonly closing: AbortSignal;
}

/** What the functions that run here sign with. */
export const FUNCTION_CREDENTIALS = { accessKeyId: 'emulator', secretAccessKey: 'emulator' } as const;

export class Functions {
  readonly options: FunctionsOptions;
  readonly #byName = new Map<string, FunctionRecord>();
  /** Words the refusals of calls that lead nowhere. */
  readonly #nobody: LambdaScript;

  constructor(options: FunctionsOptions) {
    this.options = options;
    this.#nobody = new LambdaScript({}, options.random, options);
  }

  get sorted(): readonly FunctionRecord[] {
    return [...this.#byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  get(name: string): FunctionRecord | undefined {
    return this.#byName.get(name);
  }

  add(record: FunctionRecord): void {
    this.#byName.set(record.name, record);
  }

  remove(record: FunctionRecord): void {
    this.#byName.delete(record.name);
    record.close();
  }

  arnOf(name: string): string {
    return `arn:aws:lambda:${this.options.region}:${this.options.account}:function:${name}`;
  }

  invoke(call: LambdaCall): CallOutcome {
    const reference = readFunctionReference(call.functionName);
    const record = this.#byName.get(reference?.name ?? '');
    const { lambdaEndpoint, clock, random } = this.options;
    if (reference && !record && lambdaEndpoint !== undefined)
      return clock.during(() => forwardInvoke(lambdaEndpoint, call));
    const qualifier = call.qualifier ?? reference?.qualifier;
    const contradiction = reference?.qualifier !== undefined && qualifier !== reference.qualifier;
    const version = contradiction ? undefined : record?.resolve(qualifier, random);
    if (record === undefined || version === undefined) return this.#nobody.invoke(call);
    const refusal = record.readiness.refuseInvoke();
    if (refusal) return this.#refused(refusal);
    return version.behaviour.invoke(
      { ...call, functionName: record.name, reference: { name: record.name }, qualifier: version.version },
      qualifier,
    );
  }

  #refused({ code, message }: Refusal): CallOutcome {
    const status = FAULTS[code]?.status ?? 500;
    const requestId = this.options.random.uuid();
    return { afterSeconds: 0, result: { kind: 'serviceError', code, status, message, requestId } };
  }

  /** What a version of this code does. */
  behaviourOf(name: string, version: string, code: FunctionCode, settings: FunctionSettings): Behaviour {
    const { random, clock } = this.options;
    if (code.script) return scriptedBehaviour(name, version, code.script, random, this.options);
    return new ProcessBehaviour(
      {
        name,
        version,
        arn: this.arnOf(name),
        runtime: settings.Runtime ?? '',
        timeout: settings.Timeout ?? DEFAULT_SETTINGS.Timeout,
        env: this.#environment(name, version, settings),
      },
      code,
      clock,
      random,
      this.options,
    );
  }

  close(): void {
    for (const record of this.#byName.values()) record.close();
  }

  /** What a function finds in its environment; nothing of this process but the path of programs. */
  #environment(name: string, version: string, settings: FunctionSettings): Readonly<Record<string, string>> {
    const { region, url } = this.options;
    return {
      PATH: searchPath(process.env['PATH']),
      LANG: 'en_US.UTF-8',
      TZ: 'UTC',
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: FUNCTION_CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: FUNCTION_CREDENTIALS.secretAccessKey,
      AWS_ENDPOINT_URL: url(),
      AWS_EXECUTION_ENV: `AWS_Lambda_${settings.Runtime ?? ''}`,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: version,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.MemorySize ?? DEFAULT_SETTINGS.MemorySize),
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: `[${version}]`,
      _HANDLER: settings.Handler ?? '',
      ...settings.Environment?.Variables,
    };
  }
}
