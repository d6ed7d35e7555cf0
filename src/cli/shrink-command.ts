/** `shrink`: goes on making a finding's case smaller, where the bounds of its run ended that. */
import { writeFile } from 'node:fs/promises';
import { readFinding } from '../report/run-files/read-findings.ts';
import { RunFileError } from '../report/run-files/run-file-error.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import type { Finding } from '../run/finding.ts';
import { DEFAULT_RUN } from '../run/run-options.ts';
import { findingText } from '../run/run-line-text.ts';
import { shrinkFurther } from '../run/shrink-further.ts';
import { standardParts } from '../run/standard-parts.ts';
import { UsageError, type Command } from './command.ts';
import { openExecutor } from './open-executor.ts';
import { durationOf, parseOptions, wholeNumber } from './options.ts';
import { readTargetOptions, TARGET_OPTIONS, TARGET_USAGE } from './target-options.ts';

const USAGE = `npm run -s shrink -- FINDING [--target T] [--shrink-budget N] [--concurrency N] [--case-time-limit 60s] [--out FILE] ${TARGET_USAGE}`;

/** Trials: five times what a run spends on a case at most. */
const BUDGET = 1000;

export const shrinkCommand: Command = {
  name: 'shrink',
  about: "makes a finding's case smaller where its run left off",
  usage: USAGE,
  run: async (args, terminal) => {
    const { texts, positionals } = parseOptions(
      args,
      {
        target: 'text',
        'shrink-budget': 'text',
        concurrency: 'text',
        'case-time-limit': 'text',
        out: 'text',
        ...TARGET_OPTIONS,
      },
      USAGE,
    );
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0)
      throw new UsageError(`Name one file of a run's findings.\n\nUsage: ${USAGE}`);
    const budget = wholeNumber('shrink-budget', texts['shrink-budget'], BUDGET);
    const concurrency = wholeNumber('concurrency', texts['concurrency'], DEFAULT_RUN.concurrency, 1);
    const caseTimeLimit =
      durationOf('case-time-limit', texts['case-time-limit']) ?? DEFAULT_RUN.caseTimeLimit;
    const finding = await readFinding(file, 'Expected a file of the findings of a run.').catch(
      (error: unknown) => {
        throw error instanceof RunFileError ? new UsageError(error.message) : error;
      },
    );
    const oracle = await openExecutor('oracle', 'reference', terminal);
    const name = texts['target'] ?? finding.target;
    const target = await openExecutor('target', name, terminal, readTargetOptions(texts));
    try {
      const parts = standardParts(loadCatalogue());
      const contest = { oracle, target, inferredRules: parts.inferredRules, caseTimeLimit };
      const further = await shrinkFurther(
        finding,
        { ...parts, contest, budget, concurrency },
        terminal.signal,
      );
      if (further === undefined) {
        terminal.err(`${target.name} doesn't show the difference of ${file} now: nothing was changed.\n`);
        return 2;
      }
      await writeFile(texts['out'] ?? file, findingText(further));
      terminal.out(`${told(finding, further)}\nWritten: ${texts['out'] ?? file}\n`);
      return 0;
    } finally {
      await Promise.all([oracle.close(), target.close()]);
    }
  },
};

function told(before: Finding, after: Finding): string {
  const [was, is] = [before, after].map(({ case: minimal }) => JSON.stringify(minimal).length);
  const change =
    is === was ? `No smaller case was found than its ${was} characters` : `From ${was} to ${is} characters`;
  return after.mayBeSmaller
    ? `${change}; the budget ended it: --shrink-budget sets it.`
    : `${change}, and nothing smaller is left to try.`;
}
