/** Directed suites: cases as data, each with what AWS does with it. */
import type { Case } from '../case/case.ts';
import type { ApiCase } from './api-case.ts';
import type { Expectation } from './expectation.ts';

export interface DirectedCase {
  /** `suite/id`. */
  readonly name: string;
  readonly suite: string;
  /** Ids of the rules that decide it, the one that it is about first. */
  readonly rules: readonly string[];
  /** What it shows, in one line. */
  readonly about: string;
  readonly case: Case;
  readonly expect: Expectation;
}

/** One file of a suite; a suite may have several. */
export interface SuiteFile {
  readonly suite: string;
  readonly cases: readonly DirectedCase[];
  readonly apiCases: readonly ApiCase[];
}
