/**
 * The raw material of a certificate, `observations.ndjson`: a header, a line for each case of the profile, a line for each
 * minimal case that a finding was shrunk to, a footer. What the reference says isn't in it: whoever checks asks the reference.
 */
import type { Case } from '../case/case.ts';
import { caseFile } from '../case/write-case.ts';
import type { ExecutorOutcome } from '../executors/executor.ts';
import type { ApiOutcome } from '../suites/api-cases/api-outcome.ts';
import { spelled } from '../json/spelled.ts';

/** Changes when a line's meaning changes. */
export const BUNDLE_FORMAT = 1;

export interface ObservationsHeader {
  readonly kind: 'header';
  readonly format: typeof BUNDLE_FORMAT;
  /** The kit's version. */
  readonly kit: string;
  readonly target: CertifiedTarget;
  readonly profile: { readonly name: string; readonly version: number; readonly digest: string };
  /** ISO-8601. */
  readonly started: string;
}

export interface CertifiedTarget {
  readonly name: string;
  readonly version: string;
}

export interface ObservedCase {
  readonly kind: 'case';
  /** Its place in the profile. */
  readonly index: number;
  /** The hash of its content. */
  readonly case: string;
  readonly target: ExecutorOutcome;
  /** What the target did when the case was run again, where it had differed. */
  readonly again?: ExecutorOutcome;
}

/** What the API answered to the calls of an API case. */
export interface ObservedApiCase {
  readonly kind: 'api';
  /** Its place among the profile's API cases. */
  readonly index: number;
  /** Its name. */
  readonly api: string;
  readonly outcome: ApiOutcome;
  /** What came of it when it was run again, where it had differed. */
  readonly again?: ApiOutcome;
}

/** A case that isn't in the profile: the smallest one that shows a way to differ. */
export interface ObservedMinimal {
  readonly kind: 'minimal';
  readonly signature: string;
  readonly case: Case;
  readonly target: ExecutorOutcome;
}

export interface ObservationsFooter {
  readonly kind: 'footer';
  /** Cases of the profile that were run, those of the API included. */
  readonly cases: number;
  /** Why the run ended early. */
  readonly stopped?: string;
  readonly ended: string;
}

export type ObservationRecord =
  ObservationsHeader | ObservedCase | ObservedApiCase | ObservedMinimal | ObservationsFooter;

export const observationText = (record: ObservationRecord): string =>
  JSON.stringify(record.kind === 'minimal' ? { ...record, case: caseFile(record.case) } : record, spelled);
