/** What the page carries for its script; `page-data.ts` makes it. Names stand once, in lists; rows name them by index. */

export interface PageData {
  readonly facets: readonly string[];
  readonly features: readonly string[];
  readonly suites: readonly string[];
  readonly verdicts: readonly string[];
  /** By number, counted from 1 on the page. */
  readonly findings: readonly PageFinding[];
  readonly cases: readonly PageCase[];
}

export interface PageFinding {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  readonly facets: readonly number[];
  readonly features: readonly number[];
  readonly rules: readonly string[];
  /** In lower case. */
  readonly search: string;
}

/** Index in the list, id, suite, verdict, facets, features, findings by their place, reason. */
export type PageCase = readonly [
  index: number,
  id: string,
  suite: number,
  verdict: number,
  facets: readonly number[],
  features: readonly number[],
  findings: readonly number[],
  /** Empty where there is none. */
  reason: string,
];
