/** Records and findings as JSON: cases in the shape of their files, numbers as they were spelled. */
import type { Case } from '../case/case.ts';
import { caseFile } from '../case/write-case.ts';
import { spelled } from '../json/spelled.ts';
import type { Finding } from './finding.ts';
import type { RunRecord } from './record.ts';

/** One line of `run.ndjson`. */
export const runLineText = (record: RunRecord): string =>
  JSON.stringify(record.kind === 'case' ? { ...record, case: caseFile(record.case) } : record, spelled);

/** A file of `findings/`. */
export const findingText = (finding: Finding): string =>
  `${JSON.stringify({ ...withCaseFile(finding), also: finding.also.map(withCaseFile) }, spelled, 2)}\n`;

const withCaseFile = <T extends { readonly case: Case }>(shown: T) => ({
  ...shown,
  case: caseFile(shown.case),
});
