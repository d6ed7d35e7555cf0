/** What a target can do, as it says itself: found out before a run, so that what it lacks is declined by name. */
import type { Case } from '../../case/case.ts';
import type { ApiAnswer } from '../../executors/aws-api/api-answer.ts';
import type { TargetApi } from '../../executors/aws-api/api.ts';
import { probedOperations, type ProbedOperation } from './operations.ts';

export interface Capability {
  readonly operation: ProbedOperation;
  /** `unclear` where no answer could be had, or none that says it: then each case finds out by itself. */
  readonly state: 'has' | 'lacks' | 'unclear';
  /** What it answered where it doesn't have it. */
  readonly said?: string;
}

/** Milliseconds for an answer: it may be the first thing that is asked, and some load their services only then. */
const PATIENCE = 120_000;

/** Asks for everything at once. `deploys` is true where functions are created over the target's own Lambda. */
export function probeCapabilities(
  api: TargetApi,
  deploys: boolean,
  signal: AbortSignal,
): Promise<readonly Capability[]> {
  return Promise.all(
    probedOperations(deploys).map(async (operation): Promise<Capability> => {
      const command = operation.command();
      const answer =
        operation.api === 'Lambda'
          ? await api.lambda(command, signal, PATIENCE)
          : await api.stepFunctions(command, signal, PATIENCE);
      return { operation, ...read(answer) };
    }),
  );
}

function read(answer: ApiAnswer): Pick<Capability, 'state' | 'said'> {
  switch (answer.kind) {
    case 'ok':
    case 'refused':
      return { state: 'has' };
    case 'lacking':
      return { state: 'lacks', said: answer.reason };
    default:
      return { state: 'unclear', said: answer.reason };
  }
}

/** Why a case can't be run, where it needs an operation that the target lacks. */
export const lackedOperation =
  (capabilities: readonly Capability[]) =>
  (testCase: Case): string | undefined => {
    const lacked = capabilities.find(
      ({ state, operation }) => state === 'lacks' && operation.needed(testCase),
    );
    return lacked && `the target has no ${lacked.operation.name}: ${lacked.said ?? 'it says so'}`;
  };
