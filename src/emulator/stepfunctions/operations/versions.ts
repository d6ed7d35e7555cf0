/** Publishing, listing and deleting versions (AWS-BEHAVIOUR 8.3.1 to 8.3.5, RECORDED 107). */
import { operation } from '../../protocol/operation.ts';
import { dateOf } from '../../protocol/json-protocol.ts';
import { isRefusal, Refusal } from '../../protocol/refusal.ts';
import { required, text } from '../../protocol/shape.ts';
import { readArn } from '../arn.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';

/** The id of the revision that a machine is created with (API:PublishStateMachineVersionInput). */
const INITIAL = 'INITIAL';

export const publishStateMachineVersion = operation(
  { stateMachineArn: required(shapes.arn), revisionId: text(), description: shapes.description },
  ({ stateMachineArn, revisionId, description }, service: StepFunctions) => {
    const machine = service.machines.find(stateMachineArn);
    if (isRefusal(machine)) return machine;
    const current = machine.revision.id ?? INITIAL;
    if (revisionId !== undefined && revisionId !== current) {
      return new Refusal(
        'ConflictException',
        `Failed to publish the State Machine version for revision ${revisionId}. The current State Machine revision is ${current}.`,
      );
    }
    const version = machine.publish(description, service.clock.now());
    return { creationDate: dateOf(version.createdAt), stateMachineVersionArn: version.arn };
  },
);

/** Newest first. A machine that doesn't exist has no versions (inferred: the operation has no error for it). */
export const listStateMachineVersions = operation(
  {
    stateMachineArn: required(shapes.arn),
    nextToken: shapes.nextToken,
    maxResults: shapes.maxResults,
  },
  (input, { machines, pages }: StepFunctions) => {
    const arn = readArn(input.stateMachineArn, 'stateMachine');
    if (isRefusal(arn)) return arn;
    const versions = [...(machines.get(arn.text)?.versions.values() ?? [])].toReversed();
    const page = pages.cut(versions, input, `versions of ${arn.text}`);
    if (isRefusal(page)) return page;
    return {
      stateMachineVersions: page.items.map((version) => ({
        stateMachineVersionArn: version.arn,
        creationDate: dateOf(version.createdAt),
      })),
      nextToken: page.nextToken,
    };
  },
);

/** What doesn't exist is deleted as well (8.3.4); executions of the version go on. */
export const deleteStateMachineVersion = operation(
  { stateMachineVersionArn: required(shapes.longArn) },
  ({ stateMachineVersionArn }, { machines }: StepFunctions) => {
    const arn = readArn(stateMachineVersionArn, 'stateMachine');
    if (isRefusal(arn)) return arn;
    const target = machines.resolve(stateMachineVersionArn);
    if (isRefusal(target) || !target.version) return {};
    const aliases = target.machine.aliasesOf(target.version);
    if (aliases.length > 0) {
      return new Refusal(
        'ConflictException',
        'Version to be deleted must not be referenced by an alias. ' +
          `Current list of aliases referencing this version: [${aliases.join(', ')}]`,
      );
    }
    target.machine.versions.delete(target.version.number);
    return {};
  },
);
