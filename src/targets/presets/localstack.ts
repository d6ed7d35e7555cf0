/**
 * LocalStack: the one that runs already, else one that the kit starts, with Docker where an engine answers and from its Python
 * package where none does. `localstack:docker` and `localstack:host` name the way.
 */
import { availableParallelism } from 'node:os';
import { DeployingDoor } from '../../executors/aws-api/doors/deploying-door.ts';
import { localTraits, type TargetTraits } from '../../executors/aws-api/target-traits.ts';
import type { Executor } from '../../executors/executor.ts';
import { SeveralExecutors } from '../../executors/several.ts';
import { attachTo } from '../attach/attach.ts';
import { dockerAnswers, IMAGE, startContainer } from '../localstack/docker.ts';
import { isLoopback } from '../loopback.ts';
import { endpointsOf, whoAnswers, type Endpoints } from '../localstack/find-running.ts';
import { checkHostMode, EXECUTOR_RUNTIME, startInHostMode } from '../localstack/host-mode.ts';
import type { TargetOpening, TargetOptions, TargetPreset } from '../target.ts';
import { lacking } from '../unsupported.ts';
import { LOCAL_PLACE, localApi, openEndpoint, openLocalTarget } from './local-target.ts';

const NAME = 'localstack';

export const localstack: TargetPreset = {
  name: NAME,
  about: 'LocalStack: a running one, else 4.14.0 started by the kit (Docker, or PyPI without Docker)',
  check: async () => {
    const endpoints = endpointsOf(process.env);
    const { stepFunctions, from } = endpoints;
    if (!isLoopback(stepFunctions))
      return {
        kind: 'preparable',
        how: `${from} names ${stepFunctions}, which is asked only when it is used`,
      };
    if ((await whoAnswers(endpoints)) === 'localstack')
      return { kind: 'ready', how: `it runs at ${stepFunctions}` };
    return (await dockerAnswers()) ? BY_DOCKER : checkHostMode();
  },
  open: async (options) => {
    const endpoints = endpointsOf(process.env);
    const answering = await whoAnswers(endpoints, options.signal);
    if (answering === 'localstack') return openRunning(endpoints, options);
    if (answering !== 'nobody' && endpoints.from !== 'its default address') {
      return {
        kind: 'unavailable',
        reason: `what answers at ${endpoints.stepFunctions} (${endpoints.from}) is not LocalStack: it has no /_localstack/health`,
        remedy: `Unset the variable, or name the target by its address: --target ${endpoints.stepFunctions}`,
      };
    }
    options.progress?.(
      `${NAME}: nothing of it answers at ${endpoints.stepFunctions} (${endpoints.from}); starting one`,
    );
    return (await dockerAnswers()) ? openContainer(options) : openHostMode(options);
  },
};

export const localstackDocker: TargetPreset = {
  name: `${NAME}:docker`,
  wayOf: NAME,
  about: `LocalStack as a container (${IMAGE}), started by the kit`,
  check: async () => ((await dockerAnswers()) ? BY_DOCKER : NO_DOCKER),
  open: async (options) => ((await dockerAnswers()) ? openContainer(options) : NO_DOCKER),
};

export const localstackHost: TargetPreset = {
  name: `${NAME}:host`,
  wayOf: NAME,
  about: 'LocalStack 4.14.0 (PyPI) without Docker, its server started by the kit',
  check: checkHostMode,
  open: (options) => openHostMode(options),
};

const BY_DOCKER = {
  kind: 'preparable',
  how: `the kit starts it with Docker; ${IMAGE} is pulled where it isn't there`,
} as const;

const NO_DOCKER = {
  kind: 'unavailable',
  reason: 'no Docker engine answers (docker version)',
  remedy: `Start Docker, or run LocalStack without it: --target ${NAME}:host`,
} as const;

/** Its history shows tokens, and our executor of functions tells them the ARN they were called by. */
const traits: TargetTraits = localTraits;

function openRunning(
  { stepFunctions, lambda, from }: Endpoints,
  options: TargetOptions,
): Promise<TargetOpening> {
  options.progress?.(`${NAME}: attached to the one that runs at ${stepFunctions} (${from})`);
  return attachTo({ name: NAME, url: stepFunctions, lambdaUrl: lambda, traits }, options);
}

async function openContainer(options: TargetOptions): Promise<TargetOpening> {
  options.progress?.(`${NAME}: starting ${IMAGE}`);
  const { start, url } = await startContainer(options.signal);
  if (start.kind === 'failed') {
    return {
      kind: 'unavailable',
      reason: `LocalStack's container did not start: ${start.reason}`,
      remedy: `See what it printed, or run LocalStack without Docker: --target ${NAME}:host`,
    };
  }
  return attachTo({ name: NAME, url, traits, server: start.server }, options);
}

/** Servers that are started at most: one of them uses one processor. */
const MOST_SERVERS = Math.min(3, availableParallelism());

/** One server, and others like it as soon as a run has work for them. */
async function openHostMode(options: TargetOptions): Promise<TargetOpening> {
  const opening = await openServer(options);
  if (opening.kind === 'unavailable') return opening;
  const open = async (signal: AbortSignal): Promise<Executor | undefined> => {
    options.progress?.(`${NAME}: starting another server`);
    const another = await openServer({ ...options, signal });
    if (another.kind === 'open') return another.executor;
    if (!signal.aborted) options.progress?.(`${NAME}: going on without it: ${another.reason}`);
    return undefined;
  };
  const executor = new SeveralExecutors({ first: opening.executor, most: MOST_SERVERS, open });
  return { ...opening, executor };
}

async function openServer(options: TargetOptions): Promise<TargetOpening> {
  const start = await startInHostMode(options);
  if (start.kind === 'unavailable') return start;
  const { server, url, jsonataLacks } = start;
  const { endpoint } = await openEndpoint();
  const api = localApi(url, localTraits.clock, url, { oneDefinitionAtATime: true });
  const door = new DeployingDoor({
    api,
    endpoint,
    where: LOCAL_PLACE,
    roleArn: traits.roleArn,
    runtime: EXECUTOR_RUNTIME,
    raisesFaults: true,
  });
  const lacks = lacking(jsonataLacks === undefined ? [] : [{ feature: 'jsonata', reason: jsonataLacks }]);
  const functions =
    "deployed; the kit's executor in LocalStack forwards their events to the kit's Lambda Invoke endpoint";
  const target = { name: NAME, url, api, door, functions, traits: { ...traits, lacks }, endpoint, server };
  return openLocalTarget(target, options.signal);
}
