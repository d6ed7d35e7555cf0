/** Which features a case really contains, read off the case itself. */
import type { Case, MachineStart } from '../../src/case/case.ts';
import { isJsonArray, isJsonObject, JsonNumber, type JsonValue } from '../../src/json/value.ts';
import { writeJson } from '../../src/json/write.ts';
import { isSoundDefinition } from '../validity/sound-definition.ts';
import { ALL_FEATURES, type Feature } from './feature.ts';
import { machineFeatures } from './machine-features.ts';
import { worldFeatures } from './world-features.ts';

export function featuresOf(testCase: Case): readonly Feature[] {
  const found = new Set<Feature>();
  const { definition } = testCase.machine;
  if (isSoundDefinition(definition)) {
    for (const feature of machineFeatures(definition)) found.add(feature);
    for (const feature of startFeatures(testCase.machine)) found.add(feature);
    for (const feature of worldFeatures(testCase)) found.add(feature);
    for (const feature of valueFeatures(testCase)) found.add(feature);
    // Nothing of a definition that is refused comes to pass.
  } else found.add('invalid-definition');
  return ALL_FEATURES.filter((feature) => found.has(feature));
}

const STARTS: Readonly<Record<MachineStart, Feature>> = {
  version: 'machine-version',
  alias: 'machine-alias',
  asynchronous: 'asynchronous',
  TestState: 'test-state',
};

function* startFeatures({ type, start }: Case['machine']): Iterable<Feature> {
  if (type === 'EXPRESS') yield 'express';
  if (start !== undefined) yield STARTS[start];
}

function* valueFeatures({ machine, input, functions, callbacks }: Case): Iterable<Feature> {
  const parts = [
    machine.definition,
    input,
    functions,
    callbacks,
  ] as readonly unknown[] as readonly JsonValue[];
  if ('input' in input && !isJsonObject(input.input)) yield 'scalar-input';
  if (holdsSpelledNumber(parts)) yield 'number-spelling';
  if (holdsUnicode(parts) && BEYOND_ASCII.test(writeJson(parts))) yield 'unicode';
}

// oxlint-disable-next-line no-control-regex -- everything beyond ASCII is what is looked for
const BEYOND_ASCII = /[^\u0000-\u007f]/;

/** What is written as an escape may be among it. */
function holdsUnicode(value: JsonValue): boolean {
  if (typeof value === 'string') return BEYOND_ASCII.test(value);
  if (isJsonArray(value)) return value.some(holdsUnicode);
  return (
    isJsonObject(value) &&
    Object.keys(value).some((key) => BEYOND_ASCII.test(key) || holdsUnicode(value[key] as JsonValue))
  );
}

function holdsSpelledNumber(value: JsonValue): boolean {
  if (value instanceof JsonNumber) return true;
  if (isJsonArray(value)) return value.some(holdsSpelledNumber);
  return isJsonObject(value) && Object.values(value).some(holdsSpelledNumber);
}
