/**
 * The kit's own emulator in this very process, on a virtual clock: waits of hours take no time. What functions do is answered
 * where its Lambda would be asked, so that all of a script can be had and everything that they receive is seen.
 */
import type { Clock } from '../../clock/clock.ts';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import { PREDICTED_START } from '../../compare/open-values.ts';
import type { CallOutcome } from '../../emulator/executions/outside.ts';
import { startEmulator, type EmulatorOptions } from '../../emulator/start-emulator.ts';
import type { TargetApi } from '../../executors/aws-api/api.ts';
import { awsApiExecutor } from '../../executors/aws-api/aws-api-executor.ts';
import { InProcessDoor } from '../../executors/aws-api/doors/in-process-door.ts';
import { localTraits, type TargetTraits } from '../../executors/aws-api/target-traits.ts';
import type { CallResult, ServiceCall } from '../../interpreter/task/service-call.ts';
import { probeCapabilities } from '../capabilities/capability.ts';
import type { TargetOpening, TargetPreset } from '../target.ts';
import { LOCAL_PLACE, localApi } from './local-target.ts';

export const embedded: TargetPreset = {
  name: 'embedded',
  about: "the kit's own emulator, in this process and on a virtual clock",
  check: async () => ({ kind: 'ready', how: 'in this process' }),
  open: () => openEmbedded('embedded'),
};

/** Looks that grow fast: each one lets time leap to the next. The functions' own calls say when to look sooner. */
export const VIRTUAL_LOOK: TargetTraits['look'] = {
  first: 10,
  growth: 8,
  last: 1e12,
  withCallbacks: 1e12,
  uponCalls: true,
};

/** How it is driven, where not as usual. */
interface Driving {
  /** What becomes of the answer of a call, before the emulator gets it. */
  readonly answered?: (result: CallResult) => CallResult;
  readonly traits?: Partial<TargetTraits>;
  readonly api?: (url: string, clock: Clock) => TargetApi;
  /** Looks at what is left when everything of the kit's has been taken away. */
  readonly closing?: (api: TargetApi) => Promise<void>;
}

/** A variation of the emulator is one with other options: one that is wrong on purpose, for instance. */
export async function openEmbedded(
  name: string,
  options: Pick<EmulatorOptions, 'compile' | 'gate' | 'strict'> = {},
  driving: Driving = {},
): Promise<TargetOpening & { readonly kind: 'open' }> {
  const clock = new VirtualClock(PREDICTED_START);
  const door = new InProcessDoor(clock, LOCAL_PLACE);
  const { answered = (result) => result } = driving;
  const outside = (call: ServiceCall): CallOutcome | undefined => changed(door.answer(call), answered);
  const emulator = await startEmulator({ ...options, clock, outside });
  const traits: TargetTraits = {
    ...localTraits,
    clock,
    longestSeconds: Infinity,
    look: VIRTUAL_LOOK,
    ...driving.traits,
  };
  const newApi = (): TargetApi => (driving.api ?? localApi)(emulator.url, clock);
  const api = newApi();
  const close = async (): Promise<void> => {
    if (driving.closing) {
      const own = newApi();
      await driving.closing(own);
      own.close();
    }
    await emulator.close();
  };
  const never = new AbortController().signal;
  return {
    kind: 'open',
    url: emulator.url,
    executor: awsApiExecutor({ name, api, door, traits, close }),
    connection: {
      api,
      traits,
      functions: 'none are deployed: what they do is answered in this process',
      capabilities: () => probeCapabilities(api, true, never),
    },
  };
}

function changed(
  outcome: CallOutcome | undefined,
  answered: (result: CallResult) => CallResult,
): CallOutcome | undefined {
  if (outcome === undefined) return undefined;
  return 'then' in outcome ? outcome.then(answered) : { ...outcome, result: answered(outcome.result) };
}
