/** What a run takes beyond the plain calls, each tried by a case that is run like any other. */
import type { Case } from '../../case/case.ts';
import type { Observation } from '../../case/observation.ts';
import { parseCase } from '../../case/parse-case.ts';
import type { Executor } from '../../executors/executor.ts';
import { functionArn } from '../../executors/observed-names.ts';
import type { JsonValue } from '../../json/value.ts';
import { differs, fine, wrong, type Step, type StepResult } from './step.ts';

interface Trial {
  readonly name: string;
  readonly case: JsonValue;
  /** What is wrong with an observation; undefined where nothing is. */
  readonly fault: (observation: Observation) => string | undefined;
  /** What to do where the kit can't do its work without this. */
  readonly remedy?: string;
  /** What is so on AWS, where the kit can do its work all the same. */
  readonly onAws?: string;
}

const task = (resource: string, more: JsonValue = {}, type = 'STANDARD'): JsonValue => ({
  type,
  definition: {
    StartAt: 'Call',
    States: { Call: { Type: 'Task', Resource: resource, ...(more as object), End: true } },
  },
});

const ECHO = { outcomes: [{ echo: true }] };
const INVOKE = 'arn:aws:states:::lambda:invoke';
const input = { n: [1, 'two', null] };

/** The output's value; white space is the target's own affair. */
const returns =
  (expected: JsonValue) =>
  ({ status, output, error, cause }: Observation): string | undefined => {
    if (status !== 'SUCCEEDED')
      return `it ended as ${status}: ${error ?? 'no error'}: ${cause ?? 'no cause'}`;
    const told = output === undefined ? undefined : JSON.stringify(valueOf(output));
    return told === JSON.stringify(expected)
      ? undefined
      : `its output is ${output}, not ${JSON.stringify(expected)}`;
  };

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const FUNCTIONS =
  "See how its functions are had, above. If the target calls Lambda at an address that it is told, give it the kit's endpoint: --lambda-port PORT.";

const TRIALS: readonly Trial[] = [
  {
    name: 'calls a function',
    case: { machine: task(functionArn('echo')), input, functions: { echo: ECHO } },
    fault: (observation) =>
      returns(input)(observation) ??
      (observation.invocations?.length === 0 ? 'the kit saw no invocation of it' : undefined),
    remedy: FUNCTIONS,
  },
  {
    name: "tells a function's error as it was thrown",
    case: {
      machine: task(functionArn('thrower')),
      functions: { thrower: { outcomes: [{ throw: { errorType: 'Busy', errorMessage: 'try later' } }] } },
    },
    fault: ({ status, error, cause }) =>
      status === 'FAILED' && error === 'Busy' && cause === '{"errorType":"Busy","errorMessage":"try later"}'
        ? undefined
        : `it ended as ${status} with error ${error ?? '(none)'} and cause ${cause ?? '(none)'}`,
    onAws:
      "the cause is what the function threw, to the letter. Where the target's own runtime words it, deploy functions with one of their own (provided.al2023)",
  },
  {
    name: 'calls a version and an alias of a function',
    case: {
      machine: task(INVOKE, {
        Parameters: { FunctionName: 'versioned', Qualifier: 'live' },
        OutputPath: '$.Payload',
      }),
      functions: { versioned: { ...ECHO, versions: { '1': [{ return: 'one' }] }, aliases: { live: '1' } } },
    },
    fault: returns('one'),
    onAws: 'the Qualifier is the alias, which leads to version 1, which returns "one"',
  },
  {
    name: 'answers a task token',
    case: {
      machine: task(`${INVOKE}.waitForTaskToken`, {
        Parameters: { FunctionName: 'asked', Payload: { 'token.$': '$$.Task.Token' } },
      }),
      functions: { asked: ECHO },
      callbacks: { Call: [[{ success: { ok: true } }]] },
    },
    fault: (observation) =>
      observation.callbacks?.[0]?.result === 'ok'
        ? returns({ ok: true })(observation)
        : `no token was found in its history or in what the function received; it is ${observation.status}`,
    remedy:
      "Where TaskScheduled doesn't show parameters say historyShowsTokens: false, so that tokens are taken from what functions receive.",
  },
  {
    name: 'runs an Express machine',
    case: { machine: task(functionArn('echo'), {}, 'EXPRESS'), input, functions: { echo: ECHO } },
    fault: returns(input),
    onAws: 'StartSyncExecution answers when the execution has ended, with its status and its output',
  },
  {
    name: 'tests a state',
    case: {
      machine: {
        start: 'TestState',
        definition: { StartAt: 'P', States: { P: { Type: 'Pass', Result: 'tested', End: true } } },
      },
    },
    fault: returns('tested'),
    onAws: 'TestState answers with a status and the output of the state',
  },
  ...(['version', 'alias'] as const).map((start): Trial => ({
    name: `starts a machine's ${start}`,
    case: {
      machine: {
        start,
        definition: { StartAt: 'P', States: { P: { Type: 'Pass', Result: start, End: true } } },
      },
    },
    fault: returns(start),
    onAws: 'what runs is the version, though the machine was changed after it was published',
  })),
];

export async function* examineCases(executor: Executor, signal: AbortSignal): AsyncIterable<Step> {
  for (const trial of TRIALS) {
    const outcome = await executor.execute(read(trial.case), signal);
    yield { name: trial.name, result: resultOf(outcome, trial) };
  }
}

type Outcome = Awaited<ReturnType<Executor['execute']>>;

function resultOf(outcome: Outcome, { fault, remedy = SEE_ITS_LOG, onAws }: Trial): StepResult {
  if (outcome.kind === 'declined') return { kind: 'lacking', said: outcome.reason };
  if (outcome.kind === 'indeterminate')
    return outcome.fault === 'cancelled'
      ? { kind: 'untried', reason: outcome.reason }
      : wrong(outcome.reason, remedy);
  const found = fault(outcome.observation);
  if (found === undefined) return fine();
  return onAws === undefined ? wrong(found, remedy) : differs(found, onAws);
}

const SEE_ITS_LOG = 'See what the log of the target says of it.';

function read(value: JsonValue): Case {
  const parsing = parseCase(value);
  if (!parsing.ok) throw new Error(parsing.message);
  return parsing.case;
}
