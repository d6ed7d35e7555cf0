/** Reads a configuration: what is wrong with it is said field by field. */
import { z } from 'zod';
import { ALL_FEATURES } from '../../../generators/features/feature.ts';
import { didYouMean } from '../../cli/nearest.ts';
import type { ConformanceConfig } from './config.ts';

export type ConfigParsing =
  | { readonly ok: true; readonly config: ConformanceConfig }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

export interface ConfigProblem {
  /** `targets.mine.start.command`; empty for the file as a whole. */
  readonly field: string;
  readonly message: string;
}

export function parseConfig(value: unknown): ConfigParsing {
  const parsing = config.safeParse(withoutUndefined(value));
  if (parsing.success) return { ok: true, config: parsing.data };
  return { ok: false, problems: parsing.error.issues.flatMap((issue) => problemsOf(issue, [])) };
}

/** An object with these fields and no others; one that isn't known is named, with the one that was probably meant. */
const object = <Shape extends z.core.$ZodLooseShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> =>
  z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return undefined;
      const known = Object.keys(shape);
      return issue.keys
        .map((key) => `there is no field '${key}'.${didYouMean(key, known)} Known are ${known.join(', ')}`)
        .join('; ');
    },
  });

const text = z.string().min(1, 'expected a text that is not empty');
const texts = z.record(z.string(), z.string());
const seconds = z.number().positive('expected a number of seconds above 0');
const command = { command: text, args: z.array(z.string()).exactOptional() };

/** `{port}` is no port yet. */
const url = text.refine(
  (given) => /^https?:\/\//.test(given) && URL.canParse(given.replaceAll(/\{\w+\}/g, '1')),
  'expected a URL such as http://127.0.0.1:4566',
);

const start = object({
  ...command,
  env: texts.exactOptional(),
  cwd: text.exactOptional(),
  health: text.exactOptional(),
  readyWithinSeconds: seconds.exactOptional(),
  ready: z
    .array(
      object({
        method: text.exactOptional(),
        url: text,
        headers: texts.exactOptional(),
        body: z.unknown().exactOptional(),
      }),
    )
    .exactOptional(),
  stop: object(command).exactOptional(),
  stopWithinSeconds: seconds.exactOptional(),
  python: object({
    requirements: text,
    atLeast: z
      .string()
      .regex(/^3\.\d+$/, 'expected a version such as 3.13')
      .exactOptional(),
    package: text.exactOptional(),
  }).exactOptional(),
});

const functions = z.discriminatedUnion('via', [
  object({ via: z.literal('probe') }),
  object({
    via: z.literal('endpoint'),
    port: z.number().int().min(1).max(65_535).exactOptional(),
  }),
  object({
    via: z.literal('deploy'),
    runtime: text.exactOptional(),
    handler: text.exactOptional(),
    environment: texts.exactOptional(),
    forward: z.boolean().exactOptional(),
    raisesFaults: z.boolean().exactOptional(),
  }),
]);

const feature = text.refine((name) => (ALL_FEATURES as readonly string[]).includes(name), {
  error: ({ input }) =>
    `there is no feature '${String(input)}'.${didYouMean(String(input), ALL_FEATURES)} ` +
    '`npm run -s targets -- --features` lists them',
});

const target = object({
  about: text.exactOptional(),
  endpoint: url,
  lambdaEndpoint: url.exactOptional(),
  region: text.exactOptional(),
  account: z
    .string()
    .regex(/^\d{12}$/, 'expected an account id of twelve digits')
    .exactOptional(),
  credentials: object({ accessKeyId: text, secretAccessKey: text }).exactOptional(),
  roleArn: z.string().startsWith('arn:', "expected a role's ARN").exactOptional(),
  start: start.exactOptional(),
  functions: functions.exactOptional(),
  unsupported: z.array(z.union([feature, object({ feature, reason: text })])).exactOptional(),
  historyShowsTokens: z.boolean().exactOptional(),
  functionsKnowAliases: z.boolean().exactOptional(),
});

/** Names that mean something else. */
const TAKEN = ['reference', 'embedded', 'recording'];

const name = z
  .string()
  .regex(/^[A-Za-z][\w.-]*$/, 'expected a name of letters, digits, dots and dashes')
  .refine((given) => !TAKEN.includes(given), 'this name is taken by the kit');

/** `$schema` is for editors. */
const config: z.ZodType<ConformanceConfig> = object({
  $schema: z.string().exactOptional(),
  targets: z.record(name, target),
});

function problemsOf(issue: z.core.$ZodIssue, within: readonly PropertyKey[]): readonly ConfigProblem[] {
  const path = [...within, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // The alternative that was meant is the one whose own shape fits.
    const meant = issue.errors.find((issues) =>
      issues.every(({ code, path: at }) => code !== 'invalid_type' || at.length > 0),
    );
    if (meant) return meant.flatMap((inner) => problemsOf(inner, path));
  }
  return [{ field: path.map(String).join('.'), message: messageOf(issue) }];
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => message).join('; ');
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined)
    return "expected 'probe', 'endpoint' or 'deploy'";
  if (issue.code === 'invalid_type') {
    const found = issue.message.split('received ')[1] ?? 'something else';
    return found === 'undefined' ? 'this field is missing' : `expected ${issue.expected}, found ${found}`;
  }
  return issue.message;
}

/** A field that is set to undefined isn't there. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      inner === undefined ? [] : [[key, withoutUndefined(inner)]],
    ),
  );
}
