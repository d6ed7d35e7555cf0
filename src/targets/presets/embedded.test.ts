import { expect, test } from 'vitest';
import { parseCase } from '../../case/parse-case.ts';
import { referenceExecutor } from '../../executors/reference.ts';
import { tryOnce } from '../../run/trial.ts';
import { targetContract } from '../target.contract.ts';
import { openEmbedded } from './embedded.ts';

await targetContract('embedded', { callbacks: true });

test('what a function sends while it runs makes it run no longer', async () => {
  const parsing = parseCase({
    machine: {
      definition: {
        StartAt: 'Ask',
        States: {
          Ask: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
            Parameters: { FunctionName: 'fn-ask', Payload: { 'token.$': '$$.Task.Token' } },
            HeartbeatSeconds: 2,
            End: true,
          },
        },
      },
    },
    functions: { 'fn-ask': { outcomes: [{ return: null, delaySeconds: 2 }] } },
    callbacks: { Ask: [[{ heartbeat: true, from: 'function', afterSeconds: 1 }, { success: 1 }]] },
  });
  if (!parsing.ok) throw new Error(parsing.message);
  const { executor } = await openEmbedded('embedded');
  const contest = {
    oracle: referenceExecutor(),
    target: executor,
    inferredRules: new Set<string>(),
    caseTimeLimit: 60_000,
  };
  const { verdict } = await tryOnce(contest, parsing.case, new AbortController().signal);
  await executor.close();
  expect(verdict).toEqual({ kind: 'conforms' });
});
