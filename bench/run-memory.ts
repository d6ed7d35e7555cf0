/** Heap in the course of a run: observations stream to disk, so it must not grow with the cases. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { referenceExecutor } from '../src/executors/reference.ts';
import { generatedCases } from '../src/run/generated-cases.ts';
import { run } from '../src/run/run.ts';
import { RunFolder } from '../src/run/run-folder.ts';
import { DEFAULT_RUN } from '../src/run/run-options.ts';
import { mebibytes } from './growth.ts';
import { heapUsed } from './measure.ts';

/** The reference against itself over so many cases: heap at the thousandth and at the last. */
export async function memoryOfRun(print: (line: string) => void, cases: number): Promise<number> {
  const parent = await mkdtemp(join(tmpdir(), 'sfn-conformance-bench-'));
  const folder = await RunFolder.create(parent, 'run');
  const oracle = referenceExecutor();
  let early = 0;
  try {
    await run(
      {
        oracle,
        target: oracle,
        inferredRules: new Set(),
        cases: generatedCases({ seed: 1, count: cases }),
        total: cases,
        candidates: () => [],
        outlook: async () => ({ seconds: 0 }),
        featuresOf: () => [],
        attribute: () => ({ id: 'none', title: 'none', inferred: false }),
        write: (line) => folder.write(line),
        onProgress: ({ cases: done }) => {
          if (done === 1000) early = heapUsed();
        },
        now: () => performance.now(),
        signal: new AbortController().signal,
      },
      { ...DEFAULT_RUN, runs: cases },
    );
  } finally {
    await folder.close();
    await rm(parent, { recursive: true });
  }
  const late = heapUsed();
  const ratio = late / early;
  print(
    `Heap of a run after ${cases} cases against after 1000: ratio ${ratio.toFixed(2)} (${mebibytes(early)} and ${mebibytes(late)} MiB)`,
  );
  return ratio;
}
