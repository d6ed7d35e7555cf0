/**
 * For AWS itself: one function is deployed for a whole run, with its versions, and plays all functions of all cases. Which one it
 * plays is told by the alias under which it is called; what that one does, and how often it was called, stands in a table.
 */
import { CreateAliasCommand } from '@aws-sdk/client-lambda';
import type { Case, FunctionScript, Outcome } from '../../../case/case.ts';
import type { Invocation } from '../../../case/observation.ts';
import { definitionText, inputText } from '../../case-text.ts';
import type { ExecutorOutcome } from '../../executor.ts';
import { outcomesWithTexts } from '../../function-package/function-package.ts';
import type { TargetApi } from '../api.ts';
import { reasonAgainstDeploying, outcomesOf } from '../doors/deployable.ts';
import { routing } from '../doors/deployment.ts';
import type { DoorOpening, FunctionDoor, FunctionNotes } from '../doors/door.ts';
import { says } from '../doors/function-state.ts';
import type { DeployedNames, Whereabouts } from '../names/deployed-names.ts';
import { readsFunctionNames, rewriteData, rewriteDefinition } from '../names/rewrite.ts';
import { outcomeOfAnswer } from '../outcome-of-answer.ts';
import type { Note, ScriptTable } from './script-table.ts';
import { SlotNames } from './slot-names.ts';
import { SlotPool, type Slot } from './slot-pool.ts';

export interface OneFunctionOptions {
  readonly api: TargetApi;
  readonly table: ScriptTable;
  /** The run's function, with as many published versions. */
  readonly functionName: string;
  readonly versions: number;
  /** Seconds after which Lambda stops it. */
  readonly timeoutSeconds: number;
  readonly where: Whereabouts;
  /** What the names of the run's aliases begin with. */
  readonly tag: string;
  /** Takes the function away again. */
  readonly close: () => Promise<void>;
}

/** A script must fit into an item of the table (400 KB), with room for what stands beside it. */
const LARGEST_SCRIPT = 380_000;

/** Seconds of the function's time that it needs for itself. */
const OWN_SECONDS = 0.5;

export class OneFunctionDoor implements FunctionDoor {
  readonly hearsFunctions = false;
  readonly #options: OneFunctionOptions;
  readonly #pool: SlotPool;
  /** Aliases that exist. */
  readonly #created = new Set<string>();

  constructor(options: OneFunctionOptions) {
    this.#options = options;
    this.#pool = new SlotPool(options.tag);
  }

