/** The description of a version that is published along with a machine. */
import { Refusal } from '../protocol/refusal.ts';

/** RECORDED 107 */
export const checkVersionDescription = (
  publish: boolean,
  description: string | undefined,
): Refusal | undefined =>
  description === undefined || publish
    ? undefined
    : new Refusal('ValidationException', 'Version description can only be set when publish is true');
