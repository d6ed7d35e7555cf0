/** `targets`: what the kit knows, what of it can be had on this machine, and what that can do. */
import { ALL_FEATURES } from '../../generators/features/feature.ts';
import { knownTargets } from '../targets/known-targets.ts';
import { survey, type Found, type Surveyed } from '../targets/survey.ts';
import type { Availability } from '../targets/target.ts';
import { UsageError, type Command } from './command.ts';
import { parseOptions } from './options.ts';

const USAGE = 'npm run -s targets -- [--no-start] [--json] [--config FILE] | --features';

export const targetsCommand: Command = {
  name: 'targets',
  about: 'lists the targets, which of them can be had here, and what those can do',
  usage: USAGE,
  run: async (args, { out, err, signal }) => {
    const { texts, flags, positionals } = parseOptions(
      args,
      { 'no-start': 'flag', json: 'flag', features: 'flag', config: 'text' },
      USAGE,
    );
    if (positionals.length > 0)
      throw new UsageError(`'${positionals[0]}' is not an option.\n\nUsage: ${USAGE}`);
    if (flags['features']) {
      out(`${ALL_FEATURES.join('\n')}\n`);
      return 0;
    }
    const known = await knownTargets(texts['config']);
    if (known.kind === 'unusable') throw new UsageError(`${known.reason}\n${known.remedy}`);
    const open = !flags['no-start'];
    const surveyed: Surveyed[] = [];
    for await (const one of survey(known.targets, { open, progress: (line) => err(`${line}\n`), signal })) {
      surveyed.push(one);
      if (!flags['json']) out(textOf(one));
    }
    if (flags['json']) out(`${JSON.stringify(surveyed.map(recordOf), undefined, 2)}\n`);
    else out('Any other is named by its address: --target http://127.0.0.1:4566 (docs/new-emulator.md).\n');
    return signal.aborted ? 2 : 0;
  },
};

function textOf({ known: { target, file }, availability, found }: Surveyed): string {
  const lines = [
    `${target.name}: ${target.about}${file === undefined ? '' : ` (${file})`}`,
    `  here: ${whereabouts(availability)}`,
    ...(target.limits === undefined ? [] : [`  lacks: ${target.limits}`]),
    ...(found ? linesOf(found) : []),
  ];
  return `${lines.join('\n')}\n`;
}

function whereabouts(availability: Availability): string {
  return availability.kind === 'unavailable'
    ? `no: ${availability.reason}\n        ${availability.remedy}`
    : `yes, ${availability.how}`;
}

function linesOf(found: Found): readonly string[] {
  if (found.kind === 'failed') return [`  but it can't be used: ${found.reason}`];
  const given = (state: 'has' | 'lacks' | 'unclear'): readonly string[] =>
    found.capabilities
      .filter((capability) => capability.state === state)
      .map(({ operation, said }) =>
        state === 'has' ? operation.gives : `${operation.gives}: ${said ?? operation.name}`,
      );
  return [
    ...(found.functions === undefined ? [] : [`  functions: ${found.functions}`]),
    ...(found.capabilities.length === 0 ? [] : [`  has: ${given('has').join(', ')}`]),
    ...given('lacks').map((lack) => `  lacks ${lack}`),
    ...given('unclear').map((doubt) => `  unclear: ${doubt}`),
  ];
}

/** For other programs; the names are part of the contract. */
const recordOf = ({ known: { target, file }, availability, found }: Surveyed): object => ({
  name: target.name,
  about: target.about,
  ...(file !== undefined && { config: file }),
  availability,
  ...(found?.kind === 'failed' && { failed: found.reason }),
  ...(found?.kind === 'open' && {
    ...(found.url !== undefined && { url: found.url }),
    ...(found.functions !== undefined && { functions: found.functions }),
    operations: Object.fromEntries(
      found.capabilities.map(({ operation, state, said }) => [
        operation.name,
        { state, ...(said !== undefined && { said }) },
      ]),
    ),
  }),
});
