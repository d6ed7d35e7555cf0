/** What a version of a function does when it is invoked. */
import type { LambdaCall } from '../../interpreter/task/service-call.ts';
import type { CallOutcome } from '../executions/outside.ts';

export interface Behaviour {
  /**
   * The call names the function without a qualifier; its `qualifier` is the version. `asked` is the qualifier under which the
   * function was invoked, which its ARN shows to it.
   */
  readonly invoke: (call: LambdaCall, asked?: string) => CallOutcome;
  /** Ends what it has started. */
  readonly close: () => void;
}
