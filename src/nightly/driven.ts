/** How the targets of a night are looked at, for its estimate. */
import { awsTraits } from '../targets/aws/open-run.ts';
import { VIRTUAL_LOOK } from '../targets/presets/embedded.ts';
import type { Driven } from './case-cost.ts';

/** Seconds for which an end isn't known everywhere, on the average: half of what strict mode takes at most. */
const LAG_SECONDS = 0.5;

export const estimateOptionsFor = (target: string): Driven => ({
  look: target.split('?', 1)[0] === 'strict' ? VIRTUAL_LOOK : awsTraits.look,
  lagSeconds: LAG_SECONDS,
});
