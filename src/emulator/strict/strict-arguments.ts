/** The options of `serve` that make the emulator strict, in the words of the command line. */
import { UsageError } from '../../cli/command.ts';
import type { ParsedOptions } from '../../cli/options.ts';
import type { StrictOptions } from './strict-options.ts';

/** For `parseOptions`. */
export const STRICT_ARGUMENTS = {
  strict: 'flag',
  throttle: 'text',
  reset: 'text',
  'fault-seed': 'text',
  'pending-seconds': 'text',
  'role-seconds': 'text',
  'lag-seconds': 'text',
  quotas: 'text',
} as const;

export const STRICT_USAGE =
  '[--strict [--throttle PERCENT] [--reset PERCENT] [--fault-seed N] [--pending-seconds N|never] [--role-seconds N] [--lag-seconds N] [--quotas A|B|none]]';

/** Undefined without `--strict`. */
export function readStrictArguments({
  flags,
  texts,
}: Pick<ParsedOptions, 'flags' | 'texts'>): Partial<StrictOptions> | undefined {
  if (!flags['strict']) {
    const [stray] = Object.keys(STRICT_ARGUMENTS).filter((name) => texts[name] !== undefined);
    if (stray !== undefined) throw new UsageError(`--${stray} belongs to strict mode: add --strict.`);
    return undefined;
  }
  return readStrictTexts(texts);
}

/** The figures alone, from whatever names them. */
export function readStrictTexts(texts: ParsedOptions['texts']): Partial<StrictOptions> {
  const numbers = {
    throttle: share('throttle', texts),
    reset: share('reset', texts),
    seed: amount('fault-seed', texts),
    pendingSeconds: texts['pending-seconds'] === 'never' ? Infinity : amount('pending-seconds', texts),
    roleSeconds: amount('role-seconds', texts),
    lagSeconds: amount('lag-seconds', texts),
  };
  const { quotas } = texts;
  if (quotas !== undefined && quotas !== 'A' && quotas !== 'B' && quotas !== 'none')
    throw new UsageError(`--quotas: expected A, B or none, found '${quotas}'.`);
  return {
    ...Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined)),
    ...(quotas !== undefined && { quotas }),
  };
}

/** Percent as a share. */
function share(name: string, texts: ParsedOptions['texts']): number | undefined {
  const percent = amount(name, texts);
  if (percent !== undefined && percent > 100)
    throw new UsageError(`--${name}: expected percents from 0 to 100, found '${texts[name]}'.`);
  return percent === undefined ? undefined : percent / 100;
}

function amount(name: string, texts: ParsedOptions['texts']): number | undefined {
  const text = texts[name];
  if (text === undefined) return undefined;
  if (!/^\d+(\.\d+)?$/.test(text))
    throw new UsageError(`--${name}: expected a number such as 2 or 0.5, found '${text}'.`);
  return Number(text);
}
