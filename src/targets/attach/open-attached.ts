/** From a target that answers to one that runs cases: functions are brought there in the way that was said, or that works. */
import type { TargetApi } from '../../executors/aws-api/api.ts';
import { DeployingDoor } from '../../executors/aws-api/doors/deploying-door.ts';
import type { FunctionDoor } from '../../executors/aws-api/doors/door.ts';
import { EndpointDoor } from '../../executors/aws-api/doors/endpoint-door.ts';
import { ShutDoor } from '../../executors/aws-api/doors/shut-door.ts';
import type { Whereabouts } from '../../executors/aws-api/names/deployed-names.ts';
import type { TargetTraits } from '../../executors/aws-api/target-traits.ts';
import type { LambdaEndpoint } from '../../executors/lambda-endpoint/lambda-endpoint.ts';
import type { FunctionsConfig } from '../config/config.ts';
import { openLocalTarget, THROUGH_ENDPOINT } from '../presets/local-target.ts';
import type { ChildServer } from '../processes/child-server.ts';
import type { TargetOpening, TargetOptions } from '../target.ts';
import { probeFunctions } from './probe-functions.ts';

export interface Attached {
  /** What reports call it. */
  readonly name: string;
  readonly url: string;
  readonly api: TargetApi;
  /** Where its resources are, as long as no function tells. */
  readonly where: Whereabouts;
  readonly traits: TargetTraits;
  /** The kit's Invoke endpoint; closed with the target. */
  readonly endpoint: LambdaEndpoint;
  readonly functions: FunctionsConfig;
  /** Ended with the executor, where the kit has started it. */
  readonly server?: ChildServer;
}

export async function openAttached(attached: Attached, options: TargetOptions): Promise<TargetOpening> {
  const { name, url, api, traits, endpoint, server } = attached;
  const target = { name, url, api, traits, endpoint, ...(server && { server }) };
  const finding = await findDoor(attached, options);
  if (finding.kind === 'found')
    return openLocalTarget({ ...target, door: finding.door, functions: finding.how }, options.signal);
  if (options.evenWithoutFunctions) {
    const functions = `none of the kit's runs there: ${finding.reasons.join('; ')}`;
    const door = new ShutDoor(functions, attached.where);
    return openLocalTarget({ ...target, door, functions }, options.signal);
  }
  api.close();
  await server?.close();
  await endpoint.close();
  return {
    kind: 'unavailable',
    reason: `no function of the kit's runs at ${url}:\n${finding.reasons.map((reason) => `- ${reason}`).join('\n')}`,
    remedy:
      'If it calls Lambda at an address that it is told (Moto: MOTO_PORT, Step Functions Local: LAMBDA_ENDPOINT), ' +
      'start it with http://127.0.0.1:PORT there and pass --lambda-port PORT.',
  };
}

type DoorFinding =
  | { readonly kind: 'found'; readonly door: FunctionDoor; readonly how: string }
  /** What each way led to. */
  | { readonly kind: 'none'; readonly reasons: readonly string[] };

async function findDoor(
  { name, api, where, traits, endpoint, functions }: Attached,
  { progress = () => {}, signal = new AbortController().signal }: TargetOptions,
): Promise<DoorFinding> {
  const { roleArn } = traits;
  switch (functions.via) {
    case 'endpoint':
      return { kind: 'found', door: new EndpointDoor(endpoint, where), how: THROUGH_ENDPOINT };
    case 'deploy': {
      const { runtime = 'provided.al2023', handler = 'bootstrap', environment, forward = true } = functions;
      const door = new DeployingDoor({
        api,
        where,
        roleArn,
        runtime: {
          Runtime: runtime as 'provided.al2023',
          Handler: handler,
          ...(environment && { Environment: { Variables: { ...environment } } }),
        },
        ...(forward && { endpoint, raisesFaults: functions.raisesFaults ?? false }),
      });
      const how = forward ? "they forward to the kit's Lambda Invoke endpoint" : 'they carry their scripts';
      return { kind: 'found', door, how: `deployed for the runtime ${runtime}; ${how}` };
    }
    case 'probe': {
      progress(`${name}: trying how its functions can be made to behave`);
      const probing = await probeFunctions({ api, endpoint, roleArn, where, signal });
      if (probing.kind === 'found') progress(`${name}: ${probing.how}`);
      return probing;
    }
  }
}
