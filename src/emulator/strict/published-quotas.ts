/** The published token buckets per API action (AWS-BEHAVIOUR 9.1.7, 9.2.6): size and refill a second. */

export interface Quota {
  readonly size: number;
  readonly refill: number;
}

/** A: us-east-1, us-west-2, eu-west-1. B: every other region. */
export type RegionClass = 'A' | 'B';

export const regionClass = (region: string): RegionClass =>
  ['us-east-1', 'us-west-2', 'eu-west-1'].includes(region) ? 'A' : 'B';

const bucket = (size: number, refill: number): Quota => ({ size, refill });

type Buckets = Readonly<Record<string, Quota>>;

/** The same bucket for each of these operations, which are named in one text. */
const each = (quota: Quota, operations: string): Buckets =>
  Object.fromEntries(operations.split(/\s+/).map((operation) => [operation, quota]));

/** The same in every region. ListTagsForResource, which the table doesn't name, has the bucket of its kind (inferred). */
const EVERYWHERE: Buckets = {
  ...each(bucket(6000, 6000), 'StartExecution:EXPRESS StartSyncExecution'),
  ...each(bucket(400, 20), 'GetExecutionHistory'),
  ...each(bucket(200, 20), 'DescribeStateMachine'),
  ...each(bucket(100, 5), 'ListStateMachines'),
  ...each(bucket(50, 10), 'TestState'),
  ...each(bucket(200, 1), 'DescribeStateMachineForExecution DescribeStateMachineAlias'),
  ...each(bucket(200, 1), 'DescribeActivity DescribeMapRun TagResource UntagResource ListTagsForResource'),
  ...each(bucket(100, 1), 'CreateStateMachine UpdateStateMachine DeleteStateMachine'),
  ...each(bucket(100, 1), 'PublishStateMachineVersion DeleteStateMachineVersion ListStateMachineVersions'),
  ...each(bucket(100, 1), 'CreateStateMachineAlias UpdateStateMachineAlias DeleteStateMachineAlias'),
  ...each(bucket(100, 1), 'ListStateMachineAliases ListMapRuns UpdateMapRun ValidateStateMachineDefinition'),
  ...each(bucket(100, 1), 'CreateActivity DeleteActivity'),
};

const TASK_ANSWERS = 'GetActivityTask SendTaskSuccess SendTaskFailure SendTaskHeartbeat';

const BY_CLASS: Readonly<Record<RegionClass, Buckets>> = {
  A: {
    ...each(bucket(1300, 300), 'StartExecution RedriveExecution'),
    ...each(bucket(1000, 200), 'StopExecution'),
    ...each(bucket(300, 15), 'DescribeExecution'),
    ...each(bucket(200, 5), 'ListExecutions'),
    ...each(bucket(3000, 500), TASK_ANSWERS),
    ...each(bucket(100, 10), 'ListActivities'),
  },
  B: {
    ...each(bucket(800, 150), 'StartExecution RedriveExecution'),
    ...each(bucket(500, 25), 'StopExecution'),
    ...each(bucket(250, 10), 'DescribeExecution'),
    ...each(bucket(100, 2), 'ListExecutions'),
    ...each(bucket(1500, 300), TASK_ANSWERS),
    ...each(bucket(100, 5), 'ListActivities'),
  },
};

export const stepFunctionsQuotas = (region: RegionClass): Buckets => ({ ...EVERYWHERE, ...BY_CLASS[region] });

/** All control-plane calls but these two share one bucket; its size is inferred. */
const LAMBDA: Buckets = { GetFunction: bucket(100, 100), GetPolicy: bucket(15, 15) };
const LAMBDA_CONTROL_PLANE = bucket(15, 15);

/** The bucket that a Lambda operation draws from; none for Invoke, which concurrency limits. */
export function lambdaQuota(operation: string): { readonly key: string; readonly quota: Quota } | undefined {
  if (operation === 'Invoke') return undefined;
  const own = LAMBDA[operation];
  return own ? { key: operation, quota: own } : { key: 'control plane', quota: LAMBDA_CONTROL_PLANE };
}
