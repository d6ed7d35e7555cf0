/** Packs on the strict mode of the emulator: its quotas and its lags, on a virtual clock. */
import { afterEach, expect, test } from 'vitest';
import { readStateMachine } from '../../../asl/state/read-state-machine.ts';
import type { Case } from '../../../case/case.ts';
import { parseCase } from '../../../case/parse-case.ts';
import type { Verdict } from '../../../compare/verdict.ts';
import { judge } from '../../../compare/judge.ts';
import { Refusal } from '../../../emulator/protocol/refusal.ts';
import { keysOf } from '../../../json/key-order.ts';
import { isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../../json/value.ts';
import { casesOf } from '../../../run/case-list.ts';
import { generatedList } from '../../../run/generated-cases.ts';
import { wrongly } from '../../../run/mutants/mutant.ts';
import { MUTANTS } from '../../../run/mutants/mutants.ts';
import { loadSuites } from '../../../suites/load-suites.ts';
import { openStrict } from '../../../targets/presets/strict.ts';
import type { Executor } from '../../executor.ts';
import { PackPlanner, type PackPlan } from '../../packed/plan-packs.ts';
import { referenceExecutor } from '../../reference.ts';

/** Milliseconds, for a machine that has much else to do. */
const PATIENCE = 600_000;

const never = new AbortController().signal;
const reference = referenceExecutor();

interface Opened {
  readonly target: Executor;
  /** Calls of Step Functions that were let through, by operation. */
  readonly calls: ReadonlyMap<string, number>;
  /** Machines that stand when the executor is closed. */
  readonly left: () => unknown;
}

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

type StrictOptions = NonNullable<Parameters<typeof openStrict>[0]>;

async function open(
  plan: PackPlan,
  options: StrictOptions = {},
  driving: Parameters<typeof openStrict>[1] = {},
): Promise<Opened> {
  const calls = new Map<string, number>();
  let left: unknown;
  const { executor } = await openStrict(
    {
      ...options,
      gate: (request, operation, service) => {
        const refusal = options.gate?.(request, operation, service);
        if (service === 'states' && !refusal) calls.set(operation, (calls.get(operation) ?? 0) + 1);
        return refusal;
      },
    },
    {
      ...driving,
      closing: async (api) => {
        const { ListStateMachinesCommand } = await import('@aws-sdk/client-sfn');
        const answer = await api.stepFunctions(new ListStateMachinesCommand({}), never);
        left = answer.kind === 'ok' ? valueAt(answer.body, 'stateMachines') : answer;
      },
    },
  );
  const target = executor.packed?.(plan);
  if (target === undefined) throw new Error('strict mode has quotas');
  return { target, calls, left: () => left };
}

async function planOf(cases: readonly Case[]): Promise<PackPlan> {
  const planner = new PackPlanner();
  for (const one of cases) await planner.add(one);
  return planner.finish();
}

async function drawn(count: number, seed = 5): Promise<readonly Case[]> {
  const cases: Case[] = [];
  for await (const { case: one } of casesOf(generatedList({ seed, count }))) cases.push(one);
  return cases;
}

const judged = (target: Executor, cases: readonly Case[]): Promise<readonly Verdict[]> =>
  Promise.all(
    cases.map(async (one) => {
      const expected = await reference.execute(one, never);
      return judge(expected, await target.execute(one, never), new Set());
    }),
  );

const inPacks = ({ places }: PackPlan): number => places.filter(({ kind }) => kind === 'packed').length;

test(
  'cases in packs conform, with one machine a pack and one reading of most histories',
  { timeout: PATIENCE },
  async () => {
    const cases = await drawn(150);
    const plan = await planOf(cases);
    const { target, calls, left } = await open(plan);
    const verdicts = await judged(target, cases);
    await target.close();
    expect(verdicts.filter(({ kind }) => kind !== 'conforms')).toEqual([]);
    expect(left()).toEqual([]);
    const alone = cases.length - inPacks(plan);
    // Roles that can't be assumed yet take some tries, and so may a case or two that were answered a moment late.
    expect(calls.get('CreateStateMachine')).toBeLessThan(plan.packs.length + alone + 20);
    expect(calls.get('GetExecutionHistory')).toBeLessThan(cases.length * 1.6);
    expect(calls.get('DescribeExecution') ?? 0).toBeLessThan(cases.length / 2);
    expect(calls.get('ListExecutions')).toBeGreaterThan(0);
  },
);

test('so do directed cases of every kind', { timeout: PATIENCE }, async () => {
  const cases = loadSuites([
    'callback',
    'retry',
    'errors',
    'map',
    'parallel',
    'jsonata',
    'variables',
    'start',
    'express',
  ])
    .flatMap((file) => file.cases)
    .map((directed) => directed.case);
  const plan = await planOf(cases);
  expect(inPacks(plan)).toBeGreaterThan(cases.length * 0.6);
  const { target, left } = await open(plan);
  const verdicts = await judged(target, cases);
  await target.close();
  expect(verdicts.filter(({ kind }) => kind === 'diverges')).toEqual([]);
  expect(left()).toEqual([]);
});

test('calls that are throttled or lost spoil nothing', { timeout: PATIENCE }, async () => {
  const cases = await drawn(60, 6);
  const { target, left } = await open(await planOf(cases), {
    strict: { throttle: 0.1, reset: 0.02, seed: 3 },
  });
  const verdicts = await judged(target, cases);
  await target.close();
  expect(verdicts.filter(({ kind }) => kind !== 'conforms')).toEqual([]);
  expect(left()).toEqual([]);
});

const PASSES = Array.from({ length: 6 }, (_, n) =>
  read({ StartAt: 'P', States: { P: { Type: 'Pass', Parameters: { n }, End: true } } }),
);

const RETRY = read(
  {
    StartAt: 'T',
    States: {
      T: {
        Type: 'Task',
        Resource: 'arn:aws:lambda:us-east-1:123456789012:function:fn-orders',
        Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }],
        End: true,
      },
    },
  },
  { functions: { 'fn-orders': { outcomes: [{ throw: { errorType: 'Busy' } }] } } },
);

