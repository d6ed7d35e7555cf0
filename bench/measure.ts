/** Measures work in one process: interleaved, so that the machine's moods hit all alike; medians, with their spread. */

export interface Measured {
  /** Executions a second: the median over the rounds. */
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export type Work = () => Promise<unknown>;

/** Runs each work in turn for a slice of time, for so many rounds. */
export async function interleaved(
  works: readonly Work[],
  { rounds, sliceMilliseconds }: { readonly rounds: number; readonly sliceMilliseconds: number },
): Promise<readonly Measured[]> {
  const rates: number[][] = works.map(() => []);
  for (const work of works) await slice(work, sliceMilliseconds / 4); // warm up
  for (let round = 0; round < rounds; round++) {
    for (const [i, work] of works.entries()) rates[i]?.push(await slice(work, sliceMilliseconds));
  }
  return rates.map(summarize);
}

/** Executions a second over one slice. */
async function slice(work: Work, milliseconds: number): Promise<number> {
  const started = performance.now();
  let done = 0;
  let elapsed = 0;
  for (let batch = 1; elapsed < milliseconds; batch = Math.min(batch * 2, 256)) {
    for (let i = 0; i < batch; i++) await work();
    done += batch;
    elapsed = performance.now() - started;
  }
  return (done * 1000) / elapsed;
}

export function summarize(values: readonly number[]): Measured {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: median(sorted), low: sorted[0] ?? 0, high: sorted.at(-1) ?? 0 };
}

export function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** Milliseconds that work takes, the best of a few runs. */
export async function bestOf(runs: number, work: Work): Promise<number> {
  let best = Infinity;
  for (let i = 0; i < runs; i++) {
    const started = performance.now();
    await work();
    best = Math.min(best, performance.now() - started);
  }
  return best;
}

/** Bytes of heap in use after a collection; needs `--expose-gc`. */
export function heapUsed(): number {
  const { gc } = globalThis as { readonly gc?: () => void };
  gc?.();
  gc?.();
  return process.memoryUsage().heapUsed;
}
