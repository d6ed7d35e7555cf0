/** What AWS was seen to do, as the side that emulators are held to; AWS is asked once for all of them. */
import { openRecording } from '../executors/recording.ts';
import type { Executor } from '../executors/executor.ts';
import { referenceExecutor } from '../executors/reference.ts';
import type { InferredRules } from '../compare/judge.ts';

/** Rules come from the reference, so that findings can name them; the inferred ones don't, for here AWS was seen. */
export async function recordedOracle(path: string, inferred: InferredRules): Promise<Executor> {
  const opening = await openRecording(path);
  if (opening.kind !== 'open') throw new Error(`${opening.reason}: it was written a moment ago`);
  const reference = referenceExecutor();
  return {
    name: opening.executor.name,
    close: () => opening.executor.close(),
    execute: async (testCase, signal) => {
      const recorded = await opening.executor.execute(testCase, signal);
      if (recorded.kind !== 'observed') return recorded;
      const predicted = await reference.execute(testCase, signal);
      if (predicted.kind !== 'observed') return recorded;
      const { rules = [], others } = predicted;
      return {
        ...recorded,
        rules: rules.filter((rule) => !inferred.has(rule)),
        ...(others && { others: [predicted.observation, ...others] }),
      };
    },
  };
}
