/** What a run calls things in an account, and what the template has made there (aws/sfn-conformance.yaml). */
import { randomBytes } from 'node:crypto';

/** Where a run takes place. */
export interface AwsPlace {
  /** `aws`, `aws-cn` or `aws-us-gov` */
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** Begins the names of everything that the kit makes: its permissions are for these names alone. */
export const PREFIX = 'sfn-conformance';

/** The tag that everything of a run has; its value is the run. */
export const TAG = 'sfn-conformance-run';

/** The DynamoDB table of the template. */
export const TABLE = PREFIX;

/** `sfn-conformance-1a2b3c4d` */
export const newRun = (): string => `${PREFIX}-${randomBytes(4).toString('hex')}`;

export const functionNameOf = (run: string): string => `${run}-function`;

const role = ({ partition, account, region }: AwsPlace, use: string): string =>
  `arn:${partition}:iam::${account}:role/${PREFIX}-${use}-${region}`;

export const machineRole = (place: AwsPlace): string => role(place, 'machines');

export const functionRole = (place: AwsPlace): string => role(place, 'function');

export const machineArn = ({ partition, account, region }: AwsPlace, name: string): string =>
  `arn:${partition}:states:${region}:${account}:stateMachine:${name}`;

export const executionArnOf = (
  { partition, account, region }: AwsPlace,
  machine: string,
  name: string,
): string => `arn:${partition}:states:${region}:${account}:execution:${machine}:${name}`;
