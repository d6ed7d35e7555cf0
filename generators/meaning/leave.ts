/** How a state hands on its output in the analysis. */
import type { JsonValue } from '../../src/json/value.ts';
import { open, type StateOutcome } from './outcome.ts';
import type { Situation } from './situation.ts';
import { isForeseeable } from './unforeseeable.ts';

/** Leaves a state, unless what it hands on can't be foreseen. */
export function leave(
  next: string | undefined,
  after: Situation,
  document: JsonValue,
  variables: Readonly<Record<string, JsonValue>> = {},
): StateOutcome {
  if (!isForeseeable(document)) return open('an output would hold a value that differs from run to run');
  return {
    kind: 'leaves',
    next,
    situation: { ...after, document, variables: { ...after.variables, ...variables } },
  };
}
