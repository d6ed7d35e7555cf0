/** The reference against aws-local-stepfunctions: executions a second on the same machines, interleaved. */
import { libraryRun } from './library.ts';
import { MACHINES } from './machines.ts';
import { interleaved, median } from './measure.ts';
import { compile, execute } from './reference.ts';

export async function referenceSpeed(print: (line: string) => void): Promise<number> {
  print(
    'Executions a second, history on, against aws-local-stepfunctions with validation off (same process, interleaved):',
  );
  const ratios: number[] = [];
  for (const machine of MACHINES) {
    const compiled = compile(machine.definition);
    const library = libraryRun(machine);
    const [ours, theirs] = await interleaved(
      [() => execute(compiled, machine.input), () => library(machine.input)],
      { rounds: 5, sliceMilliseconds: 200 },
    );
    if (ours === undefined || theirs === undefined) continue;
    const ratio = ours.median / theirs.median;
    ratios.push(ratio);
    print(
      `  ${machine.name.padEnd(20)} ${rate(ours.median)} (${rate(ours.low)}–${rate(ours.high)}) : ` +
        `${rate(theirs.median)} (${rate(theirs.low)}–${rate(theirs.high)})  ratio ${ratio.toFixed(1)}`,
    );
  }
  const overall = median(ratios.toSorted((a, b) => a - b));
  print(`  median ratio over the mix: ${overall.toFixed(1)}`);
  return overall;
}

const rate = (value: number): string => Math.round(value).toString().padStart(7);
