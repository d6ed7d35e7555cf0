/** The verdict on what a target's API answered. */
import type { Difference } from '../compare/difference.ts';
import type { Verdict } from '../compare/verdict.ts';
import type { ApiEntry } from '../profiles/profile.ts';
import { findingId } from '../run/find.ts';
import type { ApiOutcome } from '../suites/api-cases/api-outcome.ts';
import { compareApiAnswers } from '../suites/api-cases/compare-api-answers.ts';
import type { FrozenApiCase } from '../suites/api-cases/write-api-case.ts';
import type { CertificateFinding } from './certificate.ts';

/** A difference counts only if it shows again, as it does for cases that run a machine. */
export function judgeApiCase(apiCase: FrozenApiCase, outcome: ApiOutcome, again?: ApiOutcome): Verdict {
  if (outcome.kind === 'declined') return { kind: 'declined', reason: outcome.reason };
  if (outcome.kind === 'indeterminate') return { kind: 'indeterminate', reason: outcome.reason };
  const differences = compareApiAnswers(apiCase, outcome);
  if (differences.length === 0) return { kind: 'conforms' };
  if (again === undefined) return { kind: 'diverges', differences };
  const second = judgeApiCase(apiCase, again);
  const shown = new Set(second.kind === 'diverges' ? second.differences.map(({ place }) => place) : []);
  const repeated = differences.filter(({ place }) => shown.has(place));
  return repeated.length > 0
    ? { kind: 'diverges', differences: repeated }
    : { kind: 'indeterminate', reason: 'it differed once, and not when it was run again' };
}

/** An API case is as small as it is: where it differs it is its own finding, under the rule that it is about. */
export function apiFinding(
  { name, about }: FrozenApiCase,
  { rules }: ApiEntry,
  { place }: Difference,
): CertificateFinding {
  const [rule = 'api.answer'] = rules;
  const signature = apiSignature(name, place);
  return {
    id: findingId(rule, signature),
    title: `${about} (${place} differs)`,
    level: 'failure',
    rules: [rule],
    facets: ['api'],
    signature,
    features: [],
    case: { id: name },
  };
}

export const apiSignature = (name: string, place: string): string => `api | ${name} | ${place}`;
