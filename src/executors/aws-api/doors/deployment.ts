/** Creates a function with its versions and aliases over Lambda's API, and takes it away again. */
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionConfigurationCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  type CreateFunctionCommandInput,
} from '@aws-sdk/client-lambda';
import type { AliasTarget } from '../../../case/case.ts';
import { valueAt, type JsonObject } from '../../../json/value.ts';
import type { ExecutorOutcome } from '../../executor.ts';
import type { TargetApi } from '../api.ts';
import type { ApiAnswer } from '../api-answer.ts';
import { operationOf, type Command } from '../api-call.ts';
import { outcomeOfAnswer } from '../outcome-of-answer.ts';
import { isRoleUnknown } from '../until-settled.ts';
import type { Whereabouts } from '../names/deployed-names.ts';
import { isBusy, isUnsettled, says, stateOf } from './function-state.ts';

export interface DeployedFunction {
  readonly name: string;
  readonly roleArn: string;
  readonly runtime: FunctionRuntime;
  readonly timeoutSeconds: number;
  /** The zip of `$LATEST`. */
  readonly code: Uint8Array;
  /** The zips of the versions 1, 2, 3 ...; undefined for a number that the case doesn't have. */
  readonly versions: readonly (Uint8Array | undefined)[];
  readonly aliases: Readonly<Record<string, Exclude<AliasTarget, readonly string[]>>>;
}

export type FunctionRuntime = Pick<CreateFunctionCommandInput, 'Runtime' | 'Handler' | 'Environment'>;

export type Deployment =
  | { readonly kind: 'deployed'; readonly where: Whereabouts }
  | { readonly kind: 'failed'; readonly outcome: ExecutorOutcome };

/** Milliseconds between two looks at a function that isn't ready: seconds on AWS (AWS-BEHAVIOUR 10.1.7), a moment elsewhere. */
const LOOK = { first: 20, growth: 2, every: 500 };

/** Milliseconds between two tries of a step that is refused for the moment. */
const TRY_EVERY = 500;

/** Seconds after which a function that isn't ready, or a step that is refused for the moment, is given up. */
const PATIENCE = 30;

export async function deploy(
  api: TargetApi,
  wanted: DeployedFunction,
  signal: AbortSignal,
  patienceSeconds = PATIENCE,
): Promise<Deployment> {
  const steps = new Steps(api, signal, patienceSeconds);
  const created = await steps.create(wanted);
  for (const [i, code] of wanted.versions.entries())
    await steps.publish(wanted.name, code ?? wanted.code, String(i + 1));
  if (wanted.versions.length > 0) await steps.update(wanted.name, wanted.code);
  for (const [alias, target] of Object.entries(wanted.aliases)) await steps.alias(wanted.name, alias, target);
  for (const [i, code] of wanted.versions.entries())
    if (code === undefined) await steps.remove(wanted.name, String(i + 1));
  if (steps.failure) return { kind: 'failed', outcome: steps.failure };
  const arn = String(valueAt(created ?? {}, 'FunctionArn')).split(':');
  return { kind: 'deployed', where: { region: arn[3] ?? '', account: arn[4] ?? '' } };
}

/** Whatever stands of it; a function that isn't there is fine. */
export const undeploy = (api: TargetApi, name: string, signal: AbortSignal): Promise<ApiAnswer> =>
  api.lambda(new DeleteFunctionCommand({ FunctionName: name }), signal);

/** Steps of which none is taken once one has failed. */
class Steps {
  failure: ExecutorOutcome | undefined;
  readonly #api: TargetApi;
  readonly #signal: AbortSignal;
  readonly #patienceSeconds: number;

  constructor(api: TargetApi, signal: AbortSignal, patienceSeconds: number) {
    this.#api = api;
    this.#signal = signal;
    this.#patienceSeconds = patienceSeconds;
  }

