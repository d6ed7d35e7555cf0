/**
 * Makes the emulator behave like the real control plane: signatures are checked, functions are Pending, roles can't be assumed
 * at once, what happened a moment ago may be unknown, calls draw from the published token buckets; and, where wanted, calls are
 * throttled and connections reset at random.
 */
import type { MachineType } from '../../case/case.ts';
import type { Clock } from '../../clock/clock.ts';
import { parseJson } from '../../json/parse.ts';
import { isJsonObject, valueAt } from '../../json/value.ts';
import type { Entrance, Handler, HttpRequest } from '../http/message.ts';
import { headerOf } from '../http/message.ts';
import { FUNCTION_CREDENTIALS } from '../lambda/functions.ts';
import type { Settling } from '../lambda/readiness.ts';
import { LAMBDA_PREFIX } from '../lambda/operations/routes.ts';
import type { Gate, ServiceName } from '../protocol/gate.ts';
import { jsonHandler, TARGET } from '../protocol/json-protocol.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { Lag } from '../stepfunctions/replicas.ts';
import { FreshRoles } from './fresh-roles.ts';
import { laggingReplicas } from './lagging-replicas.ts';
import { lambdaQuota, regionClass, stepFunctionsQuotas, type Quota } from './published-quotas.ts';
import { RandomFaults } from './random-faults.ts';
import { checkSignature } from './signature.ts';
import { DEFAULT_STRICT, type StrictOptions } from './strict-options.ts';
import { isStsRequest, stsHandler } from './sts.ts';
import { TABLE_OPERATIONS } from './table/table-operations.ts';
import { Table } from './table/table.ts';
import { TokenBuckets } from './token-buckets.ts';

export interface StrictSurroundings {
  readonly clock: Clock;
  readonly region: string;
  readonly account: string;
  /** The type of a machine by the ARN of it, its version or its alias: Express has a bucket of its own. */
  readonly machineType: (arn: string) => MachineType | undefined;
  /** Looks at requests behind this mode's own gate. */
  readonly gate: Gate;
}

export class StrictMode {
  readonly settling: Settling;
  readonly lag: Lag;
  readonly roles: FreshRoles;
  readonly #options: StrictOptions;
  readonly #around: StrictSurroundings;
  readonly #faults: RandomFaults;
  readonly #buckets: TokenBuckets;
  readonly #quotas: Readonly<Record<string, Quota>>;
  /** Why a request that is under way will be refused. */
  readonly #refusals = new WeakMap<HttpRequest, Refusal | 'throttled'>();
  readonly #sts: Handler;
  readonly #dynamodb: Handler;

  constructor(options: Partial<StrictOptions>, around: StrictSurroundings) {
    const all = { ...DEFAULT_STRICT, ...options };
    const { clock, account, region } = around;
    this.#options = all;
    this.#around = around;
    this.settling = { creation: all.pendingSeconds, change: all.changeSeconds };
    this.lag = laggingReplicas(all.lagSeconds);
    this.roles = new FreshRoles(clock, account, all);
    this.#faults = new RandomFaults(all);
    this.#buckets = new TokenBuckets(clock);
    this.#quotas = all.quotas === 'none' ? {} : stepFunctionsQuotas(all.quotas ?? regionClass(region));
    const gate: Gate = (...asked) => this.gate(...asked) ?? around.gate(...asked);
    this.#sts = stsHandler(account, gate);
    this.#dynamodb = jsonHandler(
      {
        name: 'DynamoDB_20120810',
        service: 'dynamodb',
        namespace: 'com.amazonaws.dynamodb.v20120810',
        operations: TABLE_OPERATIONS,
        gate,
      },
      new Table(all.table),
    );
  }

  /** What stands before the emulator's own APIs; STS and DynamoDB are there in strict mode only. */
  entrance(emulator: Handler): Entrance {
    const handlers = {
      states: emulator,
      lambda: emulator,
      sts: this.#sts,
      dynamodb: this.#dynamodb,
    } as const;
    return async (request) => {
      const fault = this.#faults.next();
      if (fault === 'reset before') return 'reset';
      const service = serviceOf(request);
      const refusal =
        (await this.#around.clock.during(() => this.#checkSignature(request, service))) ??
        (fault === 'throttled' ? fault : undefined);
      if (refusal !== undefined) this.#refusals.set(request, refusal);
      const answer = await handlers[service](request);
      return fault === 'reset after' ? 'reset' : answer;
    };
  }

  readonly gate: Gate = (request, operation, service) => {
    const refusal = this.#refusals.get(request);
    if (refusal === undefined)
      return this.#draw(request, operation, service) ? undefined : throttled(service);
    return refusal === 'throttled' ? throttled(service) : refusal;
  };

  #checkSignature(request: HttpRequest, service: ServiceName): Promise<Refusal | undefined> {
    const keys = [this.#options.credentials, FUNCTION_CREDENTIALS];
    return checkSignature(request, { service, region: this.#around.region, keys, now: Date.now() });
  }

  /** Takes a token for the call; false where none is left. */
  #draw(request: HttpRequest, operation: string, service: ServiceName): boolean {
    if (this.#options.quotas === 'none') return true;
    if (service === 'lambda') {
      const drawn = lambdaQuota(operation);
      return drawn === undefined || this.#buckets.take(`lambda ${drawn.key}`, drawn.quota);
    }
    if (service !== 'states') return true;
    const key =
      operation === 'StartExecution' && this.#startsExpress(request) ? `${operation}:EXPRESS` : operation;
    const quota = this.#quotas[key];
    return quota === undefined || this.#buckets.take(key, quota);
  }

  #startsExpress({ body }: HttpRequest): boolean {
    const parsing = parseJson(body.toString('utf8'));
    const arn = parsing.ok && isJsonObject(parsing.value) ? valueAt(parsing.value, 'stateMachineArn') : '';
    return typeof arn === 'string' && this.#around.machineType(arn) === 'EXPRESS';
  }
}

function serviceOf(request: HttpRequest): ServiceName {
  if (request.path.startsWith(LAMBDA_PREFIX)) return 'lambda';
  if (isStsRequest(request)) return 'sts';
  return headerOf(request, TARGET)?.startsWith('DynamoDB_') ? 'dynamodb' : 'states';
}

/** 9.1.10; Lambda has a name of its own (2.4.2). */
const throttled = (service: ServiceName): Refusal =>
  new Refusal(
    service === 'lambda' ? 'TooManyRequestsException' : 'ThrottlingException',
    'Rate exceeded',
    'protocol',
  );
