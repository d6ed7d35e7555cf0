/** Starts an execution: the interpreter, its driver, and the record that the API shows. */
import { seededRandom } from '../../asl/random.ts';
import type { Clock } from '../../clock/clock.ts';
import { Execution } from '../../interpreter/execution.ts';
import { JsonDocument } from '../../json/document.ts';
import type { StateMachine } from '../../asl/state/state.ts';
import type { MachineType } from '../../case/case.ts';
import { ExecutionDriver } from './execution-driver.ts';
import type { Executions } from './executions.ts';
import type { ServiceCall } from '../../interpreter/task/service-call.ts';
import type { CallOutcome, Outside } from './outside.ts';
import { StoredExecution, type ExecutionIdentity } from './stored-execution.ts';
import type { TaskTokens } from './task-tokens.ts';

/** What executions need around them. */
export interface ExecutionWorld {
  readonly clock: Clock;
  readonly region: string;
  /** Calls are made in the name of the machine's role. */
  readonly outside: (call: ServiceCall, roleArn: string) => CallOutcome;
  readonly executions: Executions;
  readonly tokens: TaskTokens;
}

/** Seconds that an Express execution may take (AWS-BEHAVIOUR 9.1.4). */
const EXPRESS_LIMIT = 300;

/** Runs until it has to wait for something. `synchronous` where the caller waits for the end (3.3.5). */
export function runExecution(
  world: ExecutionWorld,
  identity: ExecutionIdentity,
  synchronous = false,
): StoredExecution {
  const { machine, revision } = identity;
  const stored = new StoredExecution(identity);
  const tokens: string[] = [];
  const execution = new Execution(limited(revision.definition.machine, machine.type), {
    executionArn: identity.arn,
    name: identity.name,
    stateMachineArn: machine.arn,
    stateMachineName: machine.name,
    roleArn: revision.roleArn,
    region: world.region,
    type: machine.type,
    ...(synchronous && { synchronous }),
    input: JsonDocument.ofText(identity.input),
    startTime: identity.startedAt,
    // The same execution draws the same numbers each time.
    random: seededRandom(identity.arn),
    newTaskToken: () => {
      const token = world.tokens.issue();
      tokens.push(token);
      return token;
    },
  });
  const outside: Outside = (call) => {
    if (call.taskToken !== undefined) world.tokens.expect(call.taskToken, driver);
    return world.outside(call, revision.roleArn);
  };
  const driver = new ExecutionDriver(execution, world.clock, outside, () => {
    world.tokens.forget(tokens);
    stored.finish(driver);
    world.executions.ended(stored);
  });
  stored.driver = driver;
  world.executions.add(stored);
  driver.advance();
  return stored;
}

const limited = (machine: StateMachine, type: MachineType): StateMachine =>
  type === 'STANDARD'
    ? machine
    : { ...machine, timeoutSeconds: Math.min(machine.timeoutSeconds ?? EXPRESS_LIMIT, EXPRESS_LIMIT) };
