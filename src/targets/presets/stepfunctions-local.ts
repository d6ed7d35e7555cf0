/** The npm package stepfunctions-local: the classic operations, functions by their ARN only. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { localTraits } from '../../executors/aws-api/target-traits.ts';
import { REGION } from '../../executors/observed-names.ts';
import { ChildServer } from '../processes/child-server.ts';
import { freePort } from '../processes/free-port.ts';
import type { TargetOpening, TargetOptions, TargetPreset } from '../target.ts';
import { didNotStart, localApi, openEndpoint, openLocalTarget, THROUGH_ENDPOINT } from './local-target.ts';

/**
 * stepfunctions-local 1.3.1 finds out what it lacks when it gets there, and its schema (asl-validator, which must be valid
 * but may be old) refuses fields that came later.
 */
const traits = {
  ...localTraits,
  refusals: [
    ...localTraits.refusals,
    { says: /Unsupported Resource type: [\w.:-]+/ },
    { says: /Invalid state type: \w+/ },
    { says: /should NOT have additional properties/, lacks: 'its schema lacks fields of the machine' },
  ],
};

export const stepfunctionsLocal: TargetPreset = {
  name: 'stepfunctions-local',
  about: 'stepfunctions-local 1.3.1 (npm), started by the kit',
  check: async () =>
    programPath() === undefined ? NOT_INSTALLED : { kind: 'ready', how: 'the kit starts it' },
  open,
};

const NOT_INSTALLED = {
  kind: 'unavailable',
  reason: 'the npm package stepfunctions-local is not installed',
  remedy: 'Run: npm install --no-save stepfunctions-local@1.3.1',
} as const;

const { resolve } = createRequire(import.meta.url);

function programPath(): string | undefined {
  try {
    return resolve('stepfunctions-local/bin/stepfunctions-local-start.js');
  } catch {
    return undefined;
  }
}

async function open({ signal, lambdaPort }: TargetOptions): Promise<TargetOpening> {
  const program = programPath();
  if (program === undefined) return NOT_INSTALLED;
  const { endpoint, door } = await openEndpoint(lambdaPort);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const start = await ChildServer.start(
    {
      program: process.execPath,
      args: commandLine(program, port, endpoint.url),
      // Without credentials its Lambda tasks fail without an error.
      environment: { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
      healthUrl: url,
      readyWithin: 20_000,
      grace: 1000,
    },
    signal,
  );
  if (start.kind === 'failed') return didNotStart('stepfunctions-local', start.reason, endpoint);
  const { server } = start;
  return openLocalTarget(
    {
      name: 'stepfunctions-local',
      url,
      api: localApi(url),
      door,
      functions: THROUGH_ENDPOINT,
      traits,
      endpoint,
      server,
    },
    signal,
  );
}

const commandLine = (program: string, port: number, lambda: string): readonly string[] => {
  const onLoopback = ['-r', fileURLToPath(new URL('./bind-loopback.cjs', import.meta.url))];
  const places = ['--region', REGION, '--lambda-region', REGION, '--lambda-endpoint', lambda];
  return [...onLoopback, program, '--port', String(port), ...places];
};
