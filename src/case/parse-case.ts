/** Reads a case from JSON, once, at the border. */
import { parseJson } from '../json/parse.ts';
import { hasKey, isJsonArray, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import type {
  AliasTarget,
  Answer,
  Case,
  CaseInput,
  FunctionScript,
  IntegrationOutcome,
  MachineStart,
  MachineType,
  Outcome,
} from './case.ts';
import { contentHash } from './content-hash.ts';
import {
  expectNumber,
  expectObject,
  expectOneOf,
  expectOnlyFields,
  expectText,
  mapItems,
  mapValues,
  ShapeError,
} from './shape.ts';

export type CaseParsing =
  | { readonly ok: true; readonly case: Case }
  /** `line` counts from 1 within the text. */
  | { readonly ok: false; readonly message: string; readonly line?: number };

/** A case from the text of a file or of a line. */
export function parseCaseText(text: string): CaseParsing {
  // What AWS makes of an input that nests too deep is for the prediction to say.
  const parsing = parseJson(text, Infinity);
  if (!parsing.ok) {
    const line = text.slice(0, parsing.offset).split('\n').length;
    return { ok: false, message: `not JSON: ${parsing.message}`, line };
  }
  return parseCase(parsing.value);
}

export function parseCase(value: JsonValue): CaseParsing {
  try {
    return { ok: true, case: readCase(value) };
  } catch (error) {
    if (error instanceof ShapeError) return { ok: false, message: error.message };
    throw error;
  }
}

function readCase(value: JsonValue): Case {
  const source = expectObject(value, '');
  const machine = expectObject(valueAt(source, 'machine'), 'machine');
  const definition = valueAt(machine, 'definition');
  if (definition === undefined)
    throw new ShapeError('machine.definition', 'a definition (an object, or its text)', undefined);
  const type = hasKey(machine, 'type')
    ? expectOneOf(machine['type'], ['STANDARD', 'EXPRESS'], 'machine.type')
    : 'STANDARD';
  const content = {
    machine: { definition, type, ...(hasKey(machine, 'start') && { start: readStart(machine, type) }) },
    input: readInput(source),
    functions: mapValues(valueAt(source, 'functions'), 'functions', readFunction),
    callbacks: mapValues(valueAt(source, 'callbacks'), 'callbacks', (lists, place) =>
      mapItems(lists, place, (list, inner) => mapItems(list, inner, readAnswer)),
    ),
    integrations: mapValues(valueAt(source, 'integrations'), 'integrations', (outcomes, place) =>
      mapItems(outcomes, place, readIntegrationOutcome),
    ),
  } as const;
  return { id: hasKey(source, 'id') ? expectText(source['id'], 'id') : contentHash(content), ...content };
}

const STARTS = ['version', 'alias', 'asynchronous', 'TestState'] as const;

function readStart(machine: JsonObject, type: MachineType): MachineStart {
  const start = expectOneOf(machine['start'], STARTS, 'machine.start');
  if (start === 'asynchronous' && type !== 'EXPRESS')
    throw new ShapeError('machine.start', '"asynchronous" with the type EXPRESS only', start);
  return start;
}

function readInput(source: JsonObject): CaseInput {
  if (hasKey(source, 'inputText')) return { inputText: expectText(source['inputText'], 'inputText') };
  return { input: valueAt(source, 'input') ?? (hasKey(source, 'input') ? null : {}) };
}

/** One function's script; throws a ShapeError where it isn't one. */
export function readFunction(value: JsonValue, place: string): FunctionScript {
  const source = expectObject(value, place);
  expectOnlyFields(source, ['outcomes', 'versions', 'aliases'], place);
  const outcomes = (list: JsonValue, inner: string): readonly Outcome[] => {
    const items = mapItems(list, inner, readOutcome);
    if (items.length === 0) throw new ShapeError(inner, 'at least one outcome', list);
    return items;
  };
  return {
    outcomes: outcomes(valueAt(source, 'outcomes') ?? [{ echo: true }], `${place}.outcomes`),
    ...(hasKey(source, 'versions') && {
      versions: mapValues(source['versions'], `${place}.versions`, outcomes),
    }),
    ...(hasKey(source, 'aliases') && {
      aliases: mapValues(source['aliases'], `${place}.aliases`, readAlias),
    }),
  };
}

function readAlias(value: JsonValue, place: string): AliasTarget {
  if (typeof value === 'string') return value;
  if (isJsonArray(value)) return mapItems(value, place, expectText);
  const source = expectObject(value, place);
  return { weights: mapValues(source['weights'], `${place}.weights`, expectNumber) };
}

const OUTCOMES = [
  'echo',
  'return',
  'returnText',
  'returnBytes',
  'throw',
  'throwText',
  'fault',
  'timeout',
  'exit',
  'outOfMemory',
] as const;

function readOutcome(value: JsonValue, place: string): Outcome {
  const source = expectObject(value, place);
  expectOnlyFields(source, [...OUTCOMES, 'delaySeconds'], place);
  const kind = expectOne(source, OUTCOMES, place);
  switch (kind) {
    case 'throw':
      expectObject(source['throw'], `${place}.throw`);
      break;
    case 'returnText':
    case 'throwText':
    case 'fault':
      expectText(source[kind], `${place}.${kind}`);
      break;
    case 'echo':
    case 'outOfMemory':
    case 'timeout':
      if (source[kind] !== true) throw new ShapeError(`${place}.${kind}`, 'true', source[kind]);
      break;
    case 'exit':
      expectNumber(source['exit'], `${place}.exit`);
      break;
    case 'returnBytes':
      expectBytes(source['returnBytes'], `${place}.returnBytes`);
      break;
    case 'return':
  }
  if (hasKey(source, 'delaySeconds')) expectNumber(source['delaySeconds'], `${place}.delaySeconds`);
  return source as unknown as Outcome;
}

/** What is made of it is held in memory: enough for every limit of AWS's, and no more. */
const MOST_BYTES = 16 * 1024 * 1024;

function expectBytes(value: JsonValue | undefined, place: string): void {
  const bytes = expectNumber(value, place);
  if (!Number.isInteger(bytes) || bytes < 2 || bytes > MOST_BYTES)
    throw new ShapeError(place, `a whole number of bytes from 2 (two quotes) to ${MOST_BYTES}`, value);
}

const ANSWERS = ['success', 'successText', 'successBytes', 'failure', 'heartbeat'] as const;

function readAnswer(value: JsonValue, place: string): Answer {
  const source = expectObject(value, place);
  expectOnlyFields(source, [...ANSWERS, 'afterSeconds', 'token', 'tokenOf', 'from'], place);
  const kind = expectOne(source, ANSWERS, place);
  if (kind === 'successBytes') expectBytes(source['successBytes'], `${place}.successBytes`);
  if (kind === 'successText') expectText(source['successText'], `${place}.successText`);
  if (kind === 'failure') {
    const failure = expectObject(source['failure'], `${place}.failure`);
    expectOnlyFields(failure, ['error', 'cause'], `${place}.failure`);
    for (const field of Object.keys(failure)) expectText(failure[field], `${place}.failure.${field}`);
  }
  if (hasKey(source, 'afterSeconds')) expectNumber(source['afterSeconds'], `${place}.afterSeconds`);
  if (hasKey(source, 'token')) expectText(source['token'], `${place}.token`);
  if (hasKey(source, 'tokenOf')) {
    expectOneOf(source['tokenOf'], ['another execution'], `${place}.tokenOf`);
    if (hasKey(source, 'token')) throw new ShapeError(place, 'token or tokenOf, not both', source);
  }
  if (hasKey(source, 'from')) expectOneOf(source['from'], ['function'], `${place}.from`);
  return source as unknown as Answer;
}

const INTEGRATION_OUTCOMES = ['result', 'resultText', 'error'] as const;

function readIntegrationOutcome(value: JsonValue, place: string): IntegrationOutcome {
  const source = expectObject(value, place);
  expectOnlyFields(source, [...INTEGRATION_OUTCOMES, 'cause', 'delaySeconds'], place);
  const kind = expectOne(source, INTEGRATION_OUTCOMES, place);
  if (kind !== 'result') expectText(source[kind], `${place}.${kind}`);
  return source as unknown as IntegrationOutcome;
}

/** Exactly one of the fields must be there; which one it is. */
function expectOne<T extends string>(source: JsonObject, known: readonly T[], place: string): T {
  const present = known.filter((field) => hasKey(source, field));
  const [only] = present;
  if (present.length !== 1 || only === undefined)
    throw new ShapeError(place, `exactly one of ${known.join(', ')}`, source);
  return only;
}
