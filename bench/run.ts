/** `npm run bench`: every figure is a ratio or a rate of this one run. `--full` takes the long counts. */
import { costGrowth, memoryOverExecutions } from './growth.ts';
import { simulatedNightly } from './nightly.ts';
import { generationRate } from './generation.ts';
import { kitOverhead } from './kit-overhead.ts';
import { reportWriting } from './report-writing.ts';
import { referenceSpeed } from './reference-speed.ts';
import { memoryOfRun } from './run-memory.ts';

const full = process.argv.includes('--full');
const print = (line: string): void => void process.stdout.write(`${line}\n`);

await referenceSpeed(print);
await costGrowth(print);
await memoryOverExecutions(print, full ? 1_000_000 : 100_000);
generationRate(print);
await memoryOfRun(print, full ? 20_000 : 4_000);
await reportWriting(print, full ? { cases: 5000, findings: 200 } : { cases: 1000, findings: 40 });
await kitOverhead(print, 100, full ? 15 : 5);
await simulatedNightly(print, full ? 10_000 : 300, full ? 1000 : 100);
