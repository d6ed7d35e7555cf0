/** Lambda as a case scripts it: which version runs, what it answers, when. */
import type { FunctionScript, Outcome } from '../case/case.ts';
import { jsonStringOf } from '../case/long-text.ts';
import type { Invocation } from '../case/observation.ts';
import { readFunctionReference } from '../asl/state/resource.ts';
import type { Random } from '../asl/random.ts';
import type { CallResult, LambdaCall } from '../interpreter/task/service-call.ts';
import { jacksonProblem } from '../json/jackson-message.ts';
import { parseJson } from '../json/parse.ts';
import type { JsonValue } from '../json/value.ts';
import { writeJson } from '../json/write.ts';
import { FAULTS } from './lambda-faults.ts';

/** How a call ends, and how long after it was made. */
export interface ScriptedReturn {
  readonly afterSeconds: number;
  readonly result: CallResult;
  /** What the function was scripted to do; only where it was invoked and its answer awaited. */
  readonly outcome?: Outcome;
}

/** Seconds after which Lambda stops a function that was given no time-out of its own (its default). */
const FUNCTION_TIMEOUT_SECONDS = 3;

/** The bytes that a synchronous response may have (AWS-BEHAVIOUR 9.2.2). */
const LARGEST_RESPONSE = 6_291_556;

export interface Place {
  readonly region: string;
  readonly account: string;
}

/** Which version an alias with weights leads to this time. */
export type ChooseVersion = (weights: Readonly<Record<string, number>>) => string;

export class LambdaScript {
  readonly #functions: Readonly<Record<string, FunctionScript>>;
  readonly #random: Random;
  readonly #place: Place;
  readonly #choose: ChooseVersion;
  #count: Map<string, number> | undefined;
  /** What the functions received, in order. */
  readonly invocations: Invocation[] = [];

  /** Versions with weights are drawn unless `choose` says which one it is. */
  constructor(
    functions: Readonly<Record<string, FunctionScript>>,
    random: Random,
    place: Place,
    choose: ChooseVersion = (weights) => drawVersion(weights, random),
  ) {
    this.#functions = functions;
    this.#random = random;
    this.#place = place;
    this.#choose = choose;
  }

