/** Lambda as a case scripts it: which version runs, what it answers, when. */
import type { FunctionScript, Outcome } from '../case/case.ts';
import type { Invocation } from '../case/observation.ts';
import { readFunctionReference } from '../asl/state/resource.ts';
import type { Random } from '../asl/random.ts';
import type { CallResult, LambdaCall } from '../interpreter/task/service-call.ts';
import { jacksonProblem } from '../json/jackson-message.ts';
import { parseJson } from '../json/parse.ts';
import { FUNCTION_TIMEOUT_SECONDS, Request, resultOf, accepted, serviceError } from './lambda-answer.ts';

/** How a call ends, and how long after it was made. */
export interface ScriptedReturn {
  readonly afterSeconds: number;
  readonly result: CallResult;
  /** What the function was scripted to do; only where it was invoked and its answer awaited. */
  readonly outcome?: Outcome;
}

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
    const reference = call.reference ?? readFunctionReference(call.functionName);
    if (reference === undefined)
      return refuse(request, 'ValidationException', functionNameConstraint(call.functionName));
    if (
      reference.qualifier !== undefined &&
      call.qualifier !== undefined &&
      reference.qualifier !== call.qualifier
    ) {
      return refuse(
        request,
        'InvalidParameterValueException',
        'The derived qualifier from the function name does not match the specified qualifier.',
      );
    }
    const qualifier = call.qualifier ?? reference.qualifier;
    const version = this.#version(reference.name, ranAs ?? qualifier);
    if (version === undefined) {
      const arn = `arn:aws:lambda:${this.#place.region}:${this.#place.account}:function:${reference.name}`;
      // Without a qualifier the message names $LATEST (1.2.22).
      return refuse(
        request,
        'ResourceNotFoundException',
        `Function not found: ${arn}:${qualifier ?? '$LATEST'}`,
      );
    }
    const body = call.payload ?? '{}';
    const problem = call.payloadIsJson || parseJson(body).ok ? undefined : jacksonProblem(body);
    if (problem !== undefined) {
      return refuse(
        request,
        'InvalidRequestContentException',
        `Could not parse request body into json: ${problem.message}`,
      );
    }
    if (call.invocationType === 'DryRun')
      return { afterSeconds: 0, result: accepted(204, version.name, request) };
    const outcome = this.#nextOutcome(reference.name, version.name, version.outcomes);
    const { invocationType, clientContext } = call;
    const invocation = {
      function: reference.name,
      qualifier: qualifier ?? null,
      payload: body,
      invocationType,
    };
    this.invocations.push(
      clientContext === undefined ? invocation : { ...invocation, clientContext: decoded(clientContext) },
    );
    if (invocationType === 'Event' && !('fault' in outcome)) {
      return { afterSeconds: 0, result: accepted(202, version.name, request) };
    }
    return {
      afterSeconds: (outcome.delaySeconds ?? 0) + ('timeout' in outcome ? FUNCTION_TIMEOUT_SECONDS : 0),
      result: resultOf(outcome, {
        request,
        version: version.name,
        body,
        bodyIsJson: call.payloadIsJson ?? false,
        tail: call.logType === 'Tail',
      }),
      outcome,
    };
  }

  #version(name: string, qualifier: string | undefined): Version | undefined {
    const script = Object.hasOwn(this.#functions, name) ? this.#functions[name] : undefined;
    if (script === undefined) return undefined;
    if (qualifier === undefined || qualifier === '$LATEST')
      return { name: '$LATEST', outcomes: script.outcomes };
    const target = script.aliases?.[qualifier];
    if (target === undefined) return publishedVersion(script, qualifier);
    if (typeof target === 'string') return publishedVersion(script, target);
    const version =
      'weights' in target
        ? this.#choose(target.weights)
        : takeNext(target, this.#next(`${name}:${qualifier}`));
    return publishedVersion(script, version ?? '');
  }

  #nextOutcome(name: string, version: string, outcomes: readonly Outcome[]): Outcome {
    if (outcomes.length === 1) return outcomes[0] as Outcome;
    return takeNext(outcomes, this.#next(`${name}/${version}`)) as Outcome;
  }

  /** How often this has been asked before. */
  #next(key: string): number {
    const count = this.#count?.get(key) ?? 0;
    (this.#count ??= new Map()).set(key, count + 1);
    return count;
  }
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

interface Version {
  readonly name: string;
  readonly outcomes: readonly Outcome[];
}

/** The n-th of a list whose last item repeats. */
export const takeNext = <T>(list: readonly T[], n: number): T | undefined =>
  list[Math.min(n, list.length - 1)];

const publishedVersion = (script: FunctionScript, name: string): Version | undefined => {
  if (name === '$LATEST') return { name, outcomes: script.outcomes };
  const outcomes = script.versions?.[name];
  return outcomes && { name, outcomes };
};

/** The call itself is refused. */
const refuse = (request: Request, code: string, message: string): ScriptedReturn => ({
  afterSeconds: 0,
  result: serviceError(request, code, message),
});

const functionNameConstraint = (name: string): string =>
  `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must satisfy ` +
  'regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?' +
  '([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?';
