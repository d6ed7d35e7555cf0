/** How the reference's cost grows with states, items and branches, and whether its memory does with executions. */
import type { JsonObject } from '../src/json/value.ts';
import { bestOf, heapUsed } from './measure.ts';
import { compile, execute } from './reference.ts';

const chain = (states: number): JsonObject => ({
  StartAt: 'S0',
  States: Object.fromEntries(
    Array.from({ length: states }, (_, i) => [
      `S${i}`,
      { Type: 'Pass', ...(i + 1 < states ? { Next: `S${i + 1}` } : { End: true }) },
    ]),
  ),
});

const ONE_STATE: JsonObject = { StartAt: 'One', States: { One: { Type: 'Pass', End: true } } };

const map: JsonObject = {
  StartAt: 'Each',
  States: { Each: { Type: 'Map', ItemProcessor: { ...ONE_STATE }, End: true } },
};

const parallel = (branches: number): JsonObject => ({
  StartAt: 'All',
  States: {
    All: {
      Type: 'Parallel',
      Branches: Array.from({ length: branches }, (_, i) => ({
        StartAt: `B${i}`,
        States: { [`B${i}`]: { Type: 'Pass', End: true } },
      })),
      End: true,
    },
  },
});

/** Cost of the large one over the small one, divided by how much larger it is: 1 is linear. */
async function growth(
  print: (line: string) => void,
  name: string,
  small: readonly [JsonObject, JsonObject | readonly number[]],
  large: readonly [JsonObject, JsonObject | readonly number[]],
  factor: number,
): Promise<void> {
  const [a, b] = [compile(small[0]), compile(large[0])];
  const repeat = (times: number, work: () => Promise<unknown>) => async () => {
    for (let i = 0; i < times; i++) await work();
  };
  const one = await bestOf(
    5,
    repeat(20 * factor, () => execute(a, small[1])),
  );
  const many = await bestOf(
    5,
    repeat(20, () => execute(b, large[1])),
  );
  print(`  ${name}: ${(many / one).toFixed(2)} times the cost for each unit (1.00 is linear)`);
}

export async function costGrowth(print: (line: string) => void): Promise<void> {
  print('Growth of the cost:');
  const long = compile(chain(2000));
  const seconds = (await bestOf(5, () => execute(long, {}))) / 1000;
  print(`  states a second on a chain of 2,000: ${Math.round(2000 / seconds)}`);
  const items = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);
  await growth(print, 'states, chain of 2,000 against 200', [chain(200), {}], [chain(2000), {}], 10);
  await growth(print, 'items, Map over 4,000 against 400', [map, items(400)], [map, items(4000)], 10);
  await growth(print, 'branches, Parallel of 40 against 4', [parallel(4), {}], [parallel(40), {}], 10);
  const tenThousand = compile(map);
  const began = performance.now();
  const { execution } = await execute(tenThousand, items(10_000));
  print(
    `  a Map over 10,000 items: ${(performance.now() - began).toFixed(0)} ms, ${execution.end?.status ?? 'RUNNING'} after ${execution.history.length} events`,
  );
}

/** Heap at two counts of executions of one machine. */
export async function memoryOverExecutions(print: (line: string) => void, total: number): Promise<number> {
  const machine = compile(chain(3));
  const early = total / 10;
  for (let i = 0; i < early; i++) await execute(machine, { n: i });
  const first = heapUsed();
  for (let i = early; i < total; i++) await execute(machine, { n: i });
  const last = heapUsed();
  const ratio = last / first;
  print(
    `Heap after ${total} executions against after ${early}: ratio ${ratio.toFixed(3)} (${mebibytes(first)} and ${mebibytes(last)} MiB)`,
  );
  return ratio;
}

export const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);
