/** Draws the conditions of Choice rules: constants come from the values that are there (AWS-BEHAVIOUR 5). */
import { COMPARATORS, type Relation } from '../../src/asl/choice/comparators.ts';
import { parseTimestamp } from '../../src/asl/choice/timestamp.ts';
import { isJsonNumber, type JsonObject, type JsonValue } from '../../src/json/value.ts';
import { COMPARATOR_FEATURES, type Feature } from '../features/feature.ts';
import { TEXTS, TIMESTAMPS } from '../palette/values.ts';
import type { Draft } from './draft.ts';
import { missingPath, type Source } from './sources.ts';

/** What people test for, with a floor for the rest. */
const WEIGHTS: Readonly<Record<string, number>> = {
  StringEquals: 17,
  IsPresent: 17,
  StringMatches: 8,
  BooleanEquals: 8,
  NumericEquals: 6,
};
const OTHER_WEIGHT = 5;
/** Fewer inputs hold timestamps or two booleans to compare. */
const RARE_WEIGHT = 10;

type OperandType = 'boolean' | 'number' | 'string' | 'timestamp';

const isOfType: Readonly<Record<OperandType, (value: JsonValue) => boolean>> = {
  boolean: (value) => typeof value === 'boolean',
  number: isJsonNumber,
  string: (value) => typeof value === 'string',
  timestamp: (value) => typeof value === 'string' && parseTimestamp(value) !== undefined,
};

/** A condition without Next: one test, or several under And, Or, Not. */
export function drawCondition(
  draft: Draft,
  sources: readonly Source[],
  mayMiss: boolean,
  depth = 0,
): JsonObject {
  const { draw, mask } = draft;
  const kind = draw.weighted([
    ['test', 60],
    ['And', mask.has('And') && depth < 2 ? 14 : 0],
    ['Or', mask.has('Or') && depth < 2 ? 10 : 0],
    ['Not', mask.has('Not') && depth < 2 ? 10 : 0],
  ] as const);
  const foreign =
    mask.has('context-object') && depth === 0 && draw.chance(8) ? drawTypeTest(draft) : undefined;
  if (foreign !== undefined) return foreign;
  if (kind === 'test') return drawTest(draft, sources, mayMiss);
  if (kind === 'Not') return { Not: drawCondition(draft, sources, mayMiss, depth + 1) };
  const guard = kind === 'And' ? presenceGuard(draft, sources) : undefined;
  if (guard !== undefined) return guard;
  const parts = Array.from(
    {
      length: draw.weighted([
        [1, 10],
        [2, 70],
        [3, 20],
      ]),
    },
    () => drawCondition(draft, sources, mayMiss, depth + 1),
  );
  return { [kind]: parts };
}

/** The standard guard: `And` of IsPresent and a test that would fail on a missing path (5.2.15). */
function presenceGuard(draft: Draft, sources: readonly Source[]): JsonObject | undefined {
  const { draw, mask } = draft;
  if (!mask.has('IsPresent') || draw.chance(60)) return undefined;
  const test = drawTest(draft, sources, false);
  const missing = draw.chance(40) ? missingPath(draft, sources) : undefined;
  const guarded = missing === undefined ? test : { ...test, Variable: missing };
  return { And: [{ Variable: guarded['Variable'] ?? '$', IsPresent: true }, guarded] };
}

/** Ids and times differ from run to run, what kind of thing they are doesn't. */
const TYPE_TESTS = [
  ['$$.Execution.StartTime', 'IsTimestamp'],
  ['$$.State.EnteredTime', 'IsTimestamp'],
  ['$$.State.EnteredTime', 'IsString'],
  ['$$.Execution.Id', 'IsString'],
  ['$$.Execution.Name', 'IsPresent'],
  ['$$.StateMachine.Name', 'IsNumeric'],
] as const;

function drawTypeTest({ draw, mask }: Draft): JsonObject | undefined {
  const tests = TYPE_TESTS.filter(([, name]) => mask.has(name));
  if (tests.length === 0) return undefined;
  const [path, name] = draw.pick(tests);
  return { Variable: path, [name]: draw.chance(75) };
}