  /** `ranAs` is the version that runs, where whoever calls has found that out already. */
  invoke(call: LambdaCall, ranAs?: string): ScriptedReturn {
    const request = new Request(this.#random);
    const refuse = (code: string, message: string): ScriptedReturn => ({
      afterSeconds: 0,
      result: {
        kind: 'serviceError',
        code,
        status: FAULTS[code]?.status ?? 400,
        message,
        requestId: request.id,
      },
    });
    const reference = readFunctionReference(call.functionName);
    if (reference === undefined)
      return refuse('ValidationException', functionNameConstraint(call.functionName));
    if (
      reference.qualifier !== undefined &&
      call.qualifier !== undefined &&
      reference.qualifier !== call.qualifier
    ) {
      return refuse(
        'InvalidParameterValueException',
        'The derived qualifier from the function name does not match the specified qualifier.',
      );
    }
    const qualifier = call.qualifier ?? reference.qualifier;
    const version = this.#version(reference.name, ranAs ?? qualifier);
    if (version === undefined) {
      const arn = `arn:aws:lambda:${this.#place.region}:${this.#place.account}:function:${reference.name}`;
      // Without a qualifier the message names $LATEST (1.2.22).
      return refuse('ResourceNotFoundException', `Function not found: ${arn}:${qualifier ?? '$LATEST'}`);
    }
    const body = call.payload ?? '{}';
    const problem = call.payloadIsJson || parseJson(body).ok ? undefined : jacksonProblem(body);
    if (problem !== undefined) {
      return refuse(
        'InvalidRequestContentException',
        `Could not parse request body into json: ${problem.message}`,
      );
    }
    if (call.invocationType === 'DryRun')
      return { afterSeconds: 0, result: accepted(204, version.name, request) };
    const outcome = this.#nextOutcome(reference.name, version.name, version.outcomes);
    this.invocations.push({
      function: reference.name,
      qualifier: qualifier ?? null,
      payload: body,
      invocationType: call.invocationType,
      ...(call.clientContext !== undefined && { clientContext: decoded(call.clientContext) }),
    });
    if (call.invocationType === 'Event' && !('fault' in outcome)) {
      return { afterSeconds: 0, result: accepted(202, version.name, request) };
    }
    return {
      afterSeconds: (outcome.delaySeconds ?? 0) + ('timeout' in outcome ? FUNCTION_TIMEOUT_SECONDS : 0),
      result: this.#resultOf(outcome, version.name, body, request, call.logType === 'Tail'),
      outcome,
    };
  }

  #version(name: string, qualifier: string | undefined): Version | undefined {
    const script = Object.hasOwn(this.#functions, name) ? this.#functions[name] : undefined;
    if (script === undefined) return undefined;
    if (qualifier === undefined || qualifier === '$LATEST')
      return { name: '$LATEST', outcomes: script.outcomes };
    const published = (version: string): Version | undefined => {
      if (version === '$LATEST') return { name: version, outcomes: script.outcomes };
      const outcomes = script.versions?.[version];
      return outcomes && { name: version, outcomes };
    };
    const target = script.aliases?.[qualifier];
    if (target === undefined) return published(qualifier);
    if (typeof target === 'string') return published(target);
    if ('weights' in target) return published(this.#choose(target.weights));
    return published(takeNext(target, this.#next(`${name}:${qualifier}`)) ?? '');
  }

  #nextOutcome(name: string, version: string, outcomes: readonly Outcome[]): Outcome {
    return takeNext(outcomes, this.#next(`${name}/${version}`)) as Outcome;
  }

  /** How often this has been asked before. */
  #next(key: string): number {
    const count = this.#count?.get(key) ?? 0;
    (this.#count ??= new Map()).set(key, count + 1);
    return count;
  }

  #resultOf(outcome: Outcome, version: string, body: string, request: Request, tail: boolean): CallResult {
    const answer = (payload: string, failed: boolean): CallResult => ({
      kind: 'lambda',
      payload,
      executedVersion: version,
      statusCode: 200,
      get requestId() {
        return request.id;
      },
      ...(failed && { functionError: 'Unhandled' }),
      ...(tail && { logResult: logOf(request.id, version) }),
    });
    const thrown = (error: Readonly<Record<string, JsonValue>>): CallResult => answer(writeJson(error), true);
    if ('fault' in outcome) {
      const fault = FAULTS[outcome.fault];
      const message = fault?.message ?? outcome.fault;
      return {
        kind: 'serviceError',
        code: outcome.fault,
        status: fault?.status ?? 500,
        message,
        requestId: request.id,
      };
    }
    if ('throw' in outcome) return thrown(outcome.throw as Readonly<Record<string, JsonValue>>);
    if ('throwText' in outcome) return answer(outcome.throwText, true);
    if ('timeout' in outcome) {
      const seconds = FUNCTION_TIMEOUT_SECONDS.toFixed(2);
      return thrown({
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${request.id} Error: Task timed out after ${seconds} seconds`,
      });
    }
    if ('exit' in outcome || 'outOfMemory' in outcome) {
      const end = 'exit' in outcome ? `exit status ${outcome.exit}` : 'signal: killed';
      return thrown({
        errorType: 'Runtime.ExitError',
        errorMessage: `RequestId: ${request.id} Error: Runtime exited with error: ${end}`,
      });
    }
    if ('returnBytes' in outcome && outcome.returnBytes > LARGEST_RESPONSE) return thrown(TOO_LARGE);
    const payload = returnedText(outcome, body);
    return Buffer.byteLength(payload) > LARGEST_RESPONSE ? thrown(TOO_LARGE) : answer(payload, false);
  }
}

const TOO_LARGE = {
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size exceeded maximum allowed payload size (${LARGEST_RESPONSE} bytes).`,
} as const;

type Returning = Extract<
  Outcome,
  { echo: true } | { return: JsonValue } | { returnText: string } | { returnBytes: number }
>;

function returnedText(outcome: Returning, body: string): string {
  if ('echo' in outcome) return body;
  if ('returnText' in outcome) return outcome.returnText;
  return 'returnBytes' in outcome ? jsonStringOf(outcome.returnBytes) : writeJson(outcome.return);
}

function drawVersion(weights: Readonly<Record<string, number>>, random: Random): string {
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  let left = random.next() * total;
  for (const [version, weight] of Object.entries(weights)) {
    left -= weight;
    if (left < 0) return version;
  }
  return Object.keys(weights).at(-1) ?? '$LATEST';
}

/** ClientContext is base64 (AWS-BEHAVIOUR 1.2.30). */
const decoded = (clientContext: string): string => Buffer.from(clientContext, 'base64').toString('utf8');

/** An id that most answers never show, drawn when somebody asks for it. */
class Request {
  readonly #random: Random;
  #id: string | undefined;

  constructor(random: Random) {
    this.#random = random;
  }

  get id(): string {
    return (this.#id ??= this.#random.uuid());
  }
}

interface Version {
  readonly name: string;
  readonly outcomes: readonly Outcome[];
}

/** The n-th of a list whose last item repeats. */
export const takeNext = <T>(list: readonly T[], n: number): T | undefined =>
  list[Math.min(n, list.length - 1)];

const accepted = (statusCode: number, executedVersion: string, request: Request): CallResult => ({
  kind: 'lambda',
  payload: '',
  executedVersion,
  statusCode,
  requestId: request.id,
});

const logOf = (requestId: string, version: string): string =>
  Buffer.from(`START RequestId: ${requestId} Version: ${version}\nEND RequestId: ${requestId}\n`).toString(
    'base64',
  );

const functionNameConstraint = (name: string): string =>
  `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must satisfy ` +
  'regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?' +
  '([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?';
