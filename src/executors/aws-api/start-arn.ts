/** What a case starts: the machine itself, or a version or an alias of it (AWS-BEHAVIOUR 8.3). */
import {
  CreateStateMachineAliasCommand,
  PublishStateMachineVersionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import type { Case } from '../../case/case.ts';
import { valueAt } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';
import { LATER_MACHINE } from '../../case/later-machine.ts';
import type { ExecutorOutcome } from '../executor.ts';
import type { TargetApi } from './api.ts';
import { operationOf, type Command } from './api-call.ts';
import { outcomeOfAnswer } from './outcome-of-answer.ts';

export type StartArn =
  | { readonly kind: 'arn'; readonly arn: string }
  /** The target has no versions, or the set-up failed. */
  | { readonly kind: 'none'; readonly outcome: ExecutorOutcome };

const LATER = writeJson(LATER_MACHINE);

/** Publishes what must be started, and changes the machine behind it. All of it goes when the machine is deleted. */
export async function startArn(
  { start }: Pick<Case['machine'], 'start'>,
  stateMachineArn: string,
  api: TargetApi,
  signal: AbortSignal,
): Promise<StartArn> {
  if (start !== 'version' && start !== 'alias') return { kind: 'arn', arn: stateMachineArn };
  const call = async (command: Command, field: string): Promise<StartArn> => {
    const answer = await api.stepFunctions(command, signal);
    return answer.kind === 'ok'
      ? { kind: 'arn', arn: String(valueAt(answer.body, field)) }
      : { kind: 'none', outcome: outcomeOfAnswer(operationOf(command), answer) };
  };
  const version = await call(
    new PublishStateMachineVersionCommand({ stateMachineArn }),
    'stateMachineVersionArn',
  );
  if (version.kind === 'none') return version;
  const update = new UpdateStateMachineCommand({ stateMachineArn, definition: LATER });
  const changed = await call(update, 'updateDate');
  if (changed.kind === 'none') return changed;
  if (start === 'version') return version;
  const routingConfiguration = [{ stateMachineVersionArn: version.arn, weight: 100 }];
  return call(
    new CreateStateMachineAliasCommand({ name: 'live', routingConfiguration }),
    'stateMachineAliasArn',
  );
}
