import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateStateMachineCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, expect, test } from 'vitest';
import { realClock } from '../../clock/clock.ts';
import { TargetApi } from './api.ts';

const cleanUps: (() => void)[] = [];
afterEach(() => cleanUps.splice(0).forEach((cleanUp) => cleanUp()));

/** A target that says how many definitions it had to read at once: while a machine is made, and until an execution has begun. */
async function reading(oneDefinitionAtATime: boolean): Promise<number> {
  let [now, most] = [0, 0];
  const begun = new Map<string, number>();
  const server = createServer((request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1);
    const answer = (body: object): void => {
      response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(body));
    };
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const { name = '', executionArn = '' } = JSON.parse(text) as { name?: string; executionArn?: string };
      if (operation === 'GetExecutionHistory') {
        return answer({ events: Date.now() >= (begun.get(executionArn) ?? 0) ? [{ id: 1 }] : [] });
      }
      most = Math.max(most, ++now);
      setTimeout(() => (now -= 1), 50);
      if (operation === 'StartExecution') begun.set(name, Date.now() + 60);
      if (operation === 'StartExecution') answer({ executionArn: name });
      else setTimeout(() => answer({ stateMachineArn: name }), 60);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const api = new TargetApi({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    clock: realClock,
    oneDefinitionAtATime,
  });
  cleanUps.push(
    () => api.close(),
    () => server.close(),
  );
  const { signal } = new AbortController();
  await Promise.all(
    ['a', 'b', 'c', 'd'].map((name, i) =>
      api.stepFunctions(
        i % 2 === 0
          ? new CreateStateMachineCommand({ name, definition: '{}', roleArn: 'r' })
          : new StartExecutionCommand({ name, stateMachineArn: 'm' }),
        signal,
      ),
    ),
  );
  return most;
}

test('a target that must read definitions one at a time never has two to read', async () => {
  expect(await reading(true)).toBe(1);
});

test('others are given as many as there are', async () => {
  expect(await reading(false)).toBeGreaterThan(1);
});
