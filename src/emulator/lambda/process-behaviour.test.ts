import { execFileSync } from 'node:child_process';
import { DeleteFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf, SdkClients } from '../sdk-clients.ts';

let clients: SdkClients;
beforeEach(async () => {
  clients = await SdkClients.start();
});
afterEach(() => clients.close());

async function invoke(payload: unknown = {}): Promise<{ readonly failed: boolean; readonly text: string }> {
  const answer = await clients.lambda.send(
    new InvokeCommand({ FunctionName: 'f', Payload: JSON.stringify(payload) }),
  );
  return {
    failed: answer.FunctionError === 'Unhandled',
    text: Buffer.from(answer.Payload ?? []).toString(),
  };
}

const node = (source: string, file = 'index.mjs', settings = {}) =>
  clients.createFunction('f', { [file]: source }, settings);

describe('Node', () => {
  test.each([
    ['index.mjs', 'export const handler = async (event) => ({ event });'],
    ['index.cjs', 'exports.handler = async (event) => ({ event });'],
    ['index.js', 'exports.handler = (event, context, callback) => callback(null, { event });'],
  ])('runs %s', async (file, source) => {
    await node(source, file);
    expect(await invoke({ a: 1 })).toEqual({ failed: false, text: '{"event":{"a":1}}' });
  });

  test('runs a handler in a folder, with the settings in its environment', async () => {
    await node(
      'export const inner = { handler: async (event, context) => [process.env.STAGE, process.env.HOME ?? null, context.functionName] };',
      'source/app.mjs',
      { Handler: 'source/app.inner.handler', Environment: { Variables: { STAGE: 'test' } } },
    );
    expect((await invoke()).text).toBe('["test",null,"f"]');
  });

  test('words errors as the runtime does', async () => {
    await node('export const handler = async () => { throw new TypeError("boom"); };');
    const { failed, text } = await invoke();
    expect(failed).toBe(true);
    expect(text).toMatch(
      /^\{"errorType":"TypeError","errorMessage":"boom","trace":\["TypeError: boom","    at .*file:\/\/\/var\/task\/index\.mjs:1:\d+\)"/,
    );
  });

  test.each([
    ['throw "text";', '{"errorType":"string","errorMessage":"text","trace":[]}'],
    ['return undefined;', 'null'],
    ['console.log("to the log"); return 1;', '1'],
  ])('%s', async (body, text) => {
    await node(`export const handler = async () => { ${body} };`);
    expect((await invoke()).text).toBe(text);
  });

  test('keeps its process from one invocation to the next', async () => {
    await node('let count = 0; export const handler = async () => ++count;');
    expect([(await invoke()).text, (await invoke()).text]).toEqual(['1', '2']);
  });

  test('runs side by side in processes of their own', async () => {
    await node(
      `import { setTimeout } from 'node:timers/promises';
       export const handler = async () => { await setTimeout(200); return process.pid; };`,
    );
    const answers = await Promise.all([invoke(), invoke()]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(2);
  });

  test('ends what takes longer than its time-out', async () => {
    await node('export const handler = () => new Promise(() => {});', 'index.mjs', { Timeout: 1 });
    const { failed, text } = await invoke();
    expect(failed).toBe(true);
    expect(text).toMatch(
      /^\{"errorType":"Sandbox\.Timedout","errorMessage":"RequestId: \S+ Error: Task timed out after 1\.00 seconds"\}$/,
    );
  });

  test('says when its process ends', async () => {
    await node(
      'export const handler = async (event) => event.exit === undefined ? "on" : process.exit(event.exit);',
    );
    expect((await invoke({ exit: 3 })).text).toMatch(
      /^\{"errorType":"Runtime\.ExitError","errorMessage":"RequestId: \S+ Error: Runtime exited with error: exit status 3"\}$/,
    );
    expect((await invoke()).text).toBe('"on"');
  });

  test.each([
    ['export const other = 1;', 'Runtime.HandlerNotFound', 'index.handler is undefined or not exported'],
    ['syntax error', 'SyntaxError', "Unexpected identifier 'error'"],
  ])('fails where there is no handler: %s', async (source, errorType, errorMessage) => {
    await node(source);
    const { failed, text } = await invoke();
    expect(failed).toBe(true);
    expect(JSON.parse(text)).toMatchObject({ errorType, errorMessage });
  });

  test('fails a machine with the error of the function', async () => {
    await node(
      'class Busy extends Error { name = "Busy"; } export const handler = async () => { throw new Busy("later"); };',
    );
    const machine = await clients.createMachine('m', {
      StartAt: 'A',
      States: {
        A: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', End: true },
      },
    });
    const execution = await clients.ended(await clients.startExecution(machine));
    expect(execution).toMatchObject({ status: 'FAILED', error: 'Busy' });
    expect(execution.cause).toContain('"errorMessage":"later"');
  });

  test('holds a virtual clock while it runs', async () => {
    await node(
      `import { setTimeout } from 'node:timers/promises';
       export const handler = async () => { await setTimeout(50); return 1; };`,
    );
    const machine = await clients.createMachine('m', {
      TimeoutSeconds: 60,
      StartAt: 'A',
      States: {
        A: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', End: true },
      },
    });
    const execution = await clients.ended(await clients.startExecution(machine));
    expect(execution.status).toBe('SUCCEEDED');
    expect(execution.stopDate).toEqual(execution.startDate);
  });
});

const hasPython = ((): boolean => {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasPython)('Python', () => {
  const python = (source: string) =>
    clients.createFunction(
      'f',
      { 'app/main.py': source },
      { Runtime: 'python3.12', Handler: 'app/main.handler' },
    );

  test('runs a handler, and writes its result as the runtime does', async () => {
    await python('def handler(event, context):\n    return {"event": event, "ü": [1, 2]}\n');
    expect(await invoke({ a: 1 })).toEqual({ failed: false, text: '{"event": {"a": 1}, "ü": [1, 2]}' });
  });

  test('words errors as the runtime does', async () => {
    await python('def handler(event, context):\n    raise ValueError("boom")\n');
    const { failed, text } = await invoke();
    expect(failed).toBe(true);
    expect(text).toMatch(
      /^\{"errorMessage": "boom", "errorType": "ValueError", "requestId": "[0-9a-f-]{36}", "stackTrace": \["  File \\"\/var\/task\/app\/main\.py\\", line 2, in handler\\n    raise ValueError\(\\"boom\\"\)\\n"\]\}$/,
    );
  });

  test('says when its process ends', async () => {
    await python('import sys\ndef handler(event, context):\n    sys.exit(2)\n');
    expect((await invoke()).text).toMatch(/Runtime exited with error: exit status 2/);
  });
});

test('a runtime that can not be run here is refused when it is invoked', async () => {
  await clients.createFunction('f', { 'a.class': '' }, { Runtime: 'java21', Handler: 'a' });
  expect(await refusalOf(invoke())).toBe("InvalidRuntimeException: The runtime 'java21' can't be run here.");
});

describe('a runtime of its own', () => {
  const loop = (body: string): string =>
    `import { request } from 'node:http';
const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const call = (method, path, body) => new Promise((resolve) => {
  const outgoing = request({ host, port, method, path: '/2018-06-01/runtime/' + path }, (incoming) => {
    let text = '';
    incoming.on('data', (chunk) => (text += chunk));
    incoming.on('end', () => resolve({ headers: incoming.headers, text }));
  });
  outgoing.end(body);
});
for (;;) {
  const { headers, text } = await call('GET', 'invocation/next');
  const id = headers['lambda-runtime-aws-request-id'];
  ${body}
}
`;
  const answers = "await call('POST', 'invocation/' + id + '/response', '[1.0, ' + text + ']');";
  const fails = `await call('POST', 'invocation/' + id + '/error', '{"errorType":"E","n":1.50}');`;

  const custom = (body: string, settings = {}) =>
    clients.createFunction(
      'f',
      { bootstrap: "#!/usr/bin/env node\nimport('./loop.mjs');\n", 'loop.mjs': loop(body) },
      { Runtime: 'provided.al2023', Handler: 'bootstrap', ...settings },
    );

  test('is handed events and answers for a custom runtime, and its answers are handed on to the letter', async () => {
    await custom(answers);
    expect(await invoke({ a: 1 })).toEqual({ failed: false, text: '[1.0, {"a":1}]' });
    // The process goes on with the next event.
    expect(await invoke(2)).toEqual({ failed: false, text: '[1.0, 2]' });
  });

  test('may fail in its own words, exit, or take too long', async () => {
    await custom(fails);
    expect(await invoke()).toEqual({ failed: true, text: '{"errorType":"E","n":1.50}' });
    await clients.lambda.send(new DeleteFunctionCommand({ FunctionName: 'f' }));
    await custom('process.exit(3);');
    expect((await invoke()).text).toContain('Runtime exited with error: exit status 3');
    await clients.lambda.send(new DeleteFunctionCommand({ FunctionName: 'f' }));
    await custom('await new Promise(() => setInterval(() => {}, 1000));', { Timeout: 1 });
    expect((await invoke()).text).toContain('Task timed out after 1.00 seconds');
  });

  test('stands behind the wrapper of a managed runtime', async () => {
    await clients.createFunction(
      'f',
      { wrapper: '#!/bin/sh\nexec node "$LAMBDA_TASK_ROOT/loop.mjs"\n', 'loop.mjs': loop(answers) },
      { Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/var/task/wrapper' } } },
    );
    expect(await invoke('x')).toEqual({ failed: false, text: '[1.0, "x"]' });
  });
});
