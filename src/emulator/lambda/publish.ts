/** Publishing a version: it keeps the code and the settings that `$LATEST` has now. */
import type { FunctionRecord, FunctionVersion } from './function-record.ts';
import type { Functions } from './functions.ts';

export const publishVersionOf = (
  record: FunctionRecord,
  functions: Functions,
  description?: string,
): FunctionVersion =>
  record.publish(description, functions.options.clock.now(), (version, { code, settings }) =>
    functions.behaviourOf(record.name, version, code, settings),
  );
