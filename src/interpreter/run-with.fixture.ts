/** Runs a machine with a world that the test gives it, and hands over the execution itself. */
import { CompiledMachines } from '../executors/reference/compiled-machines.ts';
import { startOf } from '../executors/reference/predict.ts';
import { simulate } from '../simulation/simulate.ts';
import type { Execution } from './execution.ts';
import type { Follower } from './follower.ts';
import type { CallResult, ServiceCall } from './task/service-call.ts';

export interface World {
  /** JSON text. */
  readonly input?: string;
  /** What each call returns; without it none is expected. */
  readonly answer?: (call: ServiceCall) => { readonly afterSeconds?: number; readonly result: CallResult };
  readonly follower?: Follower;
  readonly type?: 'STANDARD' | 'EXPRESS';
}

/** The first of the states is where it starts. */
export async function runWith(states: object, world: World = {}, machine: object = {}): Promise<Execution> {
  const { input = '{}', answer, follower, type = 'STANDARD' } = world;
  const text = JSON.stringify({ ...machine, StartAt: Object.keys(states)[0], States: states });
  const compilation = new CompiledMachines().compile(text, type);
  if (compilation.kind === 'invalid') throw new Error(JSON.stringify(compilation.diagnostics));
  const start = { ...startOf('seed', type, input), ...(follower && { follower }) };
  const { execution } = await simulate(compilation.machine, start, {
    answer: (call) => {
      if (answer === undefined) throw new Error(`${call.state} called ${call.kind}`);
      return { afterSeconds: 0, ...answer(call) };
    },
    forToken: ({ state }) => ({ state, attempt: 1, answers: [] }),
  });
  return execution;
}

/** The types of its events, those of its own start and end left out. */
export const eventTypes = ({ history }: Execution): readonly string[] =>
  history.events.map(({ type }) => type).slice(1, -1);
