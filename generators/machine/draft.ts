/** A case in the making: what was drawn so far, and what the parts that are yet to come must know of it. */
import type { QueryLanguage } from '../../src/asl/state/state.ts';
import type { Answer, Case, FunctionScript, MachineType } from '../../src/case/case.ts';
import { VersionPicks } from '../../src/case/version-picks.ts';
import type { JsonValue } from '../../src/json/value.ts';
import type { Draw } from '../draw/draw.ts';
import type { FeatureMask } from '../features/feature-mask.ts';
import type { World } from '../meaning/situation.ts';
import { FUNCTION_NAMES, STATE_NAMES, UNICODE_STATE_NAMES } from '../palette/names.ts';

export interface DraftOptions {
  readonly draw: Draw;
  readonly mask: FeatureMask;
  readonly input: JsonValue;
  readonly language: QueryLanguage;
  readonly type: MachineType;
  /** The machine's own. */
  readonly timeoutSeconds: number | undefined;
}

export class Draft {
  readonly draw: Draw;
  readonly mask: FeatureMask;
  readonly world: World;
  #names: readonly string[];
  readonly #functions: Record<string, FunctionScript> = {};
  readonly #callbacks: Record<string, readonly (readonly Answer[])[]> = {};

  constructor({ draw, mask, input, language, type, timeoutSeconds }: DraftOptions) {
    this.draw = draw;
    this.mask = mask;
    this.#names = mask.has('unicode') ? [...STATE_NAMES, ...UNICODE_STATE_NAMES] : STATE_NAMES;
    this.world = {
      language,
      type,
      functions: this.#functions,
      callbacks: this.#callbacks,
      executionInput: input,
      // What is drawn further on fits the likeliest way; whether the others are clear too is seen at the end.
      choose: (weights) => new VersionPicks().choose(weights),
      ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    };
  }

  get functions(): Case['functions'] {
    return this.#functions;
  }

  get callbacks(): Case['callbacks'] {
    return this.#callbacks;
  }

  /** A name that no other state has; they are unique in the whole machine (AWS-BEHAVIOUR 6.4.12). */
  takeName(): string {
    const name = this.draw.pick(this.#names);
    this.#names = this.#names.filter((other) => other !== name);
    return name;
  }

  /** A function that nothing has scripted yet; undefined where all names are taken. */
  newFunction(): string | undefined {
    const free = FUNCTION_NAMES.filter((name) => !Object.hasOwn(this.#functions, name));
    return free.length === 0 ? undefined : this.draw.pick(free);
  }

  script(name: string, script: FunctionScript): void {
    this.#functions[name] = script;
  }

  answer(state: string, answers: readonly (readonly Answer[])[]): void {
    this.#callbacks[state] = answers;
  }

  /** Remembers what there is; the function that comes back forgets all that came later. */
  checkpoint(): () => void {
    const names = this.#names;
    const functions = { ...this.#functions };
    const callbacks = { ...this.#callbacks };
    return () => {
      this.#names = names;
      restore(this.#functions, functions);
      restore(this.#callbacks, callbacks);
    };
  }
}

function restore<T>(record: Record<string, T>, to: Readonly<Record<string, T>>): void {
  for (const key of Object.keys(record)) delete record[key];
  Object.assign(record, to);
}
