/** The files of an emitted test: cases, what each is for, and the test that replays them. */
import { KIT_VERSION } from '../../kit.ts';
import { caseText } from '../../case/write-case.ts';
import type { Examination } from '../examine-machine.ts';
import type { FoundCase } from '../search/confirm.ts';
import { testFileText } from './test-file.ts';

export interface EmittedFile {
  /** With forward slashes, relative to the folder. */
  readonly path: string;
  readonly text: string;
}

/** By this file a folder is known as one that the kit wrote. */
export const MANIFEST = 'machine.json';
export const TEST_FILE = 'machine.test.ts';
export const CASES_FOLDER = 'cases';

/** What machine.json holds. */
export interface Manifest {
  readonly madeBy: 'sfn-conformance';
  readonly kit: string;
  readonly machine: string;
  readonly cases: readonly ManifestCase[];
}

export interface ManifestCase {
  readonly file: string;
  /** What the test is called: the transitions that no case before it takes, or how the case varies. */
  readonly name: string;
  readonly transitions: readonly string[];
}

export function emittedFiles({ machine, cases }: Examination): readonly EmittedFile[] {
  const named = withNames(cases);
  const manifest: Manifest = {
    madeBy: 'sfn-conformance',
    kit: KIT_VERSION,
    machine: machine.name,
    cases: named.map(({ file, name, found }) => ({ file, name, transitions: found.transitions })),
  };
  return [
    ...named.map(({ file, found }) => ({
      path: `${CASES_FOLDER}/${file}`,
      text: `${caseText(found.case, 2)}\n`,
    })),
    { path: MANIFEST, text: `${JSON.stringify(manifest, undefined, 2)}\n` },
    { path: TEST_FILE, text: testFileText(machine.name, KIT_VERSION) },
  ];
}

interface NamedCase {
  readonly file: string;
  readonly name: string;
  readonly found: FoundCase;
}

function withNames(cases: readonly FoundCase[]): readonly NamedCase[] {
  const taken = new Set<string>();
  return cases.map((found, i) => {
    const number = String(i + 1).padStart(3, '0');
    const fresh = found.transitions.filter((id) => !taken.has(id));
    for (const id of fresh) taken.add(id);
    const what =
      fresh.length > 0 ? fresh.join('; ') : `a variation that takes ${found.transitions.length} transitions`;
    return { file: `${number}-${found.case.id}.json`, name: `${number} ${what}`, found };
  });
}
