/** A case of a run as far as lists and tables show it: what it contains, how it fared, and which findings explain it. */
import type { Difference, Facet } from '../compare/difference.ts';
import { independent, signatureOf } from '../compare/signature.ts';
import type { VerdictKind } from '../compare/verdict.ts';
import { waysOf, type Finding, type Way } from '../run/finding.ts';
import type { RunLine } from '../run/record.ts';

export interface CaseOutline {
  readonly index: number;
  readonly id: string;
  readonly suite: string;
  readonly features: readonly string[];
  readonly verdict: VerdictKind;
  /** Where it differs on its own account; for a case that conforms, where AWS is known by inference only. */
  readonly facets: readonly Facet[];
  /** Of the differences that stand on their own. */
  readonly signatures: readonly string[];
  /** Why it was declined or is indeterminate, or what a conforming case rests on. */
  readonly reason?: string;
}

/** What an outline needs of a line of `run.ndjson`. */
export type OutlinedLine = Pick<RunLine, 'index' | 'features' | 'suite' | 'verdict' | 'transitions'> & {
  readonly case: { readonly id: string };
};

export function outlineOf({ index, case: { id }, suite, features, verdict }: OutlinedLine): CaseOutline {
  const differences = independent(differencesOf(verdict));
  const reason = reasonOf(verdict);
  return {
    index,
    id,
    suite,
    features,
    verdict: verdict.kind,
    facets: [...new Set(differences.map(({ facet }) => facet))],
    signatures: verdict.kind === 'diverges' ? [...new Set(differences.map(signatureOf))] : [],
    ...(reason !== undefined && { reason }),
  };
}

function differencesOf(verdict: RunLine['verdict']): readonly Difference[] {
  if (verdict.kind === 'diverges') return verdict.differences;
  return verdict.kind === 'conforms' ? (verdict.warnings ?? []) : [];
}

function reasonOf(verdict: RunLine['verdict']): string | undefined {
  if (verdict.kind === 'declined' || verdict.kind === 'indeterminate') return verdict.reason;
  if (verdict.kind === 'diverges' || verdict.warnings === undefined) return undefined;
  return `differs, but AWS is known by inference only (${(verdict.inferred ?? []).join(', ')})`;
}

/** The findings behind a case: they share a signature with it, and it contains all that their minimal case contains. */
export function explainedBy(
  { signatures, features }: CaseOutline,
  bySignature: ReadonlyMap<string, readonly ExplainingWay[]>,
): readonly Finding[] {
  return signatures.flatMap((signature) => {
    const candidates = bySignature.get(signature) ?? [];
    const explaining = candidates.filter(
      ({ finding, way }) =>
        (way === finding && isEventDetail(finding.difference)) ||
        way.features.every((feature) => features.includes(feature)),
    );
    return (explaining.length > 0 ? explaining : candidates.slice(0, 1)).map(({ finding }) => finding);
  });
}

/** A detail of one type of event has one cause, whatever the case around it. */
const isEventDetail = ({ facet, place }: Difference): boolean => facet === 'history' && place.includes('.');

interface ExplainingWay {
  readonly finding: Finding;
  readonly way: Way;
}

export const bySignature = (findings: readonly Finding[]): ReadonlyMap<string, readonly ExplainingWay[]> =>
  Map.groupBy(
    findings.flatMap((finding) => waysOf(finding).map((way) => ({ finding, way }))),
    ({ way }) => way.signature,
  );
