/** How a Map Run stands: what DescribeMapRun tells of it (API:DescribeMapRunOutput). It changes nothing of the run. */

export interface MapRunReport {
  readonly arn: string;
  /** The state machine that the children belong to: the Map's machine, a slash, the label. */
  readonly stateMachineArn: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** 0 where the Map sets no limit. */
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED';
  stoppedAt?: number;
  /** One for each child, in the order of the items. */
  children: readonly ChildReport[];
}

export interface ChildReport {
  /** How many items it works on: one, or those of its batch. */
  readonly items: number;
  status: 'pending' | 'running' | 'succeeded' | 'failed';
}
