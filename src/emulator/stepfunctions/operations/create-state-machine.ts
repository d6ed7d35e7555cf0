/** CreateStateMachine (AWS-BEHAVIOUR 8.1.1 to 8.1.7, RECORDED 101, 107). */
import { operation } from '../../protocol/operation.ts';
import { dateOf } from '../../protocol/json-protocol.ts';
import { isRefusal, Refusal } from '../../protocol/refusal.ts';
import { flag, required } from '../../protocol/shape.ts';
import { checkRole, stateMachineArn } from '../arn.ts';
import { configure, DEFAULT_CONFIGURATION, sameConfiguration, type Configuration } from '../configuration.ts';
import { readDefinition } from '../definition.ts';
import { checkName } from '../name.ts';
import { knowsDeletion } from '../replicas.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';
import { MachineRecord, type Version } from '../state-machine.ts';
import { checkTags, tagMap } from '../tags.ts';
import { checkVersionDescription } from '../version-description.ts';

export const createStateMachine = operation(
  {
    name: required(shapes.name),
    definition: required(shapes.definition),
    roleArn: required(shapes.arn),
    type: shapes.machineType,
    loggingConfiguration: shapes.loggingConfiguration,
    tags: shapes.tags,
    tracingConfiguration: shapes.tracingConfiguration,
    publish: flag,
    versionDescription: shapes.description,
    encryptionConfiguration: shapes.encryptionConfiguration,
  },
  (input, service: StepFunctions) => {
    const { name, publish = false, versionDescription, type = 'STANDARD' } = input;
    const refusal =
      checkName(name) ??
      checkRole(input.roleArn) ??
      checkVersionDescription(publish, versionDescription) ??
      checkTags(input.tags ?? [], new Map());
    if (refusal) return refusal;
    const configuration = configure(DEFAULT_CONFIGURATION, input, service.logGroupExists);
    if (isRefusal(configuration)) return configuration;
    const definition = readDefinition(input.definition, type, service.compile);
    if (isRefusal(definition)) return definition;
    const arn = stateMachineArn(service, name);
    const creation = { publish, versionDescription };
    const unassumed = service.checkRole(input.roleArn, 'states');
    if (unassumed) return unassumed;
    const deletedAt = service.machines.deletedAt(arn);
    if (deletedAt !== undefined && !knowsDeletion(service, arn, deletedAt)) return isDeleting(arn);
    const existing = service.machines.get(arn);
    if (existing)
      return repeated(existing, { ...creation, definition: definition.text, type, configuration });
    const now = service.clock.now();
    const machine = new MachineRecord({
      name,
      arn,
      type,
      creation,
      createdAt: now,
      tags: tagMap(input.tags ?? []),
      revision: { definition, roleArn: input.roleArn, configuration, updatedAt: now },
    });
    service.machines.add(machine);
    return created(machine, publish ? machine.publish(versionDescription, now) : undefined);
  },
);

/** The wording is inferred from that of the other errors (AWS-BEHAVIOUR 10.1.4). */
const isDeleting = (arn: string): Refusal =>
  new Refusal('StateMachineDeleting', `State Machine is being deleted: '${arn}'`);

const created = (machine: MachineRecord, version: Version | undefined) => ({
  stateMachineArn: machine.arn,
  creationDate: dateOf(machine.createdAt),
  stateMachineVersionArn: version?.arn,
});

interface Repetition {
  readonly definition: string;
  readonly type: MachineRecord['type'];
  readonly configuration: Configuration;
  readonly publish: boolean;
  readonly versionDescription: string | undefined;
}

/** The same request again is answered as the first; role and tags may differ (8.1.3 to 8.1.5). */
function repeated(machine: MachineRecord, again: Repetition) {
  const { revision, creation } = machine;
  const same =
    machine.type === again.type &&
    revision.definition.text === again.definition &&
    sameConfiguration(revision.configuration, again.configuration) &&
    creation.publish === again.publish &&
    creation.versionDescription === again.versionDescription;
  if (same) return created(machine, again.publish ? machine.versions.get(1) : undefined);
  return new Refusal('StateMachineAlreadyExists', `State Machine Already Exists: '${machine.arn}'`);
}
