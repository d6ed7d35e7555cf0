/**
 * The names that every observation speaks. A target has names of its own (unique ones, its account, its region); an executor
 * maps them to these, so that observations of one case compare as they are.
 */
export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';
export const MACHINE_NAME = 'machine';
export const EXECUTION_NAME = 'execution';
export const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/sfn-conformance`;

/** The id that ends the ARN of an Express execution (AWS-BEHAVIOUR 8.4.6); AWS draws one for each start. */
const EXPRESS_ID = '00000000-0000-4000-8000-000000000000';

const STATES = `arn:aws:states:${REGION}:${ACCOUNT}`;

export const STATE_MACHINE_ARN = `${STATES}:stateMachine:${MACHINE_NAME}`;

export const executionArn = (type: 'STANDARD' | 'EXPRESS', name: string = EXECUTION_NAME): string =>
  type === 'EXPRESS'
    ? `${STATES}:express:${MACHINE_NAME}:${name}:${EXPRESS_ID}`
    : `${STATES}:execution:${MACHINE_NAME}:${name}`;

/** The ARN of a function, without a qualifier. */
export const functionArn = (name: string): string => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
