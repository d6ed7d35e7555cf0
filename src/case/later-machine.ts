/** What a machine does once its version is published: a target that runs it in the version's place is seen to. */
import type { JsonObject } from '../json/value.ts';

/** The state and the error of the machine as it is after the version. */
export const NOT_THE_VERSION = 'NotTheVersion';

const CAUSE = 'the machine as it is now was run, not the version that was started';

export const LATER_MACHINE: JsonObject = {
  StartAt: NOT_THE_VERSION,
  States: { [NOT_THE_VERSION]: { Type: 'Fail', Error: NOT_THE_VERSION, Cause: CAUSE } },
};

/** True for an error, a cause or a state that a target can have from there alone. */
export const isOfLaterMachine = (text: string): boolean => text.includes(NOT_THE_VERSION) || text === CAUSE;
