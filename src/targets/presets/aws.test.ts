import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { STRICT_CREDENTIALS } from '../../emulator/strict/strict-options.ts';
import { startEmulator } from '../../emulator/start-emulator.ts';
import { executorContract } from '../../executors/executor.contract.ts';
import { openRun } from '../aws/open-run.ts';
import { functionRole, machineRole, TABLE } from '../aws/run-names.ts';

const ledgers = mkdtempSync(join(tmpdir(), 'ledgers-'));
afterAll(() => rmSync(ledgers, { recursive: true }));

/** What was called by whom: the one who runs the kit, or its function. */
const calls = { runner: new Set<string>(), function: new Set<string>() };

const emulator = await startEmulator({
  gate: (request, operation, service) => {
    const isRunner = request.headers.authorization?.includes(STRICT_CREDENTIALS.accessKeyId) ?? false;
    calls[isRunner ? 'runner' : 'function'].add(`${service}:${operation}`);
    return undefined;
  },
  strict: { pendingSeconds: 0.5, changeSeconds: 0.2, roleSeconds: 1, policySeconds: 0.5, lagSeconds: 0.5 },
});
afterAll(() => emulator.close());

process.env['AWS_ENDPOINT_URL'] = emulator.url;
process.env['AWS_REGION'] = 'us-east-1';
process.env['AWS_ACCESS_KEY_ID'] = STRICT_CREDENTIALS.accessKeyId;
process.env['AWS_SECRET_ACCESS_KEY'] = STRICT_CREDENTIALS.secretAccessKey;

/** Everything that stands in the account. */
async function standing(): Promise<readonly string[]> {
  const client = { disableHostPrefix: true };
  const { stateMachines = [] } = await new SFNClient(client).send(new ListStateMachinesCommand({}));
  const { Functions = [] } = await new LambdaClient({}).send(new ListFunctionsCommand({}));
  const { Items = [] } = await new DynamoDBClient({}).send(new ScanCommand({ TableName: 'sfn-conformance' }));
  return [
    ...stateMachines.map(({ name }) => `machine ${name}`),
    ...Functions.map(({ FunctionName }) => `function ${FunctionName}`),
    ...Items.map(({ pk, sk }) => `item ${pk?.S} ${sk?.S}`),
  ];
}

const lines: string[] = [];
const opening = await openRun({
  name: 'aws',
  account: '123456789012',
  progress: (line) => lines.push(line),
  signal: new AbortController().signal,
  ledgers,
  settleSeconds: 30,
});
if (opening.kind !== 'open') throw new Error(`${opening.reason}\n${lines.join('\n')}`);

executorContract({
  executor: opening.executor,
  callbacks: true,
  errors: true,
  // The function and its scripts stay until the end of the run.
  leftovers: async () => (await standing()).filter((name) => name.startsWith('machine')),
  answers: async () => (await standing()).length > 0 || readdirSync(ledgers).length > 0,
});

test('what the kit and its function call is what the template allows them', () => {
  const { Resources } = readTemplate();
  const runner = statementsOf(Resources.RunnerPolicy.Properties.PolicyDocument);
  const own = statementsOf(Resources.FunctionRole.Properties.Policies[0].PolicyDocument);
  // What this test itself looks at, and what needs no permission.
  const looks = [
    'states:ListStateMachines',
    'lambda:ListFunctions',
    'dynamodb:Scan',
    'sts:GetCallerIdentity',
  ];
  const needed = [...calls.runner].filter((call) => !looks.includes(call));
  expect(needed).toContain('states:CreateStateMachine');
  expect(needed.filter((call) => !runner.includes(call))).toEqual([]);
  expect([...calls.function].toSorted()).toEqual(own.toSorted());
});

test('the policy as JSON is that of the template', () => {
  const json = JSON.parse(readFileSync('aws/runner-policy.json', 'utf8')) as Policy;
  const { Statement } = readTemplate().Resources.RunnerPolicy.Properties.PolicyDocument;
  const bare = ({ Sid, Action, Condition }: Statement) => ({ Sid, Action, Condition });
  expect(json.Statement.map(bare)).toEqual(Statement.map(bare));
});

test('the template makes the roles and the table that a run names', () => {
  const { Resources } = readTemplate();
  const place = { partition: 'aws', account: '123456789012', region: '${AWS::Region}' };
  expect(machineRole(place)).toMatch(
    new RegExp(`role/${escaped(Resources.MachinesRole.Properties.RoleName)}$`),
  );
  expect(functionRole(place)).toMatch(
    new RegExp(`role/${escaped(Resources.FunctionRole.Properties.RoleName)}$`),
  );
  expect(Resources.Table.Properties.TableName).toBe(TABLE);
});

test('says what it does', () => {
  expect(lines).toContainEqual(expect.stringContaining('deploying the function of the run'));
});

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
  readonly Condition?: unknown;
}

interface Policy {
  readonly Statement: readonly Statement[];
}

interface Template {
  readonly Resources: {
    readonly Table: { readonly Properties: { readonly TableName: string } };
    readonly FunctionRole: {
      readonly Properties: {
        readonly RoleName: string;
        readonly Policies: readonly [{ readonly PolicyDocument: Policy }];
      };
    };
    readonly MachinesRole: { readonly Properties: { readonly RoleName: string } };
    readonly RunnerPolicy: { readonly Properties: { readonly PolicyDocument: Policy } };
  };
}

const readTemplate = (): Template =>
  parse(readFileSync('aws/sfn-conformance.yaml', 'utf8'), {
    customTags: ['!Sub', '!Ref', '!GetAtt'].map((tag) => ({ tag, resolve: (text: string) => text })),
  }) as Template;

const statementsOf = ({ Statement: statements }: Policy): readonly string[] =>
  statements.flatMap(({ Action }) => Action);

const escaped = (text: string): string => text.replace(/[${}]/g, String.raw`\$&`);
