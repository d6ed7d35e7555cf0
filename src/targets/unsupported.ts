/** Features that a target is declared to lack: cases that contain one are declined, by its name. */
import { featuresOf } from '../../generators/features/features-of.ts';
import type { Feature } from '../../generators/features/feature.ts';
import type { Case } from '../case/case.ts';

export interface Unsupported {
  readonly feature: Feature;
  /** Who says so, and why. */
  readonly reason: string;
}

/** The reason of the first feature that a case contains. */
export const lacking =
  (unsupported: readonly Unsupported[]) =>
  (testCase: Case): string | undefined => {
    if (unsupported.length === 0) return undefined;
    const features = new Set(featuresOf(testCase));
    const first = unsupported.find(({ feature }) => features.has(feature));
    return first && `${first.feature}: ${first.reason}`;
  };
