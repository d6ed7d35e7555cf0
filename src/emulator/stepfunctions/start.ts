/** What StartExecution and StartSyncExecution have in common: which revision runs, and with which input. */
import { randomUUID } from 'node:crypto';
import { jacksonProblem } from '../../json/jackson-message.ts';
import { parseJson } from '../../json/parse.ts';
import type { ExecutionIdentity } from '../executions/stored-execution.ts';
import { isRefusal, Refusal, type Outcome } from '../protocol/refusal.ts';
import { executionArn, expressArn } from './arn.ts';
import { checkName } from './name.ts';
import { knownRevision, knownRoutes, knowsMachine } from './replicas.ts';
import { chooseVersion } from './routing.ts';
import type { StepFunctions } from './service.ts';
import { noSuchMachine } from './state-machines.ts';

export interface StartInput {
  readonly stateMachineArn: string;
  readonly name?: string;
  readonly input?: string;
  readonly traceHeader?: string;
}

/** The execution that a request asks for; nothing is started. */
export function readStart(start: StartInput, service: StepFunctions): Outcome<ExecutionIdentity> {
  const target = service.machines.resolve(start.stateMachineArn);
  if (isRefusal(target)) return target;
  if (!knowsMachine(service, target.machine)) return noSuchMachine(start.stateMachineArn);
  const input = start.input ?? '{}';
  const refusal = checkName(start.name) ?? checkInput(input);
  if (refusal) return refusal;
  const { machine, alias } = target;
  const version = alias ? chooseVersion(machine, knownRoutes(service, alias), Math.random()) : target.version;
  const name = start.name ?? randomUUID();
  return {
    arn:
      machine.type === 'EXPRESS'
        ? expressArn(service, machine.name, name, randomUUID())
        : executionArn(service, machine.name, name),
    name,
    machine,
    revision: version?.revision ?? knownRevision(service, machine),
    version,
    alias,
    input,
    traceHeader: start.traceHeader,
    startedAt: service.clock.now(),
  };
}

/** Any JSON text (AWS-BEHAVIOUR 8.4.1, 8.4.2, RECORDED 102). */
function checkInput(input: string): Refusal | undefined {
  const parsing = parseJson(input);
  if (parsing.ok) return undefined;
  const problem = input === '' ? 'Invalid execution input.' : jacksonProblem(input)?.message;
  return new Refusal(
    'InvalidExecutionInput',
    `Invalid State Machine Execution Input: '${problem ?? parsing.message}'`,
  );
}

/** RECORDED 93 */
export const typeNotSupported = (): Refusal =>
  new Refusal(
    'StateMachineTypeNotSupported',
    'This operation is not supported by this type of state machine',
  );
