/** `explain`: a rule with its evidence. */
import { explain } from '../rules/explain.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { UsageError, type Command } from './command.ts';
import { parseOptions } from './options.ts';

const USAGE = 'npm run -s explain -- RULE';

export const explainCommand: Command = {
  name: 'explain',
  about: 'prints a rule with its evidence',
  usage: USAGE,
  run: async (args, { out }) => {
    const [id, ...more] = parseOptions(args, {}, USAGE).positionals;
    if (id === undefined || more.length > 0) throw new UsageError(`Name one rule.\n\nUsage: ${USAGE}`);
    const catalogue = loadCatalogue();
    const text = explain(id, catalogue);
    if (catalogue.find(id) === undefined) throw new UsageError(text);
    out(`${text}\n`);
    return 0;
  },
};
