/** UpdateStateMachine (AWS-BEHAVIOUR 8.1.8 to 8.1.10, RECORDED 106). */
import { randomUUID } from 'node:crypto';
import { operation } from '../../protocol/operation.ts';
import { dateOf } from '../../protocol/json-protocol.ts';
import { isRefusal, Refusal, type Outcome } from '../../protocol/refusal.ts';
import { flag, required } from '../../protocol/shape.ts';
import { checkRole } from '../arn.ts';
import { configure, sameConfiguration, type ConfigurationInput } from '../configuration.ts';
import { readDefinition } from '../definition.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';
import type { MachineRecord, Revision } from '../state-machine.ts';
import { checkVersionDescription } from '../version-description.ts';

export const updateStateMachine = operation(
  {
    stateMachineArn: required(shapes.arn),
    definition: shapes.definition,
    roleArn: shapes.arn,
    loggingConfiguration: shapes.loggingConfiguration,
    tracingConfiguration: shapes.tracingConfiguration,
    publish: flag,
    versionDescription: shapes.description,
    encryptionConfiguration: shapes.encryptionConfiguration,
  },
  (input, service: StepFunctions) => {
    const machine = service.machines.find(input.stateMachineArn);
    if (isRefusal(machine)) return machine;
    const { publish = false, versionDescription } = input;
    const refusal =
      checkSomething(input) ??
      checkRole(input.roleArn) ??
      checkVersionDescription(publish, versionDescription);
    if (refusal) return refusal;
    const now = service.clock.now();
    const revision = revise(machine, input, service, now);
    if (isRefusal(revision)) return revision;
    const unassumed = input.roleArn === undefined ? undefined : service.checkRole(input.roleArn, 'states');
    if (unassumed) return unassumed;
    if (revision !== machine.revision) machine.before = machine.revision;
    machine.revision = revision;
    return {
      updateDate: dateOf(now),
      revisionId: revision.id,
      stateMachineVersionArn: publish ? machine.publish(versionDescription, now).arn : undefined,
    };
  },
);

interface Update extends ConfigurationInput {
  readonly definition?: string;
  readonly roleArn?: string;
}

/** RECORDED 106 */
function checkSomething(update: Update): Refusal | undefined {
  const { definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration } = update;
  return (definition ??
    roleArn ??
    loggingConfiguration ??
    tracingConfiguration ??
    encryptionConfiguration) === undefined
    ? new Refusal(
        'MissingRequiredParameter',
        'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
      )
    : undefined;
}

/** The revision after the update: the same one where nothing changes (8.1.8). */
function revise(
  machine: MachineRecord,
  update: Update,
  { compile, logGroupExists }: StepFunctions,
  now: number,
): Outcome<Revision> {
  const before = machine.revision;
  const configuration = configure(before.configuration, update, logGroupExists);
  if (isRefusal(configuration)) return configuration;
  const definition =
    update.definition === undefined || update.definition === before.definition.text
      ? before.definition
      : readDefinition(update.definition, machine.type, compile);
  if (isRefusal(definition)) return definition;
  const roleArn = update.roleArn ?? before.roleArn;
  const same =
    definition === before.definition &&
    roleArn === before.roleArn &&
    sameConfiguration(configuration, before.configuration);
  return same ? before : { id: randomUUID(), definition, roleArn, configuration, updatedAt: now };
}
