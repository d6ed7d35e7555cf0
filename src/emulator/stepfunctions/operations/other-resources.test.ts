import {
  CreateActivityCommand,
  DescribeMapRunCommand,
  GetActivityTaskCommand,
  ListActivitiesCommand,
  ListMapRunsCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PASS, refusalOf, SdkClients, START } from '../../sdk-clients.ts';

let clients: SdkClients;
beforeEach(async () => {
  clients = await SdkClients.start();
});
afterEach(() => clients.close());

test('activities are listed by name; a worker waits a minute for a task', async () => {
  for (const name of ['b', 'a', 'b']) await clients.sfn.send(new CreateActivityCommand({ name }));
  const { activities } = await clients.sfn.send(new ListActivitiesCommand({}));
  expect(activities?.map(({ name }) => name)).toEqual(['a', 'b']);
  const activityArn = activities?.[0]?.activityArn;
  const { taskToken } = await clients.sfn.send(new GetActivityTaskCommand({ activityArn }));
  expect(taskToken).toBeUndefined();
  expect(clients.emulator.clock.now()).toBe(START + 60_000);
});

test('tags come and go', async () => {
  const resourceArn = await clients.createMachine('m');
  const tags = [
    { key: 'a', value: '1' },
    { key: '__proto__', value: '2' },
  ];
  await clients.sfn.send(new TagResourceCommand({ resourceArn, tags }));
  const list = async () => (await clients.sfn.send(new ListTagsForResourceCommand({ resourceArn }))).tags;
  expect(await list()).toEqual(tags);
  await clients.sfn.send(new UntagResourceCommand({ resourceArn, tagKeys: ['a', 'c'] }));
  expect(await list()).toEqual(tags.slice(1));
  const many = Array.from({ length: 50 }, (_, i) => ({ key: `k${i}`, value: '' }));
  expect(await refusalOf(clients.sfn.send(new TagResourceCommand({ resourceArn, tags: many })))).toMatch(
    /^TooManyTags/,
  );
});

test('a definition is validated without a machine', async () => {
  const validate = (definition: string) =>
    clients.sfn.send(new ValidateStateMachineDefinitionCommand({ definition }));
  expect(await validate(PASS)).toMatchObject({ result: 'OK', diagnostics: [], truncated: false });
  expect(await validate('{}')).toMatchObject({
    result: 'FAIL',
    diagnostics: [{ severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', location: '/' }],
  });
});

test('Map Runs tell how many items came through', async () => {
  const machine = await clients.createMachine('m', {
    StartAt: 'M',
    States: {
      M: {
        Type: 'Map',
        ToleratedFailureCount: 1,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'C',
          States: {
            C: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 2, Next: 'F' }], Default: 'P' },
            F: { Type: 'Fail' },
            P: { Type: 'Pass', End: true },
          },
        },
        End: true,
      },
    },
  });
  const executionArn = await clients.startExecution(machine, '[1, 2, 3]');
  await clients.ended(executionArn);
  const { mapRuns } = await clients.sfn.send(new ListMapRunsCommand({ executionArn }));
  const mapRunArn = mapRuns?.[0]?.mapRunArn;
  expect(await clients.sfn.send(new DescribeMapRunCommand({ mapRunArn }))).toMatchObject({
    status: 'SUCCEEDED',
    executionArn,
    itemCounts: { succeeded: 2, failed: 1, total: 3, running: 0 },
    toleratedFailureCount: 1,
    toleratedFailurePercentage: 0,
  });
  expect(
    await refusalOf(clients.sfn.send(new DescribeMapRunCommand({ mapRunArn: `${mapRunArn}x` }))),
  ).toMatch(/^ResourceNotFound/);
});
