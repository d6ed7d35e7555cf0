/** Reads a command's options; what is wrong is said with the nearest match and ends the command with 2. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './command.ts';
import { didYouMean } from './nearest.ts';

type OptionsConfig = NonNullable<ParseArgsConfig['options']>;

export interface ParsedOptions {
  readonly texts: Readonly<Record<string, string | undefined>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly flags: Readonly<Record<string, boolean>>;
  readonly positionals: readonly string[];
}

/** `spec` names each option as `text`, `list` (may be given again) or `flag`. */
export function parseOptions(
  args: readonly string[],
  spec: Readonly<Record<string, 'text' | 'list' | 'flag'>>,
  usage: string,
): ParsedOptions {
  const options: OptionsConfig = Object.fromEntries(
    Object.entries(spec).map(([name, kind]) => [
      name,
      kind === 'flag' ? { type: 'boolean' } : { type: 'string', multiple: kind === 'list' },
    ]),
  );
  refuseUnknown(args, Object.keys(spec), usage);
  let values: Readonly<Record<string, unknown>>;
  let positionals: readonly string[];
  try {
    ({ values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true }));
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\nUsage: ${usage}`);
  }
  const pick = <T>(kind: string, read: (value: unknown) => T): Readonly<Record<string, T>> =>
    Object.fromEntries(
      Object.entries(spec)
        .filter(([, one]) => one === kind)
        .map(([name]) => [name, read(values[name])]),
    );
  return {
    texts: pick('text', (value) => (typeof value === 'string' ? value : undefined)),
    lists: pick('list', (value) => (Array.isArray(value) ? value.map(String) : [])),
    flags: pick('flag', (value) => value === true),
    positionals,
  };
}

function refuseUnknown(args: readonly string[], known: readonly string[], usage: string): void {
  const end = args.indexOf('--');
  for (const arg of end < 0 ? args : args.slice(0, end)) {
    if (!arg.startsWith('--')) continue;
    const name = arg.slice(2).split('=')[0] ?? '';
    if (known.includes(name)) continue;
    throw new UsageError(`Unknown option '--${name}'.${didYouMean(name, known, '--')}\n\nUsage: ${usage}`);
  }
}

/** A whole number of at least `least`. */
export function wholeNumber(name: string, text: string | undefined, fallback: number, least = 0): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
    throw new UsageError(`--${name}: expected a whole number of at least ${least}, found '${text}'.`);
  }
  return value;
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `30s`, `10m`, `2h`, `500ms`; a bare number counts seconds. In milliseconds. */
export function durationOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text);
  const milliseconds = match && Number(match[1]) * (UNITS[match[2] ?? 's'] ?? 1000);
  if (milliseconds === null || !(milliseconds > 0)) {
    throw new UsageError(`--${name}: expected a duration such as 30s, 10m or 2h, found '${text}'.`);
  }
  return milliseconds;
}
