/**
 * A pack on a target: the functions of its cases, its one machine and what is started of it. It is made when its first case is run,
 * and taken away as soon as its last one has ended.
 */
import { CreateStateMachineCommand, DeleteStateMachineCommand } from '@aws-sdk/client-sfn';
import { parseJsonOrThrow } from '../../../json/parse.ts';
import { valueAt, type JsonObject } from '../../../json/value.ts';
import { writeJson } from '../../../json/write.ts';
import { packedDefinition, packedName, type Pack, type Slot } from '../../../packing/pack.ts';
import { unpackHistory, unpackText } from '../../../packing/unpack.ts';
import { definitionText } from '../../case-text.ts';
import type { ExecutorOutcome } from '../../executor.ts';
import { MACHINE_NAME } from '../../observed-names.ts';
import type { TargetApi } from '../api.ts';
import type { ApiAnswer } from '../api-answer.ts';
import { withDeployedNames } from '../case-run.ts';
import type { FunctionDoor, OpenedFunctions } from '../doors/door.ts';
import type { SharedExecution } from '../execution-run.ts';
import { DeployedNames, deployedExecutionName } from '../names/deployed-names.ts';
import { readsFunctionNames, rewriteDefinition } from '../names/rewrite.ts';
import { outcomeOfOwnAnswer } from '../outcome-of-answer.ts';
import { reasonAgainst } from '../reason-against.ts';
import { startArn } from '../start-arn.ts';
import type { TargetTraits } from '../target-traits.ts';
import { isRoleUnknown, isUnknownMachine, untilSettled } from '../until-settled.ts';
import type { Endings } from './endings.ts';
import { PackedWatch } from './packed-watch.ts';

export interface PackMachineOptions {
  readonly api: TargetApi;
  readonly door: FunctionDoor;
  readonly traits: TargetTraits;
  readonly endings: Endings;
  /** A name's beginning that nothing else has; another one each time. */
  readonly newPrefix: () => string;
  /** Of all packs: a case that is given up must not take its pack with it. */
  readonly signal: AbortSignal;
}

/** A case that is ready to be started. */
export interface OpenSlot {
  readonly names: DeployedNames;
  readonly functions: OpenedFunctions;
  /** True where the machine reads names of functions from data. */
  readonly dynamic: boolean;
}

export type PackOpening =
  | { readonly kind: 'open'; readonly startArn: string }
  /** No case of the pack can be run in it. */
  | { readonly kind: 'shut'; readonly outcome: ExecutorOutcome };

const NEVER = new AbortController().signal;

/** Cases whose functions are opened side by side. */
const SIDE_BY_SIDE = 8;

export class PackMachine {
  readonly pack: Pack;
  readonly #options: PackMachineOptions;
  readonly #name: string;
  readonly #slots = new Map<string, OpenSlot>();
  readonly #left: Set<string>;
  #arn: string | undefined;
  #opening: Promise<PackOpening> | undefined;
  #known: Promise<unknown> | undefined;

  constructor(pack: Pack, options: PackMachineOptions) {
    this.pack = pack;
    this.#options = options;
    this.#name = options.newPrefix() + MACHINE_NAME;
    this.#left = new Set(pack.slots.map(({ tag }) => tag));
  }

