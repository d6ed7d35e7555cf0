/** The definition of a machine: checked once, compiled when it is first run. */
import { readStateMachine } from '../../asl/state/read-state-machine.ts';
import type { StateMachine } from '../../asl/state/state.ts';
import { invalidDefinitionMessage, validateDefinition } from '../../asl/validation/validate-definition.ts';
import { variableReferences } from '../../asl/variable-references.ts';
import type { MachineType } from '../../case/case.ts';
import { parseJsonOrThrow } from '../../json/parse.ts';
import type { JsonObject } from '../../json/value.ts';
import { Refusal, type Outcome } from '../protocol/refusal.ts';

/** Makes a runnable machine of a definition; a variation of the interpreter passes its own. */
export type Compile = (definition: JsonObject) => StateMachine;

export const compileFaithfully: Compile = readStateMachine;

export class Definition {
  readonly text: string;
  readonly #compile: Compile;
  #machine: StateMachine | undefined;

  constructor(text: string, compile: Compile) {
    this.text = text;
    this.#compile = compile;
  }

  get machine(): StateMachine {
    return (this.#machine ??= this.#compile(this.#source));
  }

  /** By state, the variables that it reads; undefined where none does (RECORDED 109). */
  get variableReferences(): Readonly<Record<string, readonly string[]>> | undefined {
    const references = variableReferences(this.#source);
    return references.size === 0 ? undefined : Object.fromEntries(references);
  }

  get #source(): JsonObject {
    return parseJsonOrThrow(this.text) as JsonObject;
  }
}

/** A definition that AWS would take (AWS-BEHAVIOUR 8.1.6). */
export function readDefinition(text: string, type: MachineType, compile: Compile): Outcome<Definition> {
  const errors = validateDefinition(text, type).filter(({ severity }) => severity === 'ERROR');
  if (errors.length > 0) return new Refusal('InvalidDefinition', invalidDefinitionMessage(errors));
  return new Definition(text, compile);
}
