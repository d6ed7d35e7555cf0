/** The verdict on a target's outcome, given the oracle's. */
import type { Observation } from '../case/observation.ts';
import type { ExecutorOutcome } from '../executors/executor.ts';
import { compareObservations } from './compare-observations.ts';
import type { Difference } from './difference.ts';
import type { Verdict } from './verdict.ts';

/** Ids of rules of which AWS is known by inference only. */
export type InferredRules = ReadonlySet<string>;

/**
 * A case that carried out an inferred rule can't prove anything against a target: its differences are warnings. Neither can a
 * case of which the oracle itself knows nothing.
 */
export function judge(oracle: ExecutorOutcome, target: ExecutorOutcome, inferred: InferredRules): Verdict {
  if (oracle.kind === 'declined')
    return { kind: 'indeterminate', reason: `the oracle declines: ${oracle.reason}` };
  if (oracle.kind === 'indeterminate')
    return { kind: 'indeterminate', reason: `the oracle failed: ${oracle.reason}` };
  if (target.kind === 'declined') return { kind: 'declined', reason: target.reason };
  if (target.kind === 'indeterminate')
    return { kind: 'indeterminate', reason: `${target.fault}: ${target.reason}` };
  const differences = fewestDifferences(oracle, target.observation);
  if (differences.length === 0) return { kind: 'conforms' };
  const shaky = (oracle.rules ?? []).filter((rule) => inferred.has(rule));
  return shaky.length > 0
    ? { kind: 'conforms', warnings: differences, inferred: shaky }
    : { kind: 'diverges', differences };
}

/** Against each of the things that AWS may do; what comes closest counts. */
function fewestDifferences(
  { observation, others = [], inferred = [] }: Extract<ExecutorOutcome, { kind: 'observed' }>,
  observed: Observation,
): readonly Difference[] {
  const options = { inferredCause: inferred.includes('cause'), inferredDetails: new Set(inferred) };
  let fewest = compareObservations(observation, observed, options);
  for (const other of others) {
    if (fewest.length === 0) break;
    const differences = compareObservations(other, observed, options);
    if (differences.length < fewest.length) fewest = differences;
  }
  return fewest;
}
