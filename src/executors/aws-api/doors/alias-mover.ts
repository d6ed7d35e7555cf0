/**
 * Moves a deployed alias as its case says: one version an invocation, the last one repeating. The alias is moved while the function
 * still runs, so that the next call meets it where it must be.
 */
import { UpdateAliasCommand } from '@aws-sdk/client-lambda';
import type { FunctionScript } from '../../../case/case.ts';
import { takeNext } from '../../../simulation/lambda-script.ts';
import type { RunningInvocation } from '../../lambda-endpoint/function-group.ts';
import type { TargetApi } from '../api.ts';

interface Moving {
  readonly alias: string;
  readonly versions: readonly string[];
  count: number;
}

export class AliasMover {
  readonly #api: TargetApi;
  readonly #signal: AbortSignal;
  /** By deployed name of the function. */
  readonly #moving = new Map<string, Moving[]>();

  constructor(api: TargetApi, functions: Readonly<Record<string, FunctionScript>>, signal: AbortSignal) {
    this.#api = api;
    this.#signal = signal;
    for (const [name, { aliases = {} }] of Object.entries(functions)) {
      const moving = Object.entries(aliases).flatMap(([alias, target]) =>
        Array.isArray(target) ? [{ alias, versions: target as readonly string[], count: 0 }] : [],
      );
      if (moving.length > 0) this.#moving.set(name, moving);
    }
  }

  /** Something to wait for where the invocation moves an alias. */
  heard({ invocation }: RunningInvocation): Promise<void> | undefined {
    const moving = this.#moving.get(invocation.function) ?? [];
    // A function may know only which version of it runs.
    const met = moving.find(
      ({ alias, versions }) =>
        invocation.qualifier === alias || versions.includes(invocation.qualifier ?? '$LATEST'),
    );
    return met && this.#move(invocation.function, met);
  }

  async #move(name: string, moving: Moving): Promise<void> {
    const before = takeNext(moving.versions, moving.count);
    moving.count += 1;
    const next = takeNext(moving.versions, moving.count);
    if (next === undefined || next === before) return;
    const move = { FunctionName: name, Name: moving.alias, FunctionVersion: next };
    // Where it isn't moved, what runs next tells.
    await this.#api.lambda(new UpdateAliasCommand(move), this.#signal);
  }
}
