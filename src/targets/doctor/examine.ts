/** Looks a target over, step by step. */
import type { TargetOpening } from '../target.ts';
import { examineApi } from './examine-api.ts';
import { examineCases } from './examine-cases.ts';
import { fine, wrong, type Step } from './step.ts';

/** Yields each step as soon as it is done. What is made for it is taken away; the target stays open. */
export async function* examine(
  { executor, connection }: Extract<TargetOpening, { kind: 'open' }>,
  signal: AbortSignal,
): AsyncIterable<Step> {
  let sound = true;
  if (connection) {
    for await (const step of examineApi(connection, signal)) {
      sound &&= step.result.kind !== 'wrong';
      yield step;
    }
  }
  if (!sound) {
    yield {
      name: 'runs cases',
      result: { kind: 'untried', reason: 'the calls that each case makes have to work first' },
    };
    return;
  }
  if (connection) yield functionsStep(connection);
  yield* examineCases(executor, signal);
}

const functionsStep = ({
  functions,
  withoutFunctions,
}: {
  readonly functions: string;
  readonly withoutFunctions?: boolean;
}): Step => ({
  name: 'gets its functions',
  result: withoutFunctions
    ? wrong(
        functions,
        "If the target calls Lambda at an address that it is told, give it the kit's endpoint (--lambda-port PORT); else see what its Lambda says of CreateFunction.",
      )
    : fine(functions),
});
