/** Runs a recorded machine of which only the output was kept, such as the Choice operators'. */
import { isJsonObject, valueAt } from '../json/value.ts';
import type { Check } from './check-execution.ts';
import { runRecorded } from './check-execution.ts';
import { MaskedComparison } from './masked-value.ts';
import { masksOf, type RecordedCase } from './recorded-case.ts';

export async function checkOutput({ source, recorded }: RecordedCase): Promise<Check> {
  const [answer] = Object.values(recorded);
  const expected = isJsonObject(answer) ? valueAt(answer, 'output') : undefined;
  if (expected === undefined) {
    const held = Object.keys(recorded).join(', ');
    return { kind: 'declined', reason: `the recording holds no output of the execution, but ${held}` };
  }
  const run = await runRecorded(source, []);
  if (run.kind === 'declined') return run;
  if (run.end?.status !== 'SUCCEEDED') {
    const observed = run.end?.status ?? 'RUNNING';
    return {
      kind: 'checked',
      outcome: [{ facet: 'status', place: 'status', expected: 'SUCCEEDED', observed }],
    };
  }
  const comparison = new MaskedComparison(masksOf(source), 'output');
  return { kind: 'checked', outcome: comparison.compare(expected, run.end.output.text, 'output') };
}
