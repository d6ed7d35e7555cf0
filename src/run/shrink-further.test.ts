import { expect, test } from 'vitest';
import { referenceExecutor } from '../executors/reference.ts';
import { mutatedReference } from '../merge/mutated-reference.fixture.ts';
import { consoleReporter } from '../report/console-reporter.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { sizeOf } from './divergences.ts';
import { runOnReference } from './run-on-reference.fixture.ts';
import { shrinkFurther } from './shrink-further.ts';
import { standardParts } from './standard-parts.ts';
import { EXAMPLE_REPORT } from '../report/example-report.ts';

const never = new AbortController().signal;

test('what the limit of a run left undone is said, and can be done later', { timeout: 300_000 }, async () => {
  const target = mutatedReference('wrong');
  const size = { seed: 3, runs: 30 };
  const { findings, shrinkLimitReached } = await runOnReference(target, { ...size, shrinkLimit: 0 });
  expect(shrinkLimitReached).toBe(true);
  const [finding] = findings.filter(({ mayBeSmaller }) => mayBeSmaller);
  if (finding === undefined) throw new Error('expected a finding that was not shrunk');
  const printed = consoleReporter.render({ ...EXAMPLE_REPORT, findings: [finding] });
  expect(printed).toContain('there may be a smaller one: npm run -s shrink -- ');
  const parts = standardParts(loadCatalogue());
  const contest = {
    oracle: referenceExecutor(),
    target,
    inferredRules: parts.inferredRules,
    caseTimeLimit: 60_000,
  };
  const further = await shrinkFurther(finding, { ...parts, contest, budget: 400, concurrency: 4 }, never);
  if (further === undefined) throw new Error('expected it to show again');
  expect(sizeOf(further.case)).toBeLessThan(sizeOf(finding.case));
  expect(further.mayBeSmaller).toBeUndefined();
  expect(further).toMatchObject({ id: finding.id, count: finding.count, signature: finding.signature });
  const fixed = { ...contest, target: { ...referenceExecutor(), name: 'fixed' } };
  const again = await shrinkFurther(
    further,
    { ...parts, contest: fixed, budget: 400, concurrency: 4 },
    never,
  );
  expect(again).toBeUndefined();
});
