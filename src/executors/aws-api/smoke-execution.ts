/**
 * An execution that calls a function, before any case is run: what the machine's role allows may arrive later than the role
 * itself (AWS-BEHAVIOUR 10.1.14), and a case must not be the one to find out.
 */
import type { Case } from '../../case/case.ts';
import { parseCase } from '../../case/parse-case.ts';
import { realClock, type Clock } from '../../clock/clock.ts';
import type { ExecutorOutcome } from '../executor.ts';
import { functionArn } from '../observed-names.ts';

/** Milliseconds: the first wait between two tries, its growth, the longest. */
const WAIT = { first: 500, growth: 1.5, longest: 5000 };

/** Undefined once an execution has succeeded; else what to say of the target, after so many seconds of its clock. */
export async function smokeExecution(
  run: (testCase: Case) => Promise<ExecutorOutcome>,
  seconds: number,
  signal: AbortSignal,
  clock: Clock = realClock,
): Promise<ExecutorOutcome | undefined> {
  const deadline = clock.now() + seconds * 1000;
  for (let wait = WAIT.first; ; wait = Math.min(wait * WAIT.growth, WAIT.longest)) {
    const outcome = await run(SMOKE);
    if (outcome.kind === 'observed' && outcome.observation.status === 'SUCCEEDED') return undefined;
    if (clock.now() >= deadline || signal.aborted) return unready(outcome, seconds);
    await clock.sleep(wait, signal);
  }
}

function unready(outcome: ExecutorOutcome, seconds: number): ExecutorOutcome {
  if (outcome.kind !== 'observed') return outcome;
  const { status, error, cause } = outcome.observation;
  const said = [error, cause].filter((text) => text !== undefined).join(': ');
  return {
    kind: 'indeterminate',
    fault: 'setup',
    reason:
      `an execution that only calls a function still ends ${status} after ${seconds} s` +
      (said === '' ? '' : `: ${said}`),
  };
}

const SMOKE: Case = read();

function read(): Case {
  const parsing = parseCase({
    id: 'smoke',
    machine: {
      definition: {
        StartAt: 'Call',
        States: { Call: { Type: 'Task', Resource: functionArn('smoke'), End: true } },
      },
    },
    functions: { smoke: { outcomes: [{ echo: true }] } },
  });
  if (!parsing.ok) throw new Error(parsing.message);
  return parsing.case;
}
