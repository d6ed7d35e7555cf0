/** A target that runs already: the kit finds out how its functions can be made to behave, and ends nothing of it. */
import { localTraits, type TargetTraits } from '../../executors/aws-api/target-traits.ts';
import { LOCAL_PLACE, localApi, openEndpoint } from '../presets/local-target.ts';
import { ministackTraits } from '../presets/ministack.ts';
import type { ChildServer } from '../processes/child-server.ts';
import type { TargetOpening, TargetOptions } from '../target.ts';
import { openAttached } from './open-attached.ts';
import { recognise, type Recognised } from './recognise.ts';

const TRAITS: Readonly<Partial<Record<Recognised, TargetTraits>>> = { ministack: ministackTraits };

/** What answers at a URL, under the URL's name. */
export async function attach(url: string, options: TargetOptions): Promise<TargetOpening> {
  const program = await recognise(url, options.signal);
  if (program === 'nobody') {
    return {
      kind: 'unavailable',
      reason: `nothing answers at ${url}`,
      remedy:
        'Start the target first, or name a preset that the kit starts itself (npm run -s targets lists them).',
    };
  }
  return attachTo({ name: url, url, traits: TRAITS[program] ?? localTraits }, options);
}

export interface AttachedLocally {
  /** What reports call it. */
  readonly name: string;
  readonly url: string;
  /** Where Lambda is, if elsewhere. */
  readonly lambdaUrl?: string;
  readonly traits: TargetTraits;
  /** Ended with the executor, where the kit has started it. */
  readonly server?: ChildServer;
}

/** The same for a target that is known by name. Who fixes the port of the Invoke endpoint has told the target where Lambda is. */
export async function attachTo(attached: AttachedLocally, options: TargetOptions): Promise<TargetOpening> {
  const { url, lambdaUrl, traits } = attached;
  const { lambdaPort } = options;
  const { endpoint } = await openEndpoint(lambdaPort);
  return openAttached(
    {
      ...attached,
      api: localApi(url, traits.clock, lambdaUrl, { oneDefinitionAtATime: true }),
      where: LOCAL_PLACE,
      endpoint,
      functions: { via: lambdaPort === undefined ? 'probe' : 'endpoint' },
    },
    options,
  );
}
