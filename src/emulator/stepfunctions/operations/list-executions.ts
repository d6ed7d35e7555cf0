/** ListExecutions: newest first (AWS-BEHAVIOUR 8.4.11, RECORDED 105). */
import { DECLINED, type StoredExecution } from '../../executions/stored-execution.ts';
import { operation } from '../../protocol/operation.ts';
import { dateOf } from '../../protocol/json-protocol.ts';
import { isRefusal, Refusal } from '../../protocol/refusal.ts';
import { oneOf, text } from '../../protocol/shape.ts';
import { findMapRun } from '../map-runs.ts';
import { knownExecution, knowsExecution, knowsMachine, type KnownExecution } from '../replicas.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';
import { noSuchMachine, type MachineTarget } from '../state-machines.ts';
import { typeNotSupported } from '../start.ts';

export const listExecutions = operation(
  {
    stateMachineArn: shapes.arn,
    statusFilter: oneOf('RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'),
    maxResults: shapes.maxResults,
    nextToken: text({ min: 1, max: 3096 }),
    mapRunArn: shapes.longArn,
    redriveFilter: oneOf('REDRIVEN', 'NOT_REDRIVEN'),
  },
  (input, service: StepFunctions) => {
    const { machines, pages } = service;
    const { stateMachineArn, mapRunArn, statusFilter } = input;
    if ((stateMachineArn === undefined) === (mapRunArn === undefined)) return exactlyOne();
    if (mapRunArn !== undefined) {
      const run = findMapRun(service, mapRunArn);
      return isRefusal(run) ? run : childrenNotKept();
    }
    const target = machines.resolve(stateMachineArn ?? '');
    if (isRefusal(target)) return target;
    if (!knowsMachine(service, target.machine)) return noSuchMachine(stateMachineArn ?? '');
    if (target.machine.type === 'EXPRESS') return typeNotSupported();
    const executions = executionsOf(target)
      .filter((execution) => knowsExecution(service, execution))
      .map((execution) => knownExecution(service, execution))
      .filter(({ status }) => statusFilter === undefined || status === statusFilter);
    const page = pages.cut(executions, input, `executions of ${stateMachineArn} ${statusFilter}`);
    if (isRefusal(page)) return page;
    return { executions: page.items.map(listItem), nextToken: page.nextToken };
  },
);

/** Of a version or an alias only what was started through it. */
const executionsOf = ({ machine, version, alias }: MachineTarget): readonly StoredExecution[] =>
  [...machine.executions.values()]
    .toReversed()
    .filter(
      ({ identity }) =>
        (version === undefined || identity.version === version) &&
        (alias === undefined || identity.alias?.arn === alias.arn),
    );

const listItem = ({ identity, status, endedAt }: KnownExecution) => ({
  executionArn: identity.arn,
  stateMachineArn: identity.machine.arn,
  name: identity.name,
  status,
  startDate: dateOf(identity.startedAt),
  stopDate: endedAt === undefined ? undefined : dateOf(endedAt),
  stateMachineVersionArn: identity.version?.arn,
  stateMachineAliasArn: identity.alias?.arn,
  redriveCount: 0,
});

/** The wording is inferred. */
const exactlyOne = (): Refusal =>
  new Refusal('ValidationException', 'Exactly one of stateMachineArn and mapRunArn must be specified');

const childrenNotKept = (): Refusal =>
  new Refusal('ValidationException', `${DECLINED}: the child executions of a Map Run are not kept`);
