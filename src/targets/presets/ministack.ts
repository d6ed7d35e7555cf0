/** MiniStack, which runs the functions that are deployed to it: they forward to the kit's Invoke endpoint. */
import { dirname, join } from 'node:path';
import { DeployingDoor } from '../../executors/aws-api/doors/deploying-door.ts';
import { localTraits, type TargetTraits } from '../../executors/aws-api/target-traits.ts';
import { checkPythonEnvironment, pythonEnvironment } from '../environments/python-environment.ts';
import { ChildServer } from '../processes/child-server.ts';
import { freePort } from '../processes/free-port.ts';
import type { TargetOpening, TargetOptions, TargetPreset } from '../target.ts';
import { didNotStart, LOCAL_PLACE, localApi, openEndpoint, openLocalTarget } from './local-target.ts';

/**
 * MiniStack 1.5.33: TaskScheduled shows neither parameters nor TaskSubmitted follows it (services/stepfunctions.py,
 * `_execute_task`), and the ARN that a function is told is that of its version, alias or not.
 */
export const ministackTraits: TargetTraits = {
  ...localTraits,
  historyShowsTokens: false,
  functionsKnowAliases: false,
};

/** Its own wrapper of Node renames every thrown error; a custom runtime says what it wants. */
export const MINISTACK_RUNTIME = { Runtime: 'provided.al2023', Handler: 'bootstrap' } as const;

export const ministack: TargetPreset = {
  name: 'ministack',
  about: 'MiniStack 1.5.33 (PyPI), its server started by the kit',
  check: () => checkPythonEnvironment(RECIPE),
  open,
};

const RECIPE = { name: 'ministack', oldestPythonMinor: 11, cost: '10 s, 90 MB' };

async function open({ progress = () => {}, signal }: TargetOptions): Promise<TargetOpening> {
  const environment = await pythonEnvironment(RECIPE, progress, signal);
  if (environment.kind === 'unavailable') return environment;
  const { endpoint } = await openEndpoint();
  const [port, otherPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const start = await ChildServer.start(
    {
      program: join(environment.folder, 'bin', 'ministack'),
      args: [],
      environment: {
        BIND_HOST: '127.0.0.1',
        MINISTACK_HOST: '127.0.0.1',
        GATEWAY_PORT: String(port),
        IOT_MTLS_PORT: String(otherPort),
        // The deployed function is run by this very Node.
        PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
      },
      healthUrl: `${url}/_ministack/health`,
      readyWithin: 30_000,
      grace: 3000,
    },
    signal,
  );
  if (start.kind === 'failed') return didNotStart('MiniStack', start.reason, endpoint);
  const { server } = start;
  const api = localApi(url);
  const traits = ministackTraits;
  const door = new DeployingDoor({
    api,
    endpoint,
    where: LOCAL_PLACE,
    roleArn: traits.roleArn,
    runtime: MINISTACK_RUNTIME,
  });
  const functions = "deployed with a runtime of their own; they forward to the kit's Lambda Invoke endpoint";
  return openLocalTarget({ name: 'ministack', url, api, door, functions, traits, endpoint, server }, signal);
}
