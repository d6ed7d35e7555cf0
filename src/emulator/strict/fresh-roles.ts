/** Roles that nobody can assume for a while after they were made, and whose policies take longer still (AWS-BEHAVIOUR 10.1.12 to 10.1.14). */
import type { Clock } from '../../clock/clock.ts';
import type { CallResult } from '../../interpreter/task/service-call.ts';
import { FAULTS } from '../../simulation/lambda-faults.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { RoleCheck } from '../roles.ts';
import type { StrictOptions } from './strict-options.ts';

export class FreshRoles {
  readonly #clock: Clock;
  readonly #account: string;
  readonly #options: Pick<StrictOptions, 'roleSeconds' | 'policySeconds'>;
  /** When each role was first named, in milliseconds since 1970. */
  readonly #since = new Map<string, number>();

  constructor(clock: Clock, account: string, options: Pick<StrictOptions, 'roleSeconds' | 'policySeconds'>) {
    this.#clock = clock;
    this.#account = account;
    this.#options = options;
  }

  readonly check: RoleCheck = (roleArn, service) => {
    if (roleArn.split(':')[4] !== this.#account)
      // inferred: as clients report it.
      return new Refusal('AccessDeniedException', 'Cross-account pass role is not allowed.');
    if (this.#age(roleArn) >= this.#options.roleSeconds) return undefined;
    return service === 'states'
      ? new Refusal(
          'AccessDeniedException',
          'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
        )
      : new Refusal(
          'InvalidParameterValueException',
          'The role defined for the function cannot be assumed by Lambda.',
        );
  };

  /** What a machine with this role gets when it calls a function whose permission hasn't arrived; undefined once it has (1.2.24). */
  refuseCall(roleArn: string, functionArn: string, requestId: string): CallResult | undefined {
    const { roleSeconds, policySeconds } = this.#options;
    if (this.#age(roleArn) >= roleSeconds + policySeconds) return undefined;
    const role = roleArn.split('/').at(-1) ?? '';
    const caller = `arn:aws:sts::${this.#account}:assumed-role/${role}/session`;
    return {
      kind: 'serviceError',
      code: 'AccessDeniedException',
      status: FAULTS['AccessDeniedException']?.status ?? 403,
      message:
        `User: ${caller} is not authorized to perform: lambda:InvokeFunction on resource: ${functionArn} ` +
        'because no identity-based policy allows the lambda:InvokeFunction action',
      requestId,
    };
  }

  /** Seconds since the role was first named. */
  #age(roleArn: string): number {
    const now = this.#clock.now();
    const since = this.#since.get(roleArn) ?? now;
    this.#since.set(roleArn, since);
    return (now - since) / 1000;
  }
}
