/** The world of a case: its functions, its integrations and what it does with tokens. */
import type { Case } from '../case/case.ts';
import type { Invocation } from '../case/observation.ts';
import type { ExecutionStart } from '../interpreter/execution-record.ts';
import type { ServiceCall } from '../interpreter/task/service-call.ts';
import { CallbackScript, type TokenScript } from './callback-script.ts';
import { IntegrationScript } from './integration-script.ts';
import { LambdaScript, type ChooseVersion, type Place, type ScriptedReturn } from './lambda-script.ts';
import type { Outside } from './simulate.ts';

export class ScriptedOutside implements Outside {
  readonly #lambda: LambdaScript;
  readonly #callbacks: CallbackScript;
  readonly #integrations: IntegrationScript;

  constructor(
    world: Pick<Case, 'functions' | 'callbacks' | 'integrations'>,
    start: ExecutionStart,
    choose?: ChooseVersion,
  ) {
    this.#lambda = new LambdaScript(world.functions, start.random, new PlaceOfExecution(start), choose);
    this.#callbacks = new CallbackScript(world.callbacks);
    this.#integrations = new IntegrationScript(world.integrations);
  }

  /** What the functions received, in order. */
  get invocations(): readonly Invocation[] {
    return this.#lambda.invocations;
  }

  answer(call: ServiceCall): ScriptedReturn {
    return call.kind === 'lambda' ? this.#lambda.invoke(call) : this.#integrations.answer(call);
  }

  forToken(call: ServiceCall): TokenScript {
    return this.#callbacks.forToken(call);
  }
}

/** Functions are called in the region and the account of the machine. */
class PlaceOfExecution implements Place {
  readonly #start: ExecutionStart;

  constructor(start: ExecutionStart) {
    this.#start = start;
  }

  get region(): string {
    return this.#start.region;
  }

  get account(): string {
    return this.#start.stateMachineArn.split(':')[4] ?? '';
  }
}
