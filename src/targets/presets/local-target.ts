/** What the programs on this machine have in common: an API, a door for functions, a server and an Invoke endpoint that end with them. */
import type { Case } from '../../case/case.ts';
import { awsApiExecutor } from '../../executors/aws-api/aws-api-executor.ts';
import { TargetApi, type ApiOptions } from '../../executors/aws-api/api.ts';
import { DeployingDoor } from '../../executors/aws-api/doors/deploying-door.ts';
import { ShutDoor } from '../../executors/aws-api/doors/shut-door.ts';
import type { FunctionDoor } from '../../executors/aws-api/doors/door.ts';
import { EndpointDoor } from '../../executors/aws-api/doors/endpoint-door.ts';
import { localTraits, type TargetTraits } from '../../executors/aws-api/target-traits.ts';
import { LambdaEndpoint } from '../../executors/lambda-endpoint/lambda-endpoint.ts';
import { ACCOUNT, REGION } from '../../executors/observed-names.ts';
import { lackedOperation, probeCapabilities } from '../capabilities/capability.ts';
import type { ChildServer } from '../processes/child-server.ts';
import type { TargetOpening } from '../target.ts';

/** The account in the ARNs of emulators that make one of the access key. */
export const LOCAL_CREDENTIALS = { accessKeyId: ACCOUNT, secretAccessKey: 'test' } as const;

export const LOCAL_PLACE = { region: REGION, account: ACCOUNT } as const;

/** `lambdaUrl` is for a target whose Lambda is elsewhere. */
export const localApi = (
  url: string,
  clock = localTraits.clock,
  lambdaUrl: string = url,
  others: Pick<ApiOptions, 'oneDefinitionAtATime'> = {},
): TargetApi =>
  new TargetApi({
    endpoint: url,
    lambdaEndpoint: lambdaUrl,
    region: REGION,
    credentials: LOCAL_CREDENTIALS,
    clock,
    ...others,
  });

export interface LocalTarget {
  readonly name: string;
  readonly url: string;
  readonly api: TargetApi;
  readonly door: FunctionDoor;
  readonly traits: TargetTraits;
  /** How its functions are had, in words. */
  readonly functions: string;
  readonly endpoint?: LambdaEndpoint;
  readonly server?: ChildServer;
}

/** Asks the target first what it has: cases that need something else are declined. */
export async function openLocalTarget(
  { name, url, api, door, functions, endpoint, server, ...target }: LocalTarget,
  signal: AbortSignal = new AbortController().signal,
): Promise<TargetOpening & { readonly kind: 'open' }> {
  const close = async (): Promise<void> => {
    await server?.close();
    await endpoint?.close();
  };
  const found = await probeCapabilities(api, door instanceof DeployingDoor, signal);
  const lacked = lackedOperation(found);
  const declared = target.traits.lacks;
  const lacks = (testCase: Case): string | undefined => declared?.(testCase) ?? lacked(testCase);
  const traits: TargetTraits = { ...target.traits, lacks };
  return {
    kind: 'open',
    url,
    executor: awsApiExecutor({ name, api, door, traits, close }),
    connection: {
      api,
      traits,
      functions,
      withoutFunctions: door instanceof ShutDoor,
      capabilities: async () => found,
    },
  };
}

/** What is said of functions that are had through {@link openEndpoint}. */
export const THROUGH_ENDPOINT = "none are deployed: the target calls the kit's Lambda Invoke endpoint";

/** The kit's Invoke endpoint, and the door for a target that calls it in place of Lambda. */
export async function openEndpoint(
  port?: number,
): Promise<{ readonly endpoint: LambdaEndpoint; readonly door: EndpointDoor }> {
  const endpoint = await LambdaEndpoint.start(LOCAL_PLACE, { ...(port !== undefined && { port }) });
  return { endpoint, door: new EndpointDoor(endpoint, LOCAL_PLACE) };
}

/** A server that didn't come up: what it said, and what was started for it is ended. */
export async function didNotStart(
  name: string,
  reason: string,
  endpoint: LambdaEndpoint,
): Promise<TargetOpening> {
  await endpoint.close();
  return {
    kind: 'unavailable',
    reason: `${name} did not start: ${reason}`,
    remedy: 'See what it printed; a second try may help where the machine was busy.',
  };
}
