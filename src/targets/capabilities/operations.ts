/**
 * Operations that not every target has, each with a call that changes nothing: it names what isn't there, so that a target
 * that has the operation says so by its own error.
 */
import {
  CreateStateMachineAliasCommand,
  GetExecutionHistoryCommand,
  PublishStateMachineVersionCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StartSyncExecutionCommand,
  TestStateCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { CreateAliasCommand, PublishVersionCommand } from '@aws-sdk/client-lambda';
import type { Answer, Case } from '../../case/case.ts';
import { operationOf, type Command } from '../../executors/aws-api/api-call.ts';
import { EXECUTION_NAME, functionArn, ROLE_ARN, STATE_MACHINE_ARN } from '../../executors/observed-names.ts';

export interface ProbedOperation {
  /** As the API names it. */
  readonly name: string;
  readonly api: 'Step Functions' | 'Lambda';
  /** What it is for, in the words of a list of capabilities. */
  readonly gives: string;
  readonly command: () => Command;
  /** Whether a case can't be run without it. */
  readonly needed: (testCase: Case) => boolean;
}

const nobody = `${STATE_MACHINE_ARN}-sfn-conformance-probe`;
const nothing = `${nobody.replace(':stateMachine:', ':execution:')}:${EXECUTION_NAME}`;
const nowhere = functionArn('sfn-conformance-probe');
const pass = '{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}';

type Described = Omit<ProbedOperation, 'name' | 'api' | 'needed'> & Partial<Pick<ProbedOperation, 'needed'>>;

const operation = (
  api: ProbedOperation['api'],
  { needed = () => false, ...more }: Described,
): ProbedOperation => ({
  name: operationOf(more.command()),
  api,
  needed,
  ...more,
});

const answersWith =
  (kind: (answer: Answer) => boolean) =>
  ({ callbacks }: Case): boolean =>
    Object.values(callbacks).some((lists) => lists.flat().some(kind));

/** Step Functions' own. */
const STEP_FUNCTIONS: readonly Described[] = [
  {
    gives: 'histories of executions',
    command: () => new GetExecutionHistoryCommand({ executionArn: nothing }),
  },
  {
    gives: 'callbacks that succeed',
    command: () => new SendTaskSuccessCommand({ taskToken: 'sfn-conformance-probe', output: '{}' }),
    needed: answersWith((answer) => 'success' in answer || 'successText' in answer),
  },
  {
    gives: 'callbacks that fail',
    command: () => new SendTaskFailureCommand({ taskToken: 'sfn-conformance-probe' }),
    needed: answersWith((answer) => 'failure' in answer),
  },
  {
    gives: 'heartbeats',
    command: () => new SendTaskHeartbeatCommand({ taskToken: 'sfn-conformance-probe' }),
    needed: answersWith((answer) => 'heartbeat' in answer),
  },
  {
    gives: 'Express machines',
    command: () => new StartSyncExecutionCommand({ stateMachineArn: nobody }),
    needed: ({ machine: { type, start } }) => type === 'EXPRESS' && start === undefined,
  },
  {
    gives: 'TestState',
    command: () => new TestStateCommand({ definition: '{"Type":"Pass","End":true}', roleArn: ROLE_ARN }),
    needed: ({ machine: { start } }) => start === 'TestState',
  },
  {
    gives: 'versions of machines',
    command: () => new PublishStateMachineVersionCommand({ stateMachineArn: nobody }),
    needed: ({ machine: { start } }) => start === 'version' || start === 'alias',
  },
  {
    gives: 'aliases of machines',
    command: () =>
      new CreateStateMachineAliasCommand({
        name: 'sfn-conformance-probe',
        routingConfiguration: [{ stateMachineVersionArn: `${nobody}:1`, weight: 100 }],
      }),
    needed: ({ machine: { start } }) => start === 'alias',
  },
  {
    gives: 'validation of definitions',
    command: () => new ValidateStateMachineDefinitionCommand({ definition: pass }),
  },
];

/** Lambda's, of targets to which functions are deployed. */
const LAMBDA: readonly Described[] = [
  {
    gives: 'versions of functions',
    command: () => new PublishVersionCommand({ FunctionName: nowhere }),
    needed: ({ functions }) => Object.values(functions).some(({ versions }) => versions !== undefined),
  },
  {
    gives: 'aliases of functions',
    command: () => new CreateAliasCommand({ FunctionName: nowhere, Name: 'probe', FunctionVersion: '1' }),
    needed: ({ functions }) => Object.values(functions).some(({ aliases }) => aliases !== undefined),
  },
];

/** `deploys` is true where functions are created over the target's own Lambda. */
export const probedOperations = (deploys: boolean): readonly ProbedOperation[] => [
  ...STEP_FUNCTIONS.map((described) => operation('Step Functions', described)),
  ...(deploys ? LAMBDA.map((described) => operation('Lambda', described)) : []),
];
