/** Machines that a test made by other means than the API, such as CloudFormation: a replay can't have them. */
import { valueAt } from '../../json/value.ts';
import { expectedAnswer } from './expected-answer.ts';
import type { RecordedCall } from './recorded-call.ts';

/** Why a case can't be replayed: a call succeeds on a machine that no call creates. */
export function madeElsewhere(calls: readonly RecordedCall[]): string | undefined {
  const created = new Set(
    calls.filter(({ operation }) => operation === 'CreateStateMachine').map(({ args }) => args['name']),
  );
  for (const { operation, args, recorded } of calls) {
    const arn = valueAt(args, 'stateMachineArn');
    if (operation !== 'DescribeStateMachine' || typeof arn !== 'string' || recorded === undefined) continue;
    const name = arn.split(':')[6] ?? '';
    if (expectedAnswer(recorded).kind === 'body' && !created.has(name))
      return `the state machine '${name}' was not made by a recorded call`;
  }
  return undefined;
}
