/** Draws calls of intrinsic functions whose arguments are there and mostly fit (AWS-BEHAVIOUR 3.5). */
import type { IntrinsicName } from '../../src/asl/intrinsic/functions.ts';
import { isJsonArray, isJsonNumber, isJsonObject, type JsonValue } from '../../src/json/value.ts';
import { writeJson } from '../../src/json/write.ts';
import type { Draw } from '../draw/draw.ts';
import { INTRINSIC_FEATURES } from '../features/feature.ts';
import type { Draft } from './draft.ts';
import type { Source } from './sources.ts';

/** What the arguments of one call are drawn from. */
class Arguments {
  readonly draw: Draw;
  readonly #draft: Draft;
  readonly #sources: readonly Source[];
  readonly #depth: number;

  constructor(draft: Draft, sources: readonly Source[], depth: number) {
    this.draw = draft.draw;
    this.#draft = draft;
    this.#sources = sources;
    this.#depth = depth;
  }

  /** A path to such a value, else what stands in for it. */
  path(fits: (value: JsonValue) => boolean, otherwise: () => string): string {
    const fitting = this.#sources.filter(({ value }) => fits(value));
    return fitting.length > 0 && this.draw.chance(75) ? this.draw.pick(fitting).path : otherwise();
  }

  text(): string {
    return this.path(
      (value) => typeof value === 'string' && value !== '',
      () =>
        this.nested(['Format', 'JsonToString', 'Base64Encode']) ??
        quoted(this.draw.pick(['new', "it's", 'a b'])),
    );
  }

  number(): string {
    return this.path(
      (value) => isJsonNumber(value) && Math.abs(value.valueOf()) < 1e6,
      () => this.nested(['ArrayLength', 'MathAdd']) ?? this.draw.pick(['0', '1', '-2', '7', '2.5']),
    );
  }

  array(): string {
    return this.path(
      isJsonArray,
      () =>
        this.nested(['Array', 'ArrayRange', 'StringSplit']) ??
        (this.allows('Array') ? 'States.Array(1, 2, 1)' : '$'),
    );
  }

  scalar(): string {
    return this.path(
      (value) => !isJsonArray(value) && !isJsonObject(value),
      () => this.draw.pick(['1', 'true', 'null', quoted('new')]),
    );
  }

  any(): string {
    return this.path(
      () => true,
      () => this.scalar(),
    );
  }