test('what differs in a pack is run alone, and that is reported', { timeout: PATIENCE }, async () => {
  const mutant = MUTANTS.find(({ name }) => name === 'retries once too often');
  if (mutant === undefined) throw new Error('the mutant is gone');
  const { options, driving } = wrongly(mutant);
  const cases = [...PASSES, RETRY];
  const { target, calls, left } = await open(await planOf(cases), { ...options }, driving);
  const outcome = await target.execute(RETRY, never);
  const packed = calls.get('ListExecutions') ?? 0;
  expect(packed).toBeGreaterThan(0);
  // Its own machine was looked at by its own execution.
  expect(calls.get('DescribeExecution')).toBeGreaterThan(0);
  expect(outcome).toMatchObject({ kind: 'observed', observation: { status: 'FAILED', error: 'Busy' } });
  if (outcome.kind !== 'observed') throw new Error(outcome.reason);
  expect(outcome.observation.invocations).toHaveLength(3);
  expect(JSON.stringify(outcome)).not.toMatch(/Dispatch|k[0-9a-f]{8}\w{3}x/);
  await target.close();
  expect(left()).toEqual([]);
});

test('a target that is wrong in packs alone is not reported', { timeout: PATIENCE }, async () => {
  // It leaves out the last state's parameters wherever there are many states.
  const compile = (definition: JsonObject) => {
    const states = valueAt(definition, 'States');
    const isPack = isJsonObject(states) && keysOf(states).length > 3;
    return readStateMachine(
      isPack ? (JSON.parse(JSON.stringify(definition).replaceAll('"n":', '"m":')) as JsonObject) : definition,
    );
  };
  const { target, calls, left } = await open(await planOf(PASSES), { compile });
  const verdicts = await judged(target, PASSES);
  await target.close();
  expect(verdicts.map(({ kind }) => kind)).toEqual(PASSES.map(() => 'conforms'));
  expect(calls.get('CreateStateMachine')).toBeGreaterThan(PASSES.length);
  expect(left()).toEqual([]);
});

test('a target that refuses the machine of a pack runs its cases alone', { timeout: PATIENCE }, async () => {
  const gate: StrictOptions['gate'] = ({ body }, operation) =>
    operation === 'CreateStateMachine' && body.includes('Dispatch')
      ? new Refusal('InvalidDefinition', "Invalid State Machine Definition: 'TOO_LONG: too long at /'")
      : undefined;
  const { target, left } = await open(await planOf(PASSES), { gate });
  const verdicts = await judged(target, PASSES);
  await target.close();
  expect(verdicts.map(({ kind }) => kind)).toEqual(PASSES.map(() => 'conforms'));
  expect(left()).toEqual([]);
});

test(
  'so does one that lists nothing, or whose histories have no dispatcher',
  { timeout: PATIENCE },
  async () => {
    const gate: StrictOptions['gate'] = (_request, operation) =>
      operation === 'ListExecutions' ? new Refusal('AccessDeniedException', 'no lists for you') : undefined;
    const { target, left } = await open(await planOf(PASSES), { gate });
    const verdicts = await judged(target, PASSES);
    await target.close();
    expect(verdicts.map(({ kind }) => kind)).toEqual(PASSES.map(() => 'conforms'));
    expect(left()).toEqual([]);
  },
);

test('a case that is asked for again runs alone', { timeout: PATIENCE }, async () => {
  const { target, calls } = await open(await planOf(PASSES));
  const [first] = PASSES;
  if (first === undefined) throw new Error('there is a first case');
  const once = await target.execute(first, never);
  const before = calls.get('DescribeExecution') ?? 0;
  const again = await target.execute(first, never);
  expect(calls.get('DescribeExecution') ?? 0).toBeGreaterThan(before);
  expect(judge(once, again, new Set()).kind).toBe('conforms');
  await target.close();
});

test('a run that is given up leaves nothing, whatever of a pack was run', { timeout: PATIENCE }, async () => {
  const cases = await drawn(40, 7);
  const { target, left } = await open(await planOf(cases));
  const stop = new AbortController();
  const running = cases.slice(0, 20).map(async (one) => {
    const outcome = await target.execute(one, stop.signal);
    stop.abort();
    return outcome;
  });
  const outcomes = await Promise.all(running);
  expect(outcomes.some(({ kind }) => kind === 'indeterminate')).toBe(true);
  await target.close();
  expect(left()).toEqual([]);
});

function read(definition: JsonValue, more: object = {}): Case {
  const parsing = parseCase({ machine: { definition }, ...more });
  if (!parsing.ok) throw new Error(parsing.message);
  return parsing.case;
}
