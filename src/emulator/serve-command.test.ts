import { expect, test } from 'vitest';
import type { Terminal } from '../cli/command.ts';
import { serveCommand } from './serve-command.ts';
import { startEmulator } from './start-emulator.ts';

/** A terminal whose user stops the command as soon as it has printed something. */
function terminal(onOutput: (text: string, stop: () => void) => void): Terminal {
  const controller = new AbortController();
  return {
    out: (text) => onOutput(text, () => controller.abort()),
    err: () => undefined,
    interactive: false,
    input: (async function* none() {})(),
    signal: controller.signal,
  };
}

test('prints its address, answers, and ends with 0 when it is interrupted', async () => {
  let answered: Promise<number> | undefined;
  const code = await serveCommand.run(
    ['--region', 'eu-west-1'],
    terminal((text, stop) => {
      answered = fetch(text.trim(), {
        method: 'POST',
        headers: { 'X-Amz-Target': 'AWSStepFunctions.ListStateMachines' },
        body: '{}',
      })
        .then(({ status }) => status)
        .finally(stop);
    }),
  );
  expect(code).toBe(0);
  expect(await answered).toBe(200);
});

test('strict mode says what to sign with, and refuses who does not sign', async () => {
  let answered: Promise<string> | undefined;
  const told: string[] = [];
  const strict = terminal((text, stop) => {
    answered = fetch(text.trim(), {
      method: 'POST',
      headers: { 'X-Amz-Target': 'AWSStepFunctions.ListStateMachines' },
      body: '{}',
    })
      .then((answer) => answer.text())
      .finally(stop);
  });
  const arguments_ = ['--strict', '--throttle', '5', '--pending-seconds', 'never'];
  expect(await serveCommand.run(arguments_, { ...strict, err: (text) => void told.push(text) })).toBe(0);
  expect(await answered).toContain('MissingAuthenticationTokenException');
  expect(told.join('')).toContain('AWS_ACCESS_KEY_ID=sfn-conformance-strict');
});

test.each([
  [['--prot', '1'], /Unknown option '--prot'/],
  [['--port', 'x'], /--port: expected a whole number/],
  [['--port', '65536'], /--port: expected a number up to 65535/],
  [['--account', '1'], /--account: expected twelve digits/],
  [['--lambda-endpoint', 'here'], /--lambda-endpoint: expected a URL/],
  [['9000'], /'9000' is not an option/],
  [['--throttle', '10'], /--throttle belongs to strict mode: add --strict/],
  [['--strict', '--throttle', '101'], /--throttle: expected percents from 0 to 100, found '101'/],
  [['--strict', '--reset', 'some'], /--reset: expected a number such as 2 or 0.5/],
  [['--strict', '--quotas', 'C'], /--quotas: expected A, B or none/],
])('refuses %j', async (args, message) => {
  await expect(
    serveCommand.run(
      args,
      terminal(() => undefined),
    ),
  ).rejects.toThrow(message);
});

test('says when the port is taken', async () => {
  const emulator = await startEmulator();
  const taken = serveCommand.run(
    ['--port', String(emulator.port)],
    terminal(() => undefined),
  );
  await expect(taken).rejects.toThrow(`Port ${emulator.port} of 127.0.0.1 is taken.`);
  await emulator.close();
});