  nested(names: readonly IntrinsicName[]): string | undefined {
    if (this.#depth >= 2 || this.draw.chance(50)) return undefined;
    const allowed = names.filter((name) => this.#draft.mask.has(`States.${name}`));
    return allowed.length === 0
      ? undefined
      : callOf(this.#draft, this.#sources, this.draw.pick(allowed), this.#depth + 1);
  }

  hasObjects(): boolean {
    return this.#sources.some(({ value }) => isJsonObject(value));
  }

  allows(name: IntrinsicName): boolean {
    return this.#draft.mask.has(`States.${name}`);
  }
}

/** A text as a call writes it. Braces and backslashes are kept out, for outside of templates their escapes are documented only. */
const quoted = (text: string): string => `'${text.replaceAll("'", "\\'")}'`;

/** The last one is refused, for case counts (E76). */
const ALGORITHMS = ['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512', 'sha-256'] as const;

type Drawing = (from: Arguments) => string | undefined;

const DRAWINGS: Readonly<Record<IntrinsicName, Drawing>> = {
  Array: (from) =>
    `States.Array(${Array.from({ length: from.draw.integer(0, 3) }, () => from.any()).join(', ')})`,
  ArrayContains: (from) => `States.ArrayContains(${from.array()}, ${from.scalar()})`,
  ArrayGetItem: (from) =>
    `States.ArrayGetItem(${from.array()}, ${from.draw.pick(['0', '0', '0', '1', '9'])})`,
  ArrayLength: (from) => `States.ArrayLength(${from.draw.chance(96) ? from.array() : from.any()})`,
  ArrayPartition: (from) =>
    `States.ArrayPartition(${from.array()}, ${from.draw.pick(['1', '2', '2', '3', '2.6'])})`,
  ArrayRange: (from) => {
    const [start, end, step] = from.draw.pick([
      [1, 5, 2],
      [0, 3, 1],
      [3, 1, -1],
      [3, 3, 1],
      [5, 1, 1],
      [1, 4, 0],
    ] as const);
    return `States.ArrayRange(${start}, ${end}, ${step})`;
  },
  // The order that ArrayUnique leaves is a hash set's ([R2]), so that only the number of items is looked at.
  ArrayUnique: (from) =>
    from.allows('ArrayLength') ? `States.ArrayLength(States.ArrayUnique(${from.array()}))` : undefined,
  Base64Decode: (from) =>
    `States.Base64Decode(${from.path(isEncoded, () => from.nested(['Base64Encode']) ?? quoted('bmV3'))})`,
  Base64Encode: (from) => `States.Base64Encode(${from.text()})`,
  Format: (from) =>
    from.draw.weighted<() => string>([
      [() => `States.Format('order {}', ${from.scalar()})`, 40],
      [() => `States.Format('{}-{}', ${from.text()}, ${from.number()})`, 30],
      [() => `States.Format('{}', ${from.any()})`, 15],
      [() => "States.Format('no placeholder')", 10],
      [() => `States.Format('{} and {}', ${from.scalar()})`, 3],
    ])(),
  Hash: (from) => `States.Hash(${from.text()}, '${from.draw.pick(ALGORITHMS)}')`,
  JsonMerge: (from) =>
    from.hasObjects()
      ? `States.JsonMerge(${from.path(isJsonObject, () => '$')}, ${from.path(isJsonObject, () => '$')}, false)`
      : undefined,
  JsonToString: (from) => `States.JsonToString(${from.any()})`,
  MathAdd: (from) => `States.MathAdd(${from.number()}, ${from.draw.chance(96) ? from.number() : from.any()})`,
  // Random results stay inside of the machine: only how many there are is asked.
  MathRandom: (from) =>
    from.allows('ArrayLength') && from.allows('Array')
      ? 'States.ArrayLength(States.Array(States.MathRandom(1, 10)))'
      : undefined,
  StringSplit: (from) =>
    `States.StringSplit(${from.path(isSplittable, () => quoted('a,b;c'))}, '${from.draw.pick([',', ',;', ' ', '.'])}')`,
  StringToJson: (from) =>
    `States.StringToJson(${from.path(isJsonText, () => quoted(from.draw.pick(['[1,2]', '0', ''])))})`,
  UUID: (from) =>
    from.allows('ArrayLength') && from.allows('StringSplit')
      ? "States.ArrayLength(States.StringSplit(States.UUID(), '-'))"
      : undefined,
};

const isEncoded = (value: JsonValue): boolean =>
  typeof value === 'string' && value !== '' && Buffer.from(value, 'base64').toString('base64') === value;

const isSplittable = (value: JsonValue): boolean => typeof value === 'string' && /[,; .]/.test(value);

const isJsonText = (value: JsonValue): boolean => {
  if (typeof value !== 'string' || !/^\s*[[{"0-9ntf]/.test(value)) return false;
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
};

/** What the counts of deployed machines say, with a floor for what they don't name. */
const WEIGHTS: Readonly<Partial<Record<IntrinsicName, number>>> = {
  Format: 8,
  StringToJson: 5,
  JsonToString: 5,
};
const OTHER_WEIGHT = 4;

/** A call of one of the functions that the case may contain. */
export function drawCall(draft: Draft, sources: readonly Source[]): string | undefined {
  const names = draft.mask
    .of(INTRINSIC_FEATURES)
    .map((feature) => feature.slice('States.'.length) as IntrinsicName);
  if (!draft.mask.has('intrinsics') || names.length === 0) return undefined;
  const name = draft.draw.weighted(names.map((one) => [one, WEIGHTS[one] ?? OTHER_WEIGHT] as const));
  return callOf(draft, sources, name, 0);
}

const callOf = (
  draft: Draft,
  sources: readonly Source[],
  name: IntrinsicName,
  depth: number,
): string | undefined => DRAWINGS[name](new Arguments(draft, sources, depth));

/** A call that gives a text, for ErrorPath and CausePath (3.5.7). */
export function drawTextCall(draft: Draft, sources: readonly Source[]): string | undefined {
  const names = (['Format', 'JsonToString', 'Base64Encode', 'Hash'] as const).filter((name) =>
    draft.mask.has(`States.${name}`),
  );
  if (!draft.mask.has('intrinsics') || names.length === 0) return undefined;
  return callOf(draft, sources, draft.draw.pick(names), 0);
}

/** Shown in templates as data: what looks like a path or a call is none without `.$` (3.2.6). */
export const LOOKS_DYNAMIC: readonly string[] = [
  '$.orderId',
  "States.Format('{}', 1)",
  writeJson({ a: '$' }),
];
