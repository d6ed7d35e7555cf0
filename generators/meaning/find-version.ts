/** Which version of a function a call reaches (AWS-BEHAVIOUR 1.2.26, 1.2.27). */
import { readFunctionReference, type FunctionReference } from '../../src/asl/state/resource.ts';
import type { FunctionScript, Outcome } from '../../src/case/case.ts';
import { open, type Open } from './outcome.ts';
import { count, type Place, type Situation } from './situation.ts';

export type Found =
  | {
      readonly kind: 'version';
      readonly function: string;
      readonly name: string;
      readonly outcomes: readonly Outcome[];
      /** With a step of an alias that moves counted. */
      readonly situation: Situation;
    }
  /** Lambda refuses the call with this code. */
  | { readonly kind: 'refused'; readonly code: string }
  | Open;

export interface Named {
  readonly functionName: string;
  readonly qualifier?: string;
}

export function findVersion(named: Named, before: Situation, place: Place): Found {
  const reference = readFunctionReference(named.functionName);
  if (reference === undefined) return open('a FunctionName that Lambda refuses is not analysed');
  const { name, qualifier: inName } = reference;
  if (named.qualifier !== undefined && inName !== undefined && named.qualifier !== inName)
    return { kind: 'refused', code: 'InvalidParameterValueException' };
  return findByQualifier(reference, named.qualifier ?? inName, before, place, scriptOf(place, name));
}

const scriptOf = ({ world: { functions } }: Place, name: string): FunctionScript | undefined =>
  Object.hasOwn(functions, name) ? functions[name] : undefined;

function findByQualifier(
  { name }: FunctionReference,
  qualifier: string | undefined,
  before: Situation,
  { world }: Place,
  script: FunctionScript | undefined,
): Found {
  if (script === undefined) return MISSING;
  if (qualifier === undefined || qualifier === '$LATEST')
    return {
      kind: 'version',
      function: name,
      name: '$LATEST',
      outcomes: script.outcomes,
      situation: before,
    };
  const published = (version: string | undefined, situation: Situation): Found => {
    const outcomes = version === undefined ? undefined : script.versions?.[version];
    return version === undefined || outcomes === undefined
      ? MISSING
      : { kind: 'version', function: name, name: version, outcomes, situation };
  };
  const target = script.aliases?.[qualifier] ?? qualifier;
  if (typeof target === 'string') return published(target, before);
  if ('weights' in target) return published(world.choose(target.weights), before);
  const [n, situation] = count(before, `alias ${name}:${qualifier}`);
  return published(target[Math.min(n, target.length - 1)], situation);
}

const MISSING: Found = { kind: 'refused', code: 'ResourceNotFoundException' };
