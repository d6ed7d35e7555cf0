/** Machines by the text of their definition: runs and shrinks meet the same definitions again and again. */
import { readStateMachine } from '../../asl/state/read-state-machine.ts';
import type { StateMachine } from '../../asl/state/state.ts';
import type { MachineType } from '../../case/case.ts';
import type { Diagnostic } from '../../case/observation.ts';
import { parseJson } from '../../json/parse.ts';
import type { JsonObject } from '../../json/value.ts';
import { validateDefinition } from '../../asl/validation/validate-definition.ts';

export type Compilation =
  | { readonly kind: 'machine'; readonly machine: StateMachine }
  /** At least one of the diagnostics is an error. */
  | { readonly kind: 'invalid'; readonly diagnostics: readonly Diagnostic[] };

/** Definitions of a size that matters are few; the oldest goes first. */
const MOST = 500;

export class CompiledMachines {
  readonly #compiled = new Map<string, Compilation>();

  compile(text: string, type: MachineType): Compilation {
    const key = `${type} ${text}`;
    const known = this.#compiled.get(key);
    if (known) return known;
    const compilation = compile(text, type);
    const oldest = this.#compiled.size >= MOST ? this.#compiled.keys().next() : undefined;
    if (oldest?.done === false) this.#compiled.delete(oldest.value);
    this.#compiled.set(key, compilation);
    return compilation;
  }
}

function compile(text: string, type: MachineType): Compilation {
  const diagnostics = validateDefinition(text, type);
  if (diagnostics.some(({ severity }) => severity === 'ERROR')) return { kind: 'invalid', diagnostics };
  const parsing = parseJson(text);
  // Validation refuses what is no JSON object.
  if (!parsing.ok) throw new Error(`validation let pass what is no JSON: ${parsing.message}`);
  return { kind: 'machine', machine: readStateMachine(parsing.value as JsonObject) };
}
