import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DeleteStateMachineVersionCommand,
  DescribeStateMachineCommand,
  ListExecutionsCommand,
  ListStateMachineVersionsCommand,
  PublishStateMachineVersionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PASS, refusalOf, ROLE, SdkClients } from '../../sdk-clients.ts';

let clients: SdkClients;
let machine = '';
beforeEach(async () => {
  clients = await SdkClients.start();
  const created = await clients.sfn.send(
    new CreateStateMachineCommand({ name: 'm', definition: PASS, roleArn: ROLE, publish: true }),
  );
  machine = created.stateMachineArn ?? '';
});
afterEach(() => clients.close());

const result = (value: string) =>
  JSON.stringify({ StartAt: 'P', States: { P: { Type: 'Pass', Result: value, End: true } } });

const update = (definition: string) =>
  clients.sfn.send(new UpdateStateMachineCommand({ stateMachineArn: machine, definition, publish: true }));

const alias = (name: string, ...routes: readonly (readonly [version: string, weight: number])[]) =>
  clients.sfn.send(
    new CreateStateMachineAliasCommand({
      name,
      routingConfiguration: routes.map(([version, weight]) => ({
        stateMachineVersionArn: `${machine}:${version}`,
        weight,
      })),
    }),
  );

describe('versions', () => {
  test('keep what they were published with', async () => {
    await update(result('new'));
    const first = await clients.ended(await clients.startExecution(`${machine}:1`, '"input"'));
    expect(first).toMatchObject({ output: '"input"', stateMachineVersionArn: `${machine}:1` });
    expect((await clients.ended(await clients.startExecution(`${machine}:2`))).output).toBe('"new"');
  });

  test('are listed newest first, and their numbers are never used again', async () => {
    await update(result('two'));
    await clients.sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${machine}:2` }));
    await clients.sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn: machine }));
    await clients.sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn: machine }));
    const { stateMachineVersions } = await clients.sfn.send(
      new ListStateMachineVersionsCommand({ stateMachineArn: machine }),
    );
    expect(stateMachineVersions?.map((version) => version.stateMachineVersionArn)).toEqual([
      `${machine}:3`,
      `${machine}:1`,
    ]);
  });

  test('are published of the revision that is asked for only', async () => {
    const { revisionId } = await update(result('two'));
    await update(result('three'));
    const publish = clients.sfn.send(
      new PublishStateMachineVersionCommand({ stateMachineArn: machine, revisionId }),
    );
    expect(await refusalOf(publish)).toMatch(
      new RegExp(
        `^ConflictException: Failed to publish the State Machine version for revision ${revisionId}\\.`,
      ),
    );
  });

  test('stay while an alias leads to them', async () => {
    await alias('live', ['1', 100]);
    const deletion = clients.sfn.send(
      new DeleteStateMachineVersionCommand({ stateMachineVersionArn: `${machine}:1` }),
    );
    expect(await refusalOf(deletion)).toBe(
      'ConflictException: Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live]',
    );
  });
});

describe('aliases', () => {
  test('route by weight, and their executions say so', async () => {
    await update(result('two'));
    await alias('live', ['1', 50], ['2', 50]);
    const outputs = new Set<string | undefined>();
    while (outputs.size < 2) {
      const execution = await clients.ended(await clients.startExecution(`${machine}:live`, '"input"'));
      expect(execution.stateMachineAliasArn).toBe(`${machine}:live`);
      outputs.add(`${execution.stateMachineVersionArn} ${execution.output}`);
    }
    expect(outputs).toEqual(new Set([`${machine}:1 "input"`, `${machine}:2 "two"`]));
  });

  test('list the executions that were started through them', async () => {
    await alias('live', ['1', 100]);
    const through = await clients.startExecution(`${machine}:live`);
    await clients.startExecution(machine);
    const { executions } = await clients.sfn.send(
      new ListExecutionsCommand({ stateMachineArn: `${machine}:live` }),
    );
    expect(executions?.map(({ executionArn }) => executionArn)).toEqual([through]);
  });

  test.each([
    [[['1', 70]], /Sum of routing configuration weights must equal 100\. Received: \[70\]$/],
    [[['1', 101]], /Value '101' at 'routingConfiguration\.1\.member\.weight' failed/],
    [
      [
        ['1', 50],
        ['1', 50],
      ],
      /Routing configuration must contain distinct state machine version ARNs\. Received: \[\S+:1, \S+:1\]$/,
    ],
    [[['x', 100]], /Routing configuration must contain state machine version ARNs\. Received: \[\S+:x\]$/],
    [
      [
        ['1', 50],
        ['2', 30],
        ['3', 20],
      ],
      /Value '\[RoutingConfigurationListItem\(stateMachineVersionArn=\S+:1, weight=50\), .*\)\]' at 'routingConfiguration' failed/,
    ],
  ] as const)('are refused with the routes %j', async (routes, refusal) => {
    expect(await refusalOf(alias('a', ...routes))).toMatch(refusal);
  });

  test('are no machines', async () => {
    await alias('live', ['1', 100]);
    const describing = clients.sfn.send(
      new DescribeStateMachineCommand({ stateMachineArn: `${machine}:live` }),
    );
    expect(await refusalOf(describing)).toMatch(/^StateMachineDoesNotExist/);
  });
});
