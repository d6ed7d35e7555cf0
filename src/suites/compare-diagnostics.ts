/** Compares why a definition was refused with what a directed case expects. */
import type { Diagnostic } from '../case/observation.ts';
import type { Difference } from '../compare/difference.ts';
import { objectOf } from '../json/key-order.ts';
import type { JsonValue } from '../json/value.ts';
import type { ExpectedDiagnostic } from './expectation.ts';

/** Errors in the order given; a target that passes no diagnostics on isn't compared. */
export function compareDiagnostics(
  expected: readonly ExpectedDiagnostic[] | undefined,
  observed: readonly Diagnostic[] | undefined,
): readonly Difference[] {
  const errors = (observed ?? []).filter(({ severity }) => severity === 'ERROR');
  if (expected === undefined || errors.length === 0) return [];
  const sides = { expected: expected.map(asJson), observed: errors.map(asJson) };
  const codes = (list: readonly { readonly code: string }[]): string =>
    list
      .map(({ code }) => code)
      .toSorted()
      .join();
  if (codes(expected) !== codes(errors)) return [{ facet: 'api', place: 'diagnostics', ...sides }];
  const left = [...errors];
  for (const wanted of expected) {
    const index = left.findIndex((found) => fits(wanted, found));
    if (index < 0) return [{ facet: 'api', place: 'diagnostics (text)', ...sides }];
    left.splice(index, 1);
  }
  return [];
}

const fits = (wanted: ExpectedDiagnostic, found: Diagnostic): boolean =>
  wanted.code === found.code &&
  (wanted.message === undefined || wanted.message === found.message) &&
  (wanted.location === undefined || wanted.location === (found.location ?? null));

const asJson = ({ code, message, location }: ExpectedDiagnostic): JsonValue =>
  objectOf([
    ['code', code],
    ...(message === undefined ? [] : [['message', message] as const]),
    ...(location === undefined ? [] : [['location', location] as const]),
  ]);
