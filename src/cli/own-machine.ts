/** `--machine`: the cases of a user's own machine in place of suites, and the files that `--emit-tests` writes. */
import { relative } from 'node:path';
import { featuresOf } from '../../generators/features/features-of.ts';
import type { MachineType } from '../case/case.ts';
import { emittedFiles, TEST_FILE } from '../own-machine/emit/emitted-file.ts';
import { checkFolder, writeFiles } from '../own-machine/emit/write-files.ts';
import { examineMachine, OWN_MACHINE_SUITE, type Examination } from '../own-machine/examine-machine.ts';
import { loadMachine } from '../own-machine/load/load-machine.ts';
import { MachineProblem } from '../own-machine/machine-problem.ts';
import type { ExploreProgress } from '../own-machine/search/explore.ts';
import { UsageError, type Terminal } from './command.ts';
import type { ChosenSuites } from './suites-option.ts';

export interface OwnMachine {
  /** FILE, or FILE#LogicalId. */
  readonly reference: string;
  readonly type?: MachineType;
  readonly seed: number;
  readonly cases: number;
  /** Where tests are written to. */
  readonly emitTo?: string;
}

/** Cases of a machine where `--runs` doesn't say how many. */
export const CASES_OF_A_MACHINE = 200;

/** `--machine`, `--machine-type` and `--emit-tests`; undefined where no machine is named. */
export function ownMachineOption(
  texts: Readonly<Record<string, string | undefined>>,
  suites: readonly string[],
  drawn: Pick<OwnMachine, 'seed' | 'cases'>,
): OwnMachine | undefined {
  const { machine: reference, 'machine-type': type, 'emit-tests': emitTo } = texts;
  if (reference === undefined) {
    for (const option of ['machine-type', 'emit-tests'])
      if (texts[option] !== undefined) throw new UsageError(`--${option} goes with --machine FILE.`);
    return undefined;
  }
  if (suites.length > 0)
    throw new UsageError('--machine makes cases of its own: leave --suite out, or run the suites apart.');
  if (type !== undefined && type !== 'STANDARD' && type !== 'EXPRESS')
    throw new UsageError(`--machine-type: expected STANDARD or EXPRESS, found '${type}'.`);
  return { reference, ...drawn, ...(type && { type }), ...(emitTo !== undefined && { emitTo }) };
}

/** Finds the cases, and writes them where they are asked for. What is wrong with the machine ends the command with 2. */
export async function ownMachineCases(
  { reference, type, seed, cases, emitTo }: OwnMachine,
  terminal: Terminal,
): Promise<ChosenSuites> {
  try {
    if (emitTo !== undefined) await checkFolder(emitTo);
    const loaded = await loadMachine(reference);
    const progress = new ExplorePrinter(terminal);
    const examination = await examineMachine(loaded, {
      seed,
      cases,
      ...(type && { type }),
      featuresOf: (testCase) => featuresOf(testCase).filter((feature) => feature !== 'invalid-definition'),
      onProgress: (explored) => progress.show(explored),
      signal: terminal.signal,
    });
    progress.end(examination);
    if (emitTo !== undefined) await emit(examination, emitTo, terminal);
    return { suites: [OWN_MACHINE_SUITE], list: examination.list, machine: examination.machine };
  } catch (error) {
    if (!(error instanceof MachineProblem)) throw error;
    throw new UsageError(error.message);
  }
}

async function emit(examination: Examination, folder: string, { err }: Terminal): Promise<void> {
  const files = emittedFiles(examination);
  await writeFiles(folder, files);
  err(
    `${examination.cases.length} cases and ${TEST_FILE} are in ${relative('.', folder) || '.'}: npx vitest run ${relative('.', folder) || '.'}\n`,
  );
}

/** One line, rewritten in place on a terminal. */
class ExplorePrinter {
  readonly #terminal: Terminal;
  #width = 0;
  #shown = 0;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  show({ tries, reached, transitions, cases }: ExploreProgress): void {
    const { interactive } = this.#terminal;
    // Elsewhere a line now and then is enough.
    if (!interactive && tries < 2 * this.#shown + 200) return;
    this.#shown = tries;
    this.#print(
      `looking for cases: ${reached} of ${transitions} transitions in ${tries} tries, ${cases} cases`,
    );
  }

  end({ machine, cases }: Examination): void {
    const reached = machine.transitions.filter(({ never }) => never === undefined).length;
    this.#print(
      `${machine.name}: ${reached} of ${machine.transitions.length} transitions in ${cases.length} cases`,
    );
    if (this.#terminal.interactive) this.#terminal.err('\n');
  }

  #print(line: string): void {
    const { interactive, err } = this.#terminal;
    err(interactive ? `\r${line.padEnd(this.#width)}` : `${line}\n`);
    this.#width = line.length;
  }
}
