/** Which features one case may contain: swarm testing, within what the caller allows. */
import type { Draw } from '../draw/draw.ts';
import { ALL_FEATURES, FEATURE_CHANCES, type Feature } from './feature.ts';

/** What a caller allows. */
export interface FeatureRestrictions {
  /** Features that no case may contain, for instance because a target doesn't know them. */
  readonly without?: readonly Feature[];
  /** Features that every case is allowed to contain. They are no promise. */
  readonly with?: readonly Feature[];
}

export class FeatureMask {
  readonly #allowed: ReadonlySet<Feature>;
  readonly #forbidden: ReadonlySet<Feature>;

  constructor(allowed: Iterable<Feature>, forbidden: Iterable<Feature> = []) {
    this.#allowed = new Set(allowed);
    this.#forbidden = new Set(forbidden);
  }

  has(feature: Feature): boolean {
    return this.#allowed.has(feature);
  }

  /** True where the caller rules the feature out, not just this draw. */
  forbids(feature: Feature): boolean {
    return this.#forbidden.has(feature);
  }

  /** The same without some features. */
  without(features: readonly Feature[]): FeatureMask {
    const dropped = new Set(features);
    return new FeatureMask(
      [...this.#allowed].filter((feature) => !dropped.has(feature)),
      this.#forbidden,
    );
  }

  /** Those of a list that are allowed. */
  of<F extends Feature>(features: readonly F[]): readonly F[] {
    return features.filter((feature) => this.#allowed.has(feature));
  }
}

export function drawMask(draw: Draw, restrictions: FeatureRestrictions): FeatureMask {
  const forbidden = new Set(restrictions.without);
  const wanted = new Set(restrictions.with);
  // One draw a feature, whatever the restrictions, so that the rest of the case stays alike under them.
  const drawn = ALL_FEATURES.filter((feature) => {
    const chance = draw.chance(FEATURE_CHANCES.get(feature) ?? 0);
    return !forbidden.has(feature) && (chance || wanted.has(feature));
  });
  return new FeatureMask(withNeeds(drawn, forbidden), forbidden);
}

/** What a feature can't do without. A case that may contain the one may contain the others. */
const NEEDS: Readonly<Partial<Record<Feature, readonly Feature[]>>> = {
  loop: [
    'pass',
    'choice',
    'pass-result',
    'parameters',
    'result-path',
    'intrinsics',
    'States.MathAdd',
    'NumericLessThan',
  ],
  callback: ['parameters', 'function-return', 'task-timeout'],
  'lambda-invoke': ['parameters'],
  'machine-timeout': ['wait', 'wait-seconds'],
  // Results that differ from run to run, or whose order does, are only counted.
  'States.UUID': ['States.ArrayLength', 'States.StringSplit'],
  'States.MathRandom': ['States.ArrayLength', 'States.Array'],
  'States.ArrayUnique': ['States.ArrayLength'],
  'heartbeat-path': ['heartbeat'],
  'callback-second-answer': ['callback-success'],
  'callback-success-text': ['callback-success'],
  'callback-output-limit': ['callback-success', 'null-path', 'result-path'],
  'callback-invalid-output': ['callback-success'],
  'callback-other-execution': ['callback-success'],
  'sdk-invoke': ['parameters'],
  'latest-qualifier': ['qualifier'],
  'fail-in-container': ['fail'],
  'weighted-alias': ['qualifier', 'function-return'],
  'moving-alias': ['qualifier', 'function-sequence', 'retry', 'function-error', 'function-return'],
  'event-invocation': ['lambda-invoke', 'null-path', 'result-path'],
  'dry-run': ['lambda-invoke', 'null-path', 'result-path'],
  'event-result': ['result-selector'],
};

/** A feature goes where something that it needs is forbidden. */
function withNeeds(drawn: readonly Feature[], forbidden: ReadonlySet<Feature>): readonly Feature[] {
  const possible = drawn.filter((feature) => !NEEDS[feature]?.some((need) => forbidden.has(need)));
  return [...possible, ...possible.flatMap((feature) => NEEDS[feature] ?? [])];
}
