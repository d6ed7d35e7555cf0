/** The functions of one case, as long as the case runs: their scripts under deployed names, and what they received. */
import type { Random } from '../../asl/random.ts';
import type { FunctionScript } from '../../case/case.ts';
import type { Invocation } from '../../case/observation.ts';
import type { LambdaCall } from '../../interpreter/task/service-call.ts';
import { LambdaScript, type Place, type ScriptedReturn } from '../../simulation/lambda-script.ts';

/** One invocation while it runs. */
export interface RunningInvocation {
  readonly invocation: Invocation;
  /** How long the function takes. */
  readonly seconds: number;
  /** True where the call fails: the function throws, or Lambda refuses. */
  readonly fails: boolean;
  /** True where Lambda refuses: the function itself does nothing. */
  readonly refused: boolean;
  /** The moment, in milliseconds since 1970, at which the answer was handed out. */
  readonly returned: () => Promise<number>;
}

/**
 * Told of each invocation when it arrives. The answer waits for the promise where there is one: so a function can answer its
 * own task token while it runs.
 */
export type InvocationListener = (running: RunningInvocation) => Promise<void> | undefined;

export class FunctionGroup {
  /** Deployed names. */
  readonly names: readonly string[];
  readonly #script: LambdaScript;
  readonly #ended = new AbortController();
  readonly #listeners: InvocationListener[] = [];
  #running = 0;

  constructor(functions: Readonly<Record<string, FunctionScript>>, random: Random, place: Place) {
    this.names = Object.keys(functions);
    this.#script = new LambdaScript(functions, random, place);
  }

  /** What the functions received, in order, under deployed names. */
  get invocations(): readonly Invocation[] {
    return this.#script.invocations;
  }

  /** True while no function of the case runs. */
  get idle(): boolean {
    return this.#running === 0;
  }

  /** Counts an invocation for as long as it runs. */
  async run(work: () => Promise<void>): Promise<void> {
    this.#running += 1;
    try {
      await work();
    } finally {
      this.#running -= 1;
    }
  }

  /** Fires when the case has ended: answers that are still due are given up. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  listen(listener: InvocationListener): void {
    this.#listeners.push(listener);
  }

  /**
   * What the call leads to; for a call that reaches a function the listeners are told. `ranAs` is the version that a deployed
   * function says it is.
   */
  invoke(
    call: LambdaCall,
    returned: (afterSeconds: number) => Promise<number>,
    ranAs?: string,
  ): { readonly scripted: ScriptedReturn; readonly heard: Promise<unknown> | undefined } {
    const before = this.invocations.length;
    const scripted = this.#script.invoke(call, ranAs);
    const invocation = this.invocations[before];
    if (invocation === undefined) return { scripted, heard: undefined };
    const { afterSeconds, result } = scripted;
    const running: RunningInvocation = {
      invocation,
      seconds: afterSeconds,
      fails: result.kind !== 'lambda' || result.functionError !== undefined,
      refused: result.kind !== 'lambda',
      returned: () => returned(afterSeconds),
    };
    const waits = this.#listeners.map((listener) => listener(running)).filter((wait) => wait !== undefined);
    return { scripted, heard: waits.length === 0 ? undefined : Promise.all(waits) };
  }

  end(): void {
    this.#ended.abort();
  }
}
