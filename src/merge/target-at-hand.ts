/** Whether a side of a run can be had again without anybody naming it. */
import { knownTargets } from '../targets/known-targets.ts';

/** Presets that the kit starts itself on the loopback, or in its own process: opening them reaches nobody else. */
const STARTED_HERE: ReadonlySet<string> = new Set([
  'embedded',
  'strict',
  'aws-local-stepfunctions',
  'stepfunctions-local',
  'moto',
  'ministack',
]);

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Everything else must be named, targets of a configuration too: nothing reaches a network unasked. */
export async function isAtHand(target: string): Promise<boolean> {
  if (target === 'reference' || target.startsWith('recording:')) return true;
  if (URL.canParse(target)) return LOOPBACK.has(new URL(target).hostname);
  if (!STARTED_HERE.has(target)) return false;
  const known = await knownTargets();
  return (
    known.kind === 'known' &&
    known.targets.some((one) => one.target.name === target && one.file === undefined)
  );
}
