/** Integrations other than Lambda as a case scripts them; the others are not modelled. */
import type { Case, IntegrationOutcome } from '../case/case.ts';
import type { CallResult, IntegrationCall } from '../interpreter/task/service-call.ts';
import { writeJson } from '../json/write.ts';
import { takeNext, type ScriptedReturn } from './lambda-script.ts';

export class IntegrationScript {
  readonly #integrations: Case['integrations'];
  #count: Map<string, number> | undefined;

  constructor(integrations: Case['integrations']) {
    this.#integrations = integrations;
  }

  answer({ state, resourceType, resource }: IntegrationCall): ScriptedReturn {
    const outcomes = Object.hasOwn(this.#integrations, state) ? (this.#integrations[state] ?? []) : [];
    const count = this.#count?.get(state) ?? 0;
    (this.#count ??= new Map()).set(state, count + 1);
    const outcome = takeNext(outcomes, count);
    if (outcome === undefined) {
      const reason = `the integration ${resourceType}:${resource} is not modelled, and the case scripts no answer of state '${state}'`;
      return { afterSeconds: 0, result: { kind: 'declined', reason } };
    }
    return { afterSeconds: outcome.delaySeconds ?? 0, result: resultOf(outcome) };
  }
}

function resultOf(outcome: IntegrationOutcome): CallResult {
  if ('error' in outcome) {
    return {
      kind: 'error',
      error: outcome.error,
      ...(outcome.cause !== undefined && { cause: outcome.cause }),
    };
  }
  return { kind: 'answer', output: 'resultText' in outcome ? outcome.resultText : writeJson(outcome.result) };
}
