/** Words by which a target says that it lacks what a valid machine needs: in a failed execution, or when it refuses the machine. */
import type { Case } from '../../case/case.ts';
import type { Observation } from '../../case/observation.ts';
import { writeJson } from '../../json/write.ts';
import type { JsonValue } from '../../json/value.ts';

export interface Refusal {
  /** Matched against causes, messages and the last events. */
  readonly says: RegExp;
  /** What it lacks, where its words don't say it. */
  readonly lacks?: string;
}

/** Why it declines, or undefined. What the case itself makes its functions and states say counts for nothing. */
export function refusalIn(
  observation: Observation,
  testCase: Case,
  refusals: readonly Refusal[],
): string | undefined {
  if (observation.status !== 'FAILED' && observation.status !== 'INVALID_DEFINITION') return undefined;
  const texts = [
    observation.cause,
    observation.error,
    ...(observation.diagnostics ?? []).map(({ message }) => message),
    ...(observation.history ?? []).slice(-2).map((event) => writeJson(event as unknown as JsonValue)),
  ];
  const own = writeJson(testCase as unknown as JsonValue);
  for (const { says, lacks } of refusals) {
    const [words] = texts.flatMap((text) => text?.match(says)?.[0] ?? []);
    if (words !== undefined && !own.includes(words))
      return lacks === undefined ? `the target says: ${words}` : `${lacks} (it says: ${words})`;
  }
  return undefined;
}