  async create({
    name,
    roleArn,
    runtime,
    timeoutSeconds,
    code,
  }: DeployedFunction): Promise<JsonObject | undefined> {
    const input = {
      FunctionName: name,
      Role: roleArn,
      Timeout: timeoutSeconds,
      Code: { ZipFile: code },
      ...runtime,
    };
    const existing = new GetFunctionConfigurationCommand({ FunctionName: name });
    const created =
      (await this.#step(new CreateFunctionCommand(input), {
        again: isRoleUnknown,
        // An earlier try of the same call has created it, and its answer was lost.
        done: (answer) => says(answer, /already exist/),
      })) ?? (await this.#step(existing));
    if (created !== undefined && isUnsettled(created)) await this.#settled(name);
    return created;
  }

  async update(name: string, code: Uint8Array): Promise<void> {
    const updated = await this.#step(new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: code }), {
      again: isBusy,
    });
    if (updated !== undefined && isUnsettled(updated)) await this.#settled(name);
  }

  /** Each version has code of its own: publishing the same again would give the last one (AWS-BEHAVIOUR 9.2.9). */
  async publish(name: string, code: Uint8Array, version: string): Promise<void> {
    await this.update(name, code);
    const published = await this.#step(new PublishVersionCommand({ FunctionName: name }), { again: isBusy });
    if (published === undefined) return;
    const given = valueAt(published, 'Version');
    if (given !== version) {
      const reason = `PublishVersion of a new function gave version ${String(given)}, not ${version}`;
      this.failure = { kind: 'indeterminate', fault: 'setup', reason };
    } else if (isUnsettled(published)) await this.#settled(name, version);
  }

  async alias(name: string, alias: string, target: DeployedFunction['aliases'][string]): Promise<void> {
    await this.#step(new CreateAliasCommand({ FunctionName: name, Name: alias, ...routing(target) }), {
      done: (answer) => says(answer, /already exists/),
    });
  }

  async remove(name: string, version: string): Promise<void> {
    await this.#step(new DeleteFunctionCommand({ FunctionName: name, Qualifier: version }));
  }

  async #settled(name: string, version?: string): Promise<void> {
    const input = { FunctionName: name, ...(version !== undefined && { Qualifier: version }) };
    const { clock } = this.#api;
    const deadline = clock.now() + this.#patienceSeconds * 1000;
    let state = 'unready';
    for (let wait = LOOK.first; clock.now() < deadline && !this.failure; wait *= LOOK.growth) {
      await clock.sleep(Math.min(wait, LOOK.every), this.#signal);
      const found = await this.#step(new GetFunctionConfigurationCommand(input));
      if (found !== undefined && !isUnsettled(found)) return;
      state = stateOf(found) ?? state;
    }
    this.failure ??= {
      kind: 'indeterminate',
      fault: 'setup',
      reason: `the function ${name} was still ${state} after ${this.#patienceSeconds} s, and was given up`,
    };
  }

  async #step(
    command: Command,
    { again = never, done = never }: Judgement = {},
  ): Promise<JsonObject | undefined> {
    if (this.failure) return undefined;
    const deadline = this.#api.clock.now() + this.#patienceSeconds * 1000;
    for (;;) {
      const answer = await this.#api.lambda(command, this.#signal);
      if (answer.kind === 'ok') return answer.body;
      if (answer.kind === 'refused' && answer.sentBefore && done(answer)) return undefined;
      if (!again(answer) || this.#api.clock.now() >= deadline) {
        this.failure = outcomeOfAnswer(operationOf(command), answer);
        return undefined;
      }
      await this.#api.clock.sleep(TRY_EVERY, this.#signal);
    }
  }
}

/** What refusals of a step mean. */
interface Judgement {
  /** Refused for the moment. */
  readonly again?: (answer: ApiAnswer) => boolean;
  /** Carried out by an earlier try of the same call. */
  readonly done?: (answer: ApiAnswer) => boolean;
}

const never = (): boolean => false;

/** One version for good, or two with weights: the first takes what the second leaves. */
export function routing(target: DeployedFunction['aliases'][string]): {
  readonly FunctionVersion: string;
  readonly RoutingConfig?: { AdditionalVersionWeights: Record<string, number> };
} {
  if (typeof target === 'string') return { FunctionVersion: target };
  const [[first, share] = ['$LATEST', 1], second] = Object.entries(target.weights);
  if (second === undefined) return { FunctionVersion: first };
  const [version, weight] = second;
  return {
    FunctionVersion: first,
    RoutingConfig: { AdditionalVersionWeights: { [version]: weight / (weight + share) } },
  };
}
