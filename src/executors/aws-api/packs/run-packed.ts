/** One case of a pack: started, observed and put back into the words that it has alone. */
import { inputText } from '../../case-text.ts';
import type { ExecutorOutcome } from '../../executor.ts';
import type { Slot } from '../../../packing/pack.ts';
import { OtherExecution, type SharedOther } from '../callbacks/other-execution.ts';
import { faultIn, isQuiet, type CaseRunOptions } from '../case-run.ts';
import { ExecutionRun } from '../execution-run.ts';
import { rewriteData } from '../names/rewrite.ts';
import { patienceFor } from '../patience.ts';
import { refusalIn } from '../refusals.ts';
import type { OpenSlot, PackMachine } from './pack-machine.ts';

export interface PackedRunOptions extends CaseRunOptions {
  readonly slot: Slot;
  readonly machine: PackMachine;
  readonly other: SharedOther;
}

/** Whatever isn't observed says nothing of the case: it can be run alone. */
export async function runPacked(options: PackedRunOptions): Promise<ExecutorOutcome> {
  const { slot, machine, testCase, traits, signal } = options;
  const patience = await patienceFor(testCase);
  if (patience.seconds > traits.longestSeconds) return notPacked('the case takes too long');
  const opening = await unlessGivenUp(machine.open(), signal);
  if (opening === undefined) return GIVEN_UP;
  const open = machine.slot(slot);
  if (opening.kind === 'shut') return opening.outcome;
  if (open === undefined) return notPacked('its functions could not be brought to the target');
  const outcome = await observe(options, opening.startArn, open, patience);
  return (
    (open.functions.notes && faultIn(outcome)) ??
    (outcome.kind === 'observed' && refusalIn(outcome.observation, testCase, traits.refusals) !== undefined
      ? notPacked('the target refuses something of it')
      : outcome)
  );
}

async function observe(
  options: PackedRunOptions,
  startArn: string,
  { names, functions, dynamic }: OpenSlot,
  patience: Awaited<ReturnType<typeof patienceFor>>,
): Promise<ExecutorOutcome> {
  const { slot, machine, testCase, signal } = options;
  const where = machine.where ?? functions.where;
  const input = rewriteData(inputText(testCase), names, functions.where, dynamic);
  const other = new OtherExecution(options, options.other);
  const run = new ExecutionRun({
    ...options,
    names,
    functions: { ...functions, where },
    patience,
    other,
    shared: machine.shared(slot, signal),
  });
  let quiet = false;
  try {
    const outcome = (await other.open()) ?? (await run.observe(startArn, input));
    quiet = isQuiet(outcome, testCase);
    return outcome;
  } finally {
    await run.stop();
    await other.close();
    await machine.done(slot, quiet);
  }
}

const GIVEN_UP: ExecutorOutcome = {
  kind: 'indeterminate',
  fault: 'cancelled',
  reason: 'the case was given up',
};

const notPacked = (reason: string): ExecutorOutcome => ({ kind: 'declined', reason });

/** Undefined as soon as the signal fires. */
function unlessGivenUp<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  if (signal.aborted) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const givenUp = (): void => resolve(undefined);
    signal.addEventListener('abort', givenUp);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', givenUp));
  });
}
