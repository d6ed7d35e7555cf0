/** The ARNs of Step Functions, and what is wrong with a text that should be one (AWS-BEHAVIOUR 8.1.14, 8.4.18). */
import { Refusal, type Outcome } from '../protocol/refusal.ts';

/** Where resources live. */
export interface Place {
  readonly region: string;
  /** Twelve digits. */
  readonly account: string;
}

export interface Arn {
  readonly text: string;
  /** `stateMachine`, `execution`, `express`, `activity`, `mapRun`, `label` */
  readonly type: string;
  /** What follows the type, split at colons. */
  readonly parts: readonly string[];
}

const PREFIX = 'arn:';

const invalid = (reason: string): Refusal => new Refusal('InvalidArn', `Invalid Arn: '${reason}'`);

/** An ARN of one of the types that the operation takes. */
export function readArn(text: string, ...types: readonly string[]): Outcome<Arn> {
  if (!text.startsWith(PREFIX)) return invalid(`Invalid ARN prefix: ${text}`);
  const [, partition, service, region, account, type = '', ...parts] = text.split(':');
  // The wording for what has the prefix but isn't an ARN of the service is inferred.
  if (!partition || service !== 'states' || region === undefined || account === undefined || !parts[0])
    return invalid(`Invalid ARN: ${text}`);
  if (!types.includes(type)) return invalid(`Resource type not valid in this context: ${type}`);
  return { text, type, parts };
}

const base = ({ region, account }: Place): string => `arn:aws:states:${region}:${account}`;

export const stateMachineArn = (place: Place, name: string): string => `${base(place)}:stateMachine:${name}`;

export const executionArn = (place: Place, machine: string, name: string): string =>
  `${base(place)}:execution:${machine}:${name}`;

/** Each start of an Express machine gets an id of its own (8.4.6). */
export const expressArn = (place: Place, machine: string, name: string, id: string): string =>
  `${base(place)}:express:${machine}:${name}:${id}`;

export const activityArn = (place: Place, name: string): string => `${base(place)}:activity:${name}`;

const ROLE = /^arn:[\w-]+:iam::\d{12}:role\/.+$/;

/** inferred: the wording is what clients report. */
export const checkRole = (arn: string | undefined): Refusal | undefined =>
  arn === undefined || ROLE.test(arn) ? undefined : new Refusal('InvalidArn', `Invalid Role Arn: '${arn}'`);
