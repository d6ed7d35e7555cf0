/** The configuration of a function: what requests say of it, and how answers show it. */
import { listOf, oneOf, text, wholeNumber, type Shape } from '../protocol/shape.ts';
import { structure, type Values } from '../protocol/structure.ts';

const record: Shape<Readonly<Record<string, string>>> = {
  show: String,
  read(value, _place, found) {
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : undefined;
    if (entries === undefined) found.wrongType(value, 'a Map');
    const other = entries?.find(([, item]) => typeof item !== 'string');
    if (other) found.wrongType(other[1], 'a String');
    return Object.fromEntries((entries ?? []) as [string, string][]);
  },
};

/** Members of CreateFunction and UpdateFunctionConfiguration; the limits are those of LAPI (AWS-BEHAVIOUR 9.2). */
export const settingsMembers = {
  Role: text(),
  Handler: text({ max: 128, pattern: '[^\\s]+' }),
  Description: text({ max: 256 }),
  Timeout: wholeNumber(1, 900),
  MemorySize: wholeNumber(128, 32_768),
  Environment: structure('Environment', { Variables: record }),
  Runtime: text(),
  Layers: listOf(text()),
  EphemeralStorage: structure('EphemeralStorage', { Size: wholeNumber(512, 10_240) }),
  TracingConfig: structure('TracingConfig', { Mode: oneOf('Active', 'PassThrough') }),
} as const;

export const tagsMember = record;
export const architectures = listOf(oneOf('x86_64', 'arm64'), { min: 1, max: 1 });

export type FunctionSettings = Values<typeof settingsMembers>;

/** Seconds and megabytes where nothing is said. */
export const DEFAULT_SETTINGS = { Timeout: 3, MemorySize: 128, Description: '' } as const;

/** The settings after a request, in which absent members stay as they are. */
export const changed = (before: FunctionSettings, input: FunctionSettings): FunctionSettings => ({
  ...before,
  ...Object.fromEntries(
    Object.keys(settingsMembers).flatMap((key) =>
      key in input ? [[key, input[key as keyof FunctionSettings]]] : [],
    ),
  ),
});
