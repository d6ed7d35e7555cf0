/**
 * One model of a run's result; every reporter is a file that turns it into text. It is made from a run that has just ended
 * (`src/cli/conformance-command.ts`) or read back from its folder (`run-files/read-run.ts`), and holds the same either way.
 */
import type { Finding } from '../run/finding.ts';
import type { Summary } from '../run/summary.ts';
import type { CaseOutline } from './case-outline.ts';
import { shellPath } from './shell-quote.ts';

export interface Report {
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  /** A rule's title, paragraph and evidence, by id. */
  readonly rules: Readonly<Record<string, ReportedRule>>;
  /** The folder of the run, as commands name it. */
  readonly folder: string;
  /** How each case fared, in the order of the list; absent where the run's lines aren't at hand. */
  readonly cases?: readonly CaseOutline[];
}

export interface ReportedRule {
  readonly title: string;
  readonly text: string;
  /** How it is known, one line each: `recorded on AWS: ...`, `documented: ...`. */
  readonly evidence: readonly string[];
}

/** Writes a report's file, or prints it where there is no name. */
export interface Reporter {
  readonly name: string;
  /** The file in the run's folder; undefined for what goes to the console. */
  readonly file?: string;
  /** True where it shows every case: {@link Report.cases} is then read from the run's lines. */
  readonly listsCases?: boolean;
  /** The text, or its pieces in order where the whole may be long. */
  render(report: Report): string | Iterable<string>;
}

/** What a reporter rendered, piece by piece. */
export const piecesOf = (rendered: string | Iterable<string>): Iterable<string> =>
  typeof rendered === 'string' ? [rendered] : rendered;

/** The file of a finding within a run's folder. */
const findingFile = (folder: string, { id }: Pick<Finding, 'id'>): string => `${folder}/findings/${id}.json`;

/** The command that runs a finding's minimal case, or any stored case, again. */
export const replayFileCommand = (file: string): string => `npm run -s replay -- ${shellPath(file)}`;

/** The one command that repeats a finding. */
export const replayCommand = (folder: string, finding: Pick<Finding, 'id'>): string =>
  replayFileCommand(findingFile(folder, finding));

/** The command that goes on making a finding's case smaller. */
export const shrinkCommand = (folder: string, finding: Pick<Finding, 'id'>): string =>
  `npm run -s shrink -- ${shellPath(findingFile(folder, finding))}`;

/** What is said of a finding whose shrinking was ended by a bound. */
export const MAY_BE_SMALLER = 'shrinking was ended by its bounds: there may be a smaller one';

/** The command that prints a finding as an issue for the target's tracker. */
export const bugReportCommand = (folder: string, finding: Pick<Finding, 'id'>): string =>
  `npm run -s bug-report -- ${shellPath(findingFile(folder, finding))}`;