  open(): Promise<PackOpening> {
    return (this.#opening ??= this.#open());
  }

  /** What was opened for a case; undefined where its functions can't be had. */
  slot({ tag }: Slot): OpenSlot | undefined {
    return this.#slots.get(tag);
  }

  /** The region and the account of the machine, by its ARN. */
  get where(): OpenedFunctions['where'] | undefined {
    const [, , , region, account] = this.#arn?.split(':') ?? [];
    return region === undefined || account === undefined ? undefined : { region, account };
  }

  shared(slot: Slot, signal: AbortSignal): SharedExecution {
    const { endings } = this.#options;
    const machine = this.#arn ?? '';
    return {
      name: packedName(slot, deployedExecutionName),
      unpackText: (text) => unpackText(text, slot).replaceAll(this.#name, MACHINE_NAME),
      unpackHistory: (history) => unpackHistory(history, this.pack),
      known: (start) => this.#untilKnown(start, signal),
      watch: (watching) => new PackedWatch({ ...watching, endings, machine }),
    };
  }

  /** A case has ended; the last one takes the machine with it. `quiet` says that nothing of the case runs any more. */
  async done({ tag }: Slot, quiet: boolean): Promise<void> {
    if (!this.#left.delete(tag)) return;
    await this.#slots.get(tag)?.functions.close(quiet);
    if (this.#left.size === 0) await this.#delete();
  }

  /** For the end of the run: takes everything away, whatever was run. */
  async close(): Promise<void> {
    await this.#opening;
    for (const slot of this.pack.slots) await this.done(slot, false);
  }

  get isGone(): boolean {
    return this.#left.size === 0;
  }

  async #delete(): Promise<void> {
    const stateMachineArn = this.#arn;
    if (stateMachineArn === undefined) return;
    this.#arn = undefined;
    await this.#options.api.stepFunctions(new DeleteStateMachineCommand({ stateMachineArn }), NEVER);
  }

  async #open(): Promise<PackOpening> {
    const { slots } = this.pack;
    for (let i = 0; i < slots.length; i += SIDE_BY_SIDE)
      await Promise.all(slots.slice(i, i + SIDE_BY_SIDE).map((slot) => this.#openFunctions(slot)));
    const { api, traits, signal } = this.#options;
    const { level } = this.pack;
    const definition = writeJson(
      packedDefinition(this.pack, deployedExecutionName, (slot) => this.#definitionOf(slot)),
    );
    const creation = { name: this.#name, definition, type: level.type, roleArn: traits.roleArn };
    const created = await untilSettled(
      api,
      traits.settleSeconds ?? 0,
      signal,
      () => api.stepFunctions(new CreateStateMachineCommand(creation), signal),
      isRoleUnknown,
    );
    if (created.kind !== 'ok')
      return { kind: 'shut', outcome: outcomeOfOwnAnswer('CreateStateMachine', created) };
    this.#arn = String(valueAt(created.body, 'stateMachineArn'));
    const started = await startArn(level, this.#arn, api, signal);
    return started.kind === 'none'
      ? { kind: 'shut', outcome: started.outcome }
      : { kind: 'open', startArn: started.arn };
  }

  async #openFunctions(slot: Slot): Promise<void> {
    const { door, traits, signal, newPrefix } = this.#options;
    const { case: testCase, tag } = slot;
    if (reasonAgainst(testCase, door, traits) !== undefined) return;
    const prefix = newPrefix();
    const names =
      door.names?.(testCase, prefix) ??
      new DeployedNames(prefix, Object.keys(testCase.functions), door.take?.(testCase));
    const dynamic = readsFunctionNames(definitionText(testCase));
    const opening = await door.open(dynamic ? withDeployedNames(testCase, names) : testCase, names, signal);
    if (opening.kind === 'open') this.#slots.set(tag, { names, functions: opening.functions, dynamic });
  }

  /** With names of functions as they are deployed; a case without functions has its own, and isn't started here. */
  #definitionOf(slot: Slot): JsonObject {
    const text = definitionText(slot.case);
    const open = this.#slots.get(slot.tag);
    const rewritten =
      open === undefined ? text : rewriteDefinition(text, open.names, open.functions.where, open.dynamic);
    return parseJsonOrThrow(rewritten) as JsonObject;
  }

  /** One of the cases finds out when the machine is known (AWS-BEHAVIOUR 10.1.3), and the others wait for it. */
  async #untilKnown(start: () => Promise<ApiAnswer>, signal: AbortSignal): Promise<ApiAnswer> {
    const { api, traits } = this.#options;
    const settled = (): Promise<ApiAnswer> =>
      untilSettled(api, traits.settleSeconds ?? 0, signal, start, isUnknownMachine);
    if (this.#known === undefined) {
      const first = settled();
      this.#known = first;
      return first;
    }
    await this.#known;
    return settled();
  }
}
