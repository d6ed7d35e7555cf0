/** `{port}` and its like in a configuration: what only the kit knows, once a target is started. */
import { didYouMean } from '../../cli/nearest.ts';
import type { StartConfig, TargetConfig } from './config.ts';

const PLACEHOLDERS = [
  'port',
  'port2',
  'port3',
  'lambdaPort',
  'lambdaUrl',
  'folder',
  'node',
  'python',
  'environment',
] as const;

export type Placeholder = (typeof PLACEHOLDERS)[number];

export type PlaceholderValues = Readonly<Partial<Record<Placeholder, string>>>;

/** Double braces are not for the kit: `docker --format '{{.Name}}'`. */
const PLACEHOLDER = /(?<!\{)\{(\w+)\}(?!\})/g;

/** What has no value stays as it is. */
export const fill = (text: string, values: PlaceholderValues): string =>
  text.replace(PLACEHOLDER, (token, name: string) => values[name as Placeholder] ?? token);

export interface PlaceholderProblem {
  readonly field: string;
  readonly message: string;
}

/** Those that don't exist, or that nothing gives a value. */
export function placeholderProblems(target: TargetConfig): readonly PlaceholderProblem[] {
  const { start } = target;
  return [...textsOf(target)].flatMap(([field, text]) =>
    [...text.matchAll(PLACEHOLDER)].flatMap(([token, name = '']) => {
      const message = problemWith(name, start);
      return message === undefined ? [] : [{ field, message: `${token}: ${message}` }];
    }),
  );
}

function problemWith(name: string, start: StartConfig | undefined): string | undefined {
  if (!(PLACEHOLDERS as readonly string[]).includes(name))
    return `there is no such placeholder.${didYouMean(name, PLACEHOLDERS)} Known are ${PLACEHOLDERS.join(', ')}`;
  if (start === undefined) return "the kit knows it only of a target that it starts: add 'start'";
  if ((name === 'python' || name === 'environment') && start.python === undefined)
    return "it is that of a virtual environment: add 'start.python'";
  return undefined;
}

function* textsOf({ endpoint, lambdaEndpoint, start }: TargetConfig): Iterable<readonly [string, string]> {
  yield ['endpoint', endpoint];
  if (lambdaEndpoint !== undefined) yield ['lambdaEndpoint', lambdaEndpoint];
  if (start === undefined) return;
  yield ['start.command', start.command];
  for (const [i, arg] of (start.args ?? []).entries()) yield [`start.args.${i}`, arg];
  for (const [name, value] of Object.entries(start.env ?? {})) yield [`start.env.${name}`, value];
  if (start.health !== undefined) yield ['start.health', start.health];
  for (const [i, { url }] of (start.ready ?? []).entries()) yield [`start.ready.${i}.url`, url];
  if (start.stop === undefined) return;
  yield ['start.stop.command', start.stop.command];
  for (const [i, arg] of (start.stop.args ?? []).entries()) yield [`start.stop.args.${i}`, arg];
}
