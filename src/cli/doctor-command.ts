/** `doctor`: checks a target step by step and says what is wrong. */
import { examine } from '../targets/doctor/examine.ts';
import type { Step } from '../targets/doctor/step.ts';
import { resolveTarget } from '../targets/resolve-target.ts';
import { UsageError, type Command, type ExitCode, type Terminal } from './command.ts';
import { didYouMean } from './nearest.ts';
import { parseOptions } from './options.ts';
import { readTargetOptions, TARGET_OPTIONS, TARGET_USAGE } from './target-options.ts';

const USAGE = `npm run -s doctor -- --target T ${TARGET_USAGE}`;

export const doctorCommand: Command = {
  name: 'doctor',
  about: 'checks a target step by step: what works, what it lacks, what is wrong and what to do',
  usage: USAGE,
  run: async (args, terminal) => {
    const { texts, positionals } = parseOptions(args, { target: 'text', ...TARGET_OPTIONS }, USAGE);
    const { target } = texts;
    if (target === undefined || positionals.length > 0)
      throw new UsageError(`Name one target.\n\nUsage: ${USAGE}`);
    const opening = await resolveTarget(target, {
      ...readTargetOptions(texts),
      evenWithoutFunctions: true,
      progress: (line) => terminal.err(`${line}\n`),
      signal: terminal.signal,
    });
    if (opening.kind === 'unknown')
      throw new UsageError(
        `--target: there is no target '${target}'.${didYouMean(target, opening.known)} Known are ${opening.known.join(', ')}.`,
      );
    if (opening.kind === 'unavailable') {
      terminal.out(`${target} can't be had: ${opening.reason}\nWhat to do: ${opening.remedy}\n`);
      return 2;
    }
    terminal.out(`${target}${opening.url === undefined ? '' : ` at ${opening.url}`}\n`);
    try {
      return await tell(examine(opening, terminal.signal), terminal);
    } finally {
      await opening.executor.close();
    }
  },
};

/** 0 where nothing is wrong (what differs from AWS is for a run to judge), 1 where something is, 2 where it was stopped. */
async function tell(steps: AsyncIterable<Step>, { out, signal }: Terminal): Promise<ExitCode> {
  const counts = { fine: 0, differs: 0, lacking: 0, wrong: 0, untried: 0 };
  for await (const step of steps) {
    if (signal.aborted) break;
    counts[step.result.kind] += 1;
    out(lineOf(step));
  }
  if (signal.aborted) {
    out('It was stopped.\n');
    return 2;
  }
  const { fine, differs, lacking, wrong, untried } = counts;
  out(`${fine} fine, ${wrong} wrong, ${differs} unlike AWS, ${lacking} lacking, ${untried} not tried\n`);
  return counts.wrong === 0 ? 0 : 1;
}

function lineOf({ name, result }: Step): string {
  switch (result.kind) {
    case 'fine':
      return `  ok      ${name}${result.said === undefined ? '' : `: ${result.said}`}\n`;
    case 'lacking':
      return `  lacks   ${name}: ${result.said}\n`;
    case 'untried':
      return `  -       ${name}: ${result.reason}\n`;
    case 'differs':
      return `  differs ${name}: ${result.found}\n          AWS: ${result.onAws}\n`;
    case 'wrong':
      return `  WRONG   ${name}: ${result.found}\n          ${result.remedy}\n`;
  }
}
