/** Moto's server, whose engine calls Lambda at `localhost:MOTO_PORT`: there the kit's Invoke endpoint answers. */
import { join } from 'node:path';
import { localTraits } from '../../executors/aws-api/target-traits.ts';
import { checkPythonEnvironment, pythonEnvironment } from '../environments/python-environment.ts';
import { ChildServer } from '../processes/child-server.ts';
import { freePort } from '../processes/free-port.ts';
import type { TargetOpening, TargetOptions, TargetPreset } from '../target.ts';
import { didNotStart, localApi, openEndpoint, openLocalTarget, THROUGH_ENDPOINT } from './local-target.ts';

/**
 * JSONata is left out of Moto's copy of the engine: the function that evaluates it is None (moto 5.2.5,
 * stepfunctions/parser/asl/jsonata/jsonata.py), and so says the cause of an execution that needs it.
 */
const traits = {
  ...localTraits,
  refusals: [
    ...localTraits.refusals,
    { says: /'NoneType' object is not callable/, lacks: 'it has no JSONata' },
  ],
};

export const moto: TargetPreset = {
  name: 'moto',
  about: 'Moto 5.2.5 (PyPI), its server started by the kit',
  check: () => checkPythonEnvironment(RECIPE),
  open,
};

const RECIPE = { name: 'moto', oldestPythonMinor: 11, cost: '30 s, 150 MB' };

async function open({ progress = () => {}, signal, lambdaPort }: TargetOptions): Promise<TargetOpening> {
  const environment = await pythonEnvironment(RECIPE, progress, signal);
  if (environment.kind === 'unavailable') return environment;
  const { endpoint, door } = await openEndpoint(lambdaPort);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const start = await ChildServer.start(
    {
      program: join(environment.folder, 'bin', 'moto_server'),
      args: ['-H', '127.0.0.1', '-p', String(port)],
      environment: { MOTO_PORT: String(endpoint.port) },
      healthUrl: `${url}/moto-api/config`,
      readyWithin: 30_000,
      grace: 2000,
    },
    signal,
  );
  if (start.kind === 'failed') return didNotStart('Moto', start.reason, endpoint);
  const { server } = start;
  // Without this Moto only pretends to run executions.
  const settings = { stepfunctions: { execute_state_machine: true }, lambda: { use_docker: false } };
  await fetch(`${url}/moto-api/config`, { method: 'POST', body: JSON.stringify(settings) });
  const api = localApi(url, traits.clock, url, { oneDefinitionAtATime: true });
  const target = { name: 'moto', url, api, door, functions: THROUGH_ENDPOINT, traits, endpoint, server };
  return openLocalTarget(target, signal);
}