function drawTest(draft: Draft, sources: readonly Source[], mayMiss: boolean): JsonObject {
  const { draw } = draft;
  const allowed = draft.mask.of(COMPARATOR_FEATURES);
  const usable = allowed.filter((name) => fits(name, sources));
  const names = usable.length > 0 && draw.chance(92) ? usable : allowed;
  if (names.length === 0) throw new RangeError('a Choice without any comparator that it may use');
  const name = draw.weighted(names.map((one) => [one, weightOf(one)] as const));
  if (name === 'IsPresent') {
    const missing = draw.chance(45) ? missingPath(draft, sources) : undefined;
    return { Variable: missing ?? draw.pick(sources).path, IsPresent: draw.chance(70) };
  }
  const missing = mayMiss && draw.chance(2) ? missingPath(draft, sources) : undefined;
  const left = leftOf(draft, name, sources);
  return { Variable: missing ?? left.path, [name]: operandOf(draft, name, left, sources) };
}

const weightOf = (name: string): number =>
  WEIGHTS[name] ?? (/^(?:Timestamp|Boolean)/.test(name) ? RARE_WEIGHT : OTHER_WEIGHT);

const typeOf = (name: string): OperandType => COMPARATORS.get(name)?.operand ?? 'string';

/** The `Is...` tests fit anything; the others a value of their type, and the `...Path` forms something to compare with. */
const fits = (name: Feature, sources: readonly Source[]): boolean =>
  name.startsWith('Is') || sources.some(({ value }) => isOfType[typeOf(name)](value));

/** Mostly a value of the type that is asked for; any other type makes the test false (5.2.1). */
function leftOf({ draw }: Draft, name: string, sources: readonly Source[]): Source {
  const type = name.startsWith('Is') ? IS_TYPES[name] : typeOf(name);
  const fitting = type === undefined ? [] : sources.filter(({ value }) => isOfType[type](value));
  return fitting.length > 0 && draw.chance(85) ? draw.pick(fitting) : draw.pick(sources);
}

const IS_TYPES: Readonly<Record<string, OperandType>> = {
  IsBoolean: 'boolean',
  IsNumeric: 'number',
  IsString: 'string',
  IsTimestamp: 'timestamp',
};

function operandOf(draft: Draft, name: string, left: Source, sources: readonly Source[]): JsonValue {
  const { draw } = draft;
  if (name.startsWith('Is')) return draw.chance(75);
  const type = typeOf(name);
  if (COMPARATORS.get(name)?.byPath === true) {
    // A right side of another type rests on a third party or on nothing (5.2.5, G11); the analysis refuses it.
    const fitting = sources.filter(({ value }) => isOfType[type](value));
    return fitting.length > 0 ? draw.pick(fitting).path : left.path;
  }
  if (name === 'StringMatches') return drawPattern(draft, left.value);
  return constantNear(draft, type, left.value, relationOf(name));
}

const relationOf = (name: string): Relation =>
  (/(?:Equals|GreaterThan|GreaterThanEquals|LessThan|LessThanEquals)$/.exec(name.replace('Path', ''))?.[0] ??
    'Equals') as Relation;

/** The value itself, or another one of its kind; an equal constant for most tests of equality. */
function constantNear(draft: Draft, type: OperandType, value: JsonValue, relation: Relation): JsonValue {
  const { draw } = draft;
  if (isOfType[type](value) && draw.chance(relation === 'Equals' ? 60 : 35)) return value;
  switch (type) {
    case 'boolean':
      return draw.chance(50);
    case 'number':
      return draw.pick([0, 1, 3, 7, 42, -1, 2.5]);
    case 'string':
      return draw.pick(TEXTS);
    case 'timestamp':
      return draw.pick(TIMESTAMPS);
  }
}

/** Stars at either end, in the middle or escaped (5.4.1, 5.4.2). */
function drawPattern({ draw }: Draft, value: JsonValue): string {
  const text = typeof value === 'string' ? value : 'new';
  const plain = text.replaceAll('*', '\\*');
  const half = Array.from(text)
    .slice(0, Math.ceil(text.length / 2))
    .join('')
    .replaceAll('*', '\\*');
  return draw.weighted([
    [`${half}*`, 40],
    [`*${plain}`, 20],
    [plain, 15],
    ['*', 5],
    ['s*ed', 10],
    ['nothing*', 10],
  ]);
}
