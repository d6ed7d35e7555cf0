import { InvokeCommand } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { seededRandom } from '../../asl/random.ts';
import { LambdaEndpoint } from '../../executors/lambda-endpoint/lambda-endpoint.ts';
import { refusalOf, scriptOf, SdkClients } from '../sdk-clients.ts';

const PLACE = { region: 'us-east-1', account: '123456789012' };

let endpoint: LambdaEndpoint;
let clients: SdkClients;
beforeEach(async () => {
  endpoint = await LambdaEndpoint.start(PLACE);
  clients = await SdkClients.start({ lambdaEndpoint: endpoint.url });
});
afterEach(async () => {
  await clients.close();
  await endpoint.close();
});

const invoke = async (FunctionName: string): Promise<string> => {
  const { Payload, FunctionError } = await clients.lambda.send(
    new InvokeCommand({ FunctionName, Payload: '[1]' }),
  );
  return `${FunctionError ?? 'ok'} ${Buffer.from(Payload ?? []).toString()}`;
};

test('functions that nobody created here are asked of the other endpoint', async () => {
  await clients.createFunction('here', scriptOf({ return: 'here' }));
  endpoint.register(
    {
      there: { outcomes: [{ echo: true }, { throw: { errorType: 'E' } }, { fault: 'ServiceException' }] },
      here: { outcomes: [{ return: 'there' }] },
    },
    seededRandom('test'),
  );
  expect(await invoke('here')).toBe('ok "here"');
  expect(await invoke('there')).toBe('ok [1]');
  expect(await invoke('there')).toBe('Unhandled {"errorType":"E"}');
  expect(await refusalOf(invoke('there'))).toMatch(/^ServiceException/);
  expect(await refusalOf(invoke('nowhere'))).toMatch(/^ResourceNotFoundException: Function not found/);
});

test('an endpoint that can not be reached declines the execution', async () => {
  await endpoint.close();
  const machine = await clients.createMachine('m', {
    StartAt: 'A',
    States: { A: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', End: true } },
  });
  expect(await clients.ended(await clients.startExecution(machine))).toMatchObject({
    error: 'SfnConformance.Declined',
    cause: expect.stringContaining("can't be reached") as string,
  });
});
