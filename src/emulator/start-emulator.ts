/** The reference as an emulator: Step Functions and Lambda over HTTP on 127.0.0.1. */
import { readFunctionReference } from '../asl/state/resource.ts';
import { realClock, type Clock } from '../clock/clock.ts';
import type { CallResult, ServiceCall } from '../interpreter/task/service-call.ts';
import { Executions } from './executions/executions.ts';
import type { CallOutcome, Outside, Override } from './executions/outside.ts';
import { TaskTokens } from './executions/task-tokens.ts';
import type { Handler } from './http/message.ts';
import { HttpServer } from './http/server.ts';
import { Functions } from './lambda/functions.ts';
import { settlesAtOnce } from './lambda/readiness.ts';
import { LAMBDA_PREFIX, ROUTES } from './lambda/operations/routes.ts';
import { restHandler } from './lambda/rest.ts';
import { openGate, type Gate } from './protocol/gate.ts';
import { jsonHandler } from './protocol/json-protocol.ts';
import { isRefusal } from './protocol/refusal.ts';
import { trueRandom } from './random.ts';
import { anyRole } from './roles.ts';
import { Activities } from './stepfunctions/activities.ts';
import type { LogGroupExists } from './stepfunctions/configuration.ts';
import { StrictMode, type StrictSurroundings } from './strict/strict-mode.ts';
import type { StrictOptions } from './strict/strict-options.ts';
import { compileFaithfully, type Compile } from './stepfunctions/definition.ts';
import { OPERATIONS } from './stepfunctions/operations/operations.ts';
import { Pages } from './stepfunctions/pages.ts';
import { noLag } from './stepfunctions/replicas.ts';
import type { StepFunctions } from './stepfunctions/service.ts';
import { StateMachines } from './stepfunctions/state-machines.ts';

export interface EmulatorOptions {
  /** 0, which is the default, takes a free one. */
  readonly port?: number;
  /** The machine's own time by default; a VirtualClock leaps over waits. */
  readonly clock?: Clock;
  /** `123456789012` by default. */
  readonly account?: string;
  /** `us-east-1` by default. */
  readonly region?: string;
  /** URL of a Lambda Invoke endpoint for functions that nobody created here. It must not wait on a virtual `clock`. */
  readonly lambdaEndpoint?: string;
  /** Makes runnable machines of definitions; a variation of the interpreter passes its own. */
  readonly compile?: Compile;
  /** Answers calls of executions before the emulator's own Lambda does. */
  readonly outside?: Override;
  /** Whether a log group that a machine shall log to is there; every one is by default. Nothing is logged. */
  readonly logGroupExists?: LogGroupExists;
  /** Looks at each request first; lets everything through by default. */
  readonly gate?: Gate;
  /** Behaves like the real control plane, with these figures in place of the usual ones. */
  readonly strict?: boolean | Partial<StrictOptions>;
}

export interface Emulator {
  readonly port: number;
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly clock: Clock;
  /** Ends everything that it started: executions stand still, functions' processes are killed. */
  close(): Promise<void>;
}

export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { clock = realClock, account = '123456789012', region = 'us-east-1' } = options;
  const closing = new AbortController();
  const urlOf = (): string => `http://127.0.0.1:${server.port}`;
  const strict = strictMode(options.strict, {
    clock,
    region,
    account,
    gate: options.gate ?? openGate,
    machineType: (arn) => {
      const target = service.machines.resolve(arn);
      return isRefusal(target) ? undefined : target.machine.type;
    },
  });
  const functions = new Functions({
    region,
    account,
    clock,
    random: trueRandom,
    url: urlOf,
    lambdaEndpoint: options.lambdaEndpoint,
    settling: strict?.settling ?? settlesAtOnce,
    checkRole: strict?.roles.check ?? anyRole,
    closing: closing.signal,
  });
  const outside = outsideOf(functions, options.outside);
  const service: StepFunctions = {
    region,
    account,
    clock,
    outside: (call, roleArn) => refuseCall(strict, call, roleArn, functions) ?? outside(call),
    executions: new Executions(),
    tokens: new TaskTokens(),
    machines: new StateMachines(),
    activities: new Activities(),
    pages: new Pages(),
    compile: options.compile ?? compileFaithfully,
    logGroupExists: options.logGroupExists ?? (() => true),
    lag: strict?.lag ?? noLag,
    checkRole: strict?.roles.check ?? anyRole,
    closing: closing.signal,
  };
  const handler = handlerOf(service, functions, gates(strict?.gate, options.gate));
  const server = await HttpServer.listen(options.port ?? 0, clock, strict?.entrance(handler) ?? handler);
  return {
    port: server.port,
    url: urlOf(),
    clock,
    async close() {
      closing.abort();
      await server.close();
      for (const execution of service.executions.running) execution.driver?.close();
      functions.close();
    },
  };
}

/** Lambda's paths go to Lambda; Step Functions has one path only, and names the operation in a header. */
function handlerOf(service: StepFunctions, functions: Functions, gate: Gate): Handler {
  const lambda = restHandler(ROUTES, functions, gate);
  const stepFunctions = jsonHandler(
    {
      name: 'AWSStepFunctions',
      service: 'states',
      namespace: 'com.amazonaws.swf.service.v2.model',
      operations: OPERATIONS,
      gate,
    },
    service,
  );
  return (request) => (request.path.startsWith(LAMBDA_PREFIX) ? lambda : stepFunctions)(request);
}

function strictMode(
  options: EmulatorOptions['strict'] = false,
  around: StrictSurroundings,
): StrictMode | undefined {
  return options === false ? undefined : new StrictMode(options === true ? {} : options, around);
}

const gates =
  (first: Gate = openGate, second: Gate = openGate): Gate =>
  (request, operation, name) =>
    first(request, operation, name) ?? second(request, operation, name);

/** A role whose policies haven't arrived can call no function. */
function refuseCall(
  strict: StrictMode | undefined,
  call: ServiceCall,
  roleArn: string,
  functions: Functions,
): CallOutcome | undefined {
  if (strict === undefined || call.kind !== 'lambda') return undefined;
  const name = readFunctionReference(call.functionName)?.name ?? call.functionName;
  const result = strict.roles.refuseCall(roleArn, functions.arnOf(name), functions.options.random.uuid());
  return result && { afterSeconds: 0, result };
}

const outsideOf =
  (functions: Functions, override: Override = () => undefined): Outside =>
  (call) =>
    override(call) ?? (call.kind === 'lambda' ? functions.invoke(call) : notModelled(call));

function notModelled({ resourceType, resource }: Extract<ServiceCall, { kind: 'integration' }>): CallOutcome {
  const result: CallResult = {
    kind: 'declined',
    reason: `the integration ${resourceType}:${resource} is not modelled`,
  };
  return { afterSeconds: 0, result };
}
