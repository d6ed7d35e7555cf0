/** `freeze-profile`: a new version of a profile from the suites and generators as they are. For the kit's own makers. */
import { judgingBy } from '../rules/judging.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { drawProfile } from '../profiles/draw-profile.ts';
import { freeze } from '../profiles/freeze.ts';
import { PROFILES_FOLDER, profileVersions } from '../profiles/load-profile.ts';
import { profileTitle } from '../profiles/profile.ts';
import { SELECTIONS, type Selection } from '../profiles/selection.ts';
import { loadSuites } from '../suites/load-suites.ts';
import { UsageError, type Command } from './command.ts';
import { didYouMean } from './nearest.ts';
import { parseOptions } from './options.ts';

const USAGE = 'npm run -s freeze-profile -- PROFILE..|all --reason TEXT [--date 2026-11-22] [--replace]';

export const freezeProfileCommand: Command = {
  name: 'freeze-profile',
  about: 'freezes a new version of a profile, or with --replace its newest one again before it is published',
  usage: USAGE,
  run: async (args, { out, err }) => {
    const spec = { reason: 'text', date: 'text', replace: 'flag' } as const;
    const { texts, flags, positionals } = parseOptions(args, spec, USAGE);
    const reason = texts['reason'];
    if (reason === undefined || reason.trim() === '')
      throw new UsageError(`--reason: say in a line why there is another version.\n\nUsage: ${USAGE}`);
    const date = dateOf(texts['date']);
    const { inferredRules } = judgingBy(loadCatalogue());
    const files = loadSuites();
    const versions = profileVersions();
    for (const selection of chosen(positionals)) {
      const drawn = await drawProfile(selection, files, inferredRules);
      const newest = versions.get(selection.name)?.at(-1) ?? 0;
      const version = flags['replace'] && newest > 0 ? newest : newest + 1;
      const freezing = { version, date, reason, folder: PROFILES_FOLDER };
      const profile = await freeze(selection, drawn, freezing);
      for (const { directed: left, why } of drawn.leftOut)
        err(`${selection.name} leaves out ${left}: ${why}\n`);
      const generated = profile.cases.filter((entry) => 'seed' in entry).length;
      out(
        `${profileTitle(profile)}: ${profile.cases.length - generated} directed and ${generated} generated cases, ${profile.apiCases.length} of the API, ` +
          `digest ${profile.digest.slice(0, 16)}\n`,
      );
    }
    return 0;
  },
};

function chosen(names: readonly string[]): readonly Selection[] {
  if (names.length === 0) throw new UsageError(`Name a profile, or all.\n\nUsage: ${USAGE}`);
  if (names.length === 1 && names[0] === 'all') return SELECTIONS;
  const known = SELECTIONS.map(({ name }) => name);
  return names.map((name) => {
    const selection = SELECTIONS.find((one) => one.name === name);
    if (selection === undefined)
      throw new UsageError(
        `There is no profile '${name}'.${didYouMean(name, known)} Known are ${known.join(', ')}, and all.`,
      );
    return selection;
  });
}

function dateOf(text: string | undefined): string {
  if (text === undefined) return new Date().toISOString().slice(0, 10);
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new UsageError(`--date: expected a date such as 2026-11-22, found '${text}'.`);
  return text;
}
