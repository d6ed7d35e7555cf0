/** The operations of the API by their names. */
import type { StepFunctionsOperation } from '../service.ts';
import * as activities from './activities.ts';
import * as aliases from './aliases.ts';
import { createStateMachine } from './create-state-machine.ts';
import { deleteStateMachine } from './delete-state-machine.ts';
import { describeExecution } from './describe-execution.ts';
import { describeStateMachine } from './describe-state-machine.ts';
import { describeStateMachineForExecution } from './describe-state-machine-for-execution.ts';
import { getExecutionHistory } from './get-execution-history.ts';
import { listExecutions } from './list-executions.ts';
import { listStateMachines } from './list-state-machines.ts';
import * as mapRuns from './map-runs.ts';
import { redriveExecution } from './redrive-execution.ts';
import * as sendTask from './send-task.ts';
import { startExecution } from './start-execution.ts';
import { startSyncExecution } from './start-sync-execution.ts';
import { stopExecution } from './stop-execution.ts';
import * as tags from './tags.ts';
import { testState } from './test-state.ts';
import { updateStateMachine } from './update-state-machine.ts';
import { validateStateMachineDefinition } from './validate-state-machine-definition.ts';
import * as versions from './versions.ts';

/** Every operation of the API. */
export const OPERATIONS: ReadonlyMap<string, StepFunctionsOperation> = new Map(
  Object.entries<StepFunctionsOperation>({
    CreateActivity: activities.createActivity,
    CreateStateMachine: createStateMachine,
    CreateStateMachineAlias: aliases.createStateMachineAlias,
    DeleteActivity: activities.deleteActivity,
    DeleteStateMachine: deleteStateMachine,
    DeleteStateMachineAlias: aliases.deleteStateMachineAlias,
    DeleteStateMachineVersion: versions.deleteStateMachineVersion,
    DescribeActivity: activities.describeActivity,
    DescribeExecution: describeExecution,
    DescribeMapRun: mapRuns.describeMapRun,
    DescribeStateMachine: describeStateMachine,
    DescribeStateMachineAlias: aliases.describeStateMachineAlias,
    DescribeStateMachineForExecution: describeStateMachineForExecution,
    GetActivityTask: activities.getActivityTask,
    GetExecutionHistory: getExecutionHistory,
    ListActivities: activities.listActivities,
    ListExecutions: listExecutions,
    ListMapRuns: mapRuns.listMapRuns,
    ListStateMachineAliases: aliases.listStateMachineAliases,
    ListStateMachines: listStateMachines,
    ListStateMachineVersions: versions.listStateMachineVersions,
    ListTagsForResource: tags.listTagsForResource,
    PublishStateMachineVersion: versions.publishStateMachineVersion,
    RedriveExecution: redriveExecution,
    SendTaskFailure: sendTask.sendTaskFailure,
    SendTaskHeartbeat: sendTask.sendTaskHeartbeat,
    SendTaskSuccess: sendTask.sendTaskSuccess,
    StartExecution: startExecution,
    StartSyncExecution: startSyncExecution,
    StopExecution: stopExecution,
    TagResource: tags.tagResource,
    TestState: testState,
    UntagResource: tags.untagResource,
    UpdateMapRun: mapRuns.updateMapRun,
    UpdateStateMachine: updateStateMachine,
    UpdateStateMachineAlias: aliases.updateStateMachineAlias,
    ValidateStateMachineDefinition: validateStateMachineDefinition,
  }),
);
