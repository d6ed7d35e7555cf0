/**
 * The embedded emulator behaving like the real control plane: what it takes to drive AWS without a mistake shows here, in no
 * time, for the clock is virtual. `strict?throttle=10&reset=2` throttles calls and resets connections at random on top.
 */
import { STRICT_ARGUMENTS, readStrictTexts } from '../../emulator/strict/strict-arguments.ts';
import { STRICT_CREDENTIALS } from '../../emulator/strict/strict-options.ts';
import { TargetApi } from '../../executors/aws-api/api.ts';
import { patientResending } from '../../executors/aws-api/resending.ts';
import type { TargetTraits } from '../../executors/aws-api/target-traits.ts';
import { REGION } from '../../executors/observed-names.ts';
import type { TargetPreset } from '../target.ts';
import { openEmbedded } from './embedded.ts';

export const strict: TargetPreset = {
  name: 'strict',
  about: 'the same, as strict as AWS: signatures, roles and functions that take their time, throttling',
  settings: Object.keys(STRICT_ARGUMENTS).filter((name) => name !== 'strict'),
  check: async () => ({ kind: 'ready', how: 'in this process' }),
  open: ({ settings = {} }) => openStrict({ strict: readStrictTexts(settings) }),
};

/** A variation of it is one with other options: one that is wrong on purpose, for instance. */
export const openStrict = (
  options: NonNullable<Parameters<typeof openEmbedded>[1]>,
  driving: Parameters<typeof openEmbedded>[2] = {},
): ReturnType<typeof openEmbedded> =>
  openEmbedded('strict', { strict: true, ...options }, { traits, api, ...driving });

/** Waiting takes no time. Answers are sent to the moment, or the case is run again. */
const traits: Partial<TargetTraits> = { mostLate: 5, settleSeconds: 3600, mostRuns: 10, quotas: 'A' };

const api = (endpoint: string, clock: TargetTraits['clock']): TargetApi =>
  new TargetApi({
    endpoint,
    region: REGION,
    credentials: STRICT_CREDENTIALS,
    clock,
    resending: patientResending({ first: 100, longest: 5000, most: 1000 }),
  });
