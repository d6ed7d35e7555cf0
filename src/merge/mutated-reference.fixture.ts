/** A target that is wrong in known ways, for tests: the reference, given other definitions than the case has. */
import type { Case } from '../case/case.ts';
import type { Executor } from '../executors/executor.ts';
import { referenceExecutor } from '../executors/reference.ts';
import { entriesOf, objectOf } from '../json/key-order.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../json/value.ts';

/** It ignores ResultPath and OutputPath and tries one time less. What it does with a case it does each time. */
export const mutatedReference = (name = 'mutated'): Executor => ({
  ...referenceExecutor(),
  name,
  execute: (testCase, signal) => referenceExecutor().execute(withMutatedMachine(testCase), signal),
});

const withMutatedMachine = (testCase: Case): Case => ({
  ...testCase,
  machine: { ...testCase.machine, definition: mutated(testCase.machine.definition) },
});

function mutated(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(mutated);
  if (!isJsonObject(value)) return value;
  return objectOf(
    entriesOf(value).flatMap(([key, inner]) => {
      if (key === 'ResultPath' || key === 'OutputPath') return [];
      if (key === 'MaxAttempts' && typeof inner === 'number') return [[key, Math.max(0, inner - 1)] as const];
      return [[key, mutated(inner)] as const];
    }),
  );
}