  reasonAgainst(functions: Case['functions']): string | undefined {
    return (
      reasonAgainstDeploying(functions, { raisesFaults: false, movesAliases: false }) ??
      Object.entries(functions)
        .map(([name, script]) => this.#reasonAgainst(name, script))
        .find((reason) => reason !== undefined)
    );
  }

  names({ functions }: Case, prefix: string): SlotNames {
    return new SlotNames({ prefix, functions, functionName: this.#options.functionName, pool: this.#pool });
  }

  async open(testCase: Case, names: DeployedNames, signal: AbortSignal): Promise<DoorOpening> {
    if (!(names instanceof SlotNames)) throw new Error('the names are not those of this door');
    const { where } = this.#options;
    useAllSlots(testCase, names, where);
    const close = async (quiet: boolean): Promise<void> => this.#close(testCase, names, quiet);
    const outcome =
      names.unsupported === undefined
        ? await this.#prepare(testCase, names, signal)
        : ({ kind: 'declined', reason: names.unsupported } as const);
    if (outcome) {
      await close(false);
      return { kind: 'shut', outcome };
    }
    const notes = new SlotNotes(this.#options.table, names);
    return { kind: 'open', functions: { where, group: undefined, notes, hidesTypes: true, close } };
  }

  close(): Promise<void> {
    return this.#options.close();
  }

  #reasonAgainst(name: string, script: FunctionScript): string | undefined {
    const { versions, timeoutSeconds } = this.#options;
    const odd = Object.keys(script.versions ?? {}).find((version) => Number(version) > versions);
    if (odd !== undefined)
      return `version ${odd} of function '${name}': the one function of the run has the versions 1 to ${versions}`;
    const longest = Math.max(0, ...outcomesOf(script).map(({ delaySeconds }) => delaySeconds ?? 0));
    if (longest > timeoutSeconds - OWN_SECONDS)
      return `function '${name}' takes ${longest} s: Lambda stops the one function of the run after ${timeoutSeconds} s`;
    const size = JSON.stringify(outcomesWithTexts(outcomesOf(script))).length;
    return size > LARGEST_SCRIPT
      ? `the script of function '${name}' has ${size} characters; an item of the table holds ${LARGEST_SCRIPT}`
      : undefined;
  }

  /** Writes the scripts and creates the aliases that aren't there yet. */
  async #prepare(
    { functions }: Case,
    names: SlotNames,
    signal: AbortSignal,
  ): Promise<ExecutorOutcome | undefined> {
    for (const { slot, name } of names.used) {
      const script = functions[name];
      if (slot === undefined || script === undefined) continue;
      try {
        const outcomes = outcomesAt(slot, script);
        await this.#options.table.write(slot.alias, { case: names.prefix, counter: name, outcomes });
      } catch (error) {
        return {
          kind: 'indeterminate',
          fault: 'transport',
          reason: `the table can't be written: ${String(error)}`,
        };
      }
      const failure = await this.#create(slot, signal);
      if (failure) return failure;
    }
    return undefined;
  }

  async #create({ alias, target }: Slot, signal: AbortSignal): Promise<ExecutorOutcome | undefined> {
    if (this.#created.has(alias)) return undefined;
    const { api, functionName } = this.#options;
    const command = new CreateAliasCommand({ FunctionName: functionName, Name: alias, ...routing(target) });
    const answer = await api.lambda(command, signal);
    if (
      answer.kind !== 'ok' &&
      !(answer.kind === 'refused' && answer.sentBefore && says(answer, /already exists/))
    )
      return outcomeOfAnswer('CreateAlias', answer);
    this.#created.add(alias);
    return undefined;
  }

  /** A slot that something of the case may still call isn't used again. */
  #close(testCase: Case, names: SlotNames, quiet: boolean): void {
    // Asynchronous calls come when they like.
    if (!quiet || definitionText(testCase).includes('Event')) return;
    for (const { slot } of names.used) if (slot && this.#created.has(slot.alias)) this.#pool.giveBack(slot);
  }
}

/** Slots are taken when a name is replaced: once beforehand, so that all are there when the machine is. */
function useAllSlots(testCase: Case, names: SlotNames, where: Whereabouts): void {
  const definition = definitionText(testCase);
  const dynamic = readsFunctionNames(definition);
  rewriteDefinition(definition, names, where, dynamic);
  rewriteData(inputText(testCase), names, where, dynamic);
}

/** What the function does under an alias, by the version that runs. */
function outcomesAt({ target }: Slot, script: FunctionScript): Readonly<Record<string, readonly object[]>> {
  const versions = typeof target === 'string' ? [target] : Object.keys(target.weights);
  const at = (version: string): readonly Outcome[] =>
    version === '$LATEST' ? script.outcomes : (script.versions?.[version] ?? []);
  return Object.fromEntries(versions.map((version) => [version, outcomesWithTexts(at(version))]));
}

/** What the function wrote down of the invocations of a case. */
class SlotNotes implements FunctionNotes {
  invocations: readonly Invocation[] = [];
  readonly #table: ScriptTable;
  readonly #names: SlotNames;

  constructor(table: ScriptTable, names: SlotNames) {
    this.#table = table;
    this.#names = names;
  }

  async read(): Promise<string | undefined> {
    try {
      const notes = await this.#table.notes(this.#names.prefix);
      this.invocations = notes.map((note) => this.#invocation(note));
      return undefined;
    } catch (error) {
      return `the table of the run can't be read: ${String(error)}`;
    }
  }

  #invocation({ alias, payload, clientContext }: Note): Invocation {
    const used = this.#names.used.find((slot) => slot.alias === alias);
    return {
      function: used?.name ?? '',
      qualifier: used?.qualifier ?? null,
      payload,
      ...(clientContext !== undefined && { clientContext }),
    };
  }
}
