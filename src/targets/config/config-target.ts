/** A target that the configuration describes, as one of the kit's own. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Feature } from '../../../generators/features/feature.ts';
import { TargetApi } from '../../executors/aws-api/api.ts';
import { localTraits, type TargetTraits } from '../../executors/aws-api/target-traits.ts';
import { LambdaEndpoint } from '../../executors/lambda-endpoint/lambda-endpoint.ts';
import { ACCOUNT, REGION } from '../../executors/observed-names.ts';
import { openAttached } from '../attach/open-attached.ts';
import { recognise } from '../attach/recognise.ts';
import { isLoopback } from '../loopback.ts';
import type { Availability, TargetOpening, TargetOptions, TargetPreset } from '../target.ts';
import { lacking, type Unsupported } from '../unsupported.ts';
import type { ConfigLoading } from './load-config.ts';
import type { TargetConfig } from './config.ts';
import { fill } from './placeholders.ts';
import { checkConfigured, startConfigured, type Starting } from './started.ts';

/** The targets of a configuration, by the names that it gives them. */
export const configTargets = (loaded: Extract<ConfigLoading, { kind: 'loaded' }>): readonly TargetPreset[] =>
  Object.entries(loaded.config.targets).map(([name, target]) => configTarget(name, target, loaded));

function configTarget(
  name: string,
  target: TargetConfig,
  { file, folder }: { readonly file: string; readonly folder: string },
): TargetPreset {
  return {
    name,
    about: target.about ?? `described in ${file}`,
    check: () => check(name, target, folder),
    open: (options) => open(name, target, { file, folder }, options),
  };
}

async function check(name: string, { endpoint, start }: TargetConfig, folder: string): Promise<Availability> {
  if (start) {
    const requirements = start.python && resolve(folder, start.python.requirements);
    if (requirements !== undefined && !existsSync(requirements))
      return {
        kind: 'unavailable',
        reason: `${requirements} is not there`,
        remedy: NEEDS_REQUIREMENTS(name),
      };
    return checkConfigured(name, start, folder);
  }
  if (!isLoopback(endpoint))
    return { kind: 'preparable', how: `it is asked at ${endpoint} only when it is used` };
  return (await recognise(endpoint)) === 'nobody'
    ? notRunning(name, endpoint)
    : { kind: 'ready', how: `it runs at ${endpoint}` };
}

const NEEDS_REQUIREMENTS = (name: string): string =>
  `Write the pinned versions into it, or correct targets.${name}.start.python.requirements.`;

const notRunning = (name: string, endpoint: string): Extract<Availability, { kind: 'unavailable' }> => ({
  kind: 'unavailable',
  reason: `nothing answers at ${endpoint}`,
  remedy: `Start it first, or say how the kit starts it: targets.${name}.start in the configuration.`,
});

async function open(
  name: string,
  target: TargetConfig,
  { file, folder }: { readonly file: string; readonly folder: string },
  options: TargetOptions,
): Promise<TargetOpening> {
  const availability = await check(name, target, folder);
  if (availability.kind === 'unavailable') return availability;
  const { region = REGION, account = ACCOUNT, functions = { via: 'probe' } } = target;
  const where = { region, account };
  const port = options.lambdaPort ?? (functions.via === 'endpoint' ? functions.port : undefined);
  const endpoint = await LambdaEndpoint.start(where, { ...(port !== undefined && { port }) });
  const started = target.start
    ? await startConfigured(
        { name, start: target.start, endpoint: target.endpoint, folder, lambda: endpoint },
        options,
      )
    : ({ kind: 'running' } as const);
  if (started.kind === 'unavailable') {
    await endpoint.close();
    return started;
  }
  const api = apiOf(target, region, started);
  const url = addressOf(target.endpoint, started);
  const attached = { name, url, api, where, traits: traitsOf(name, target, file), endpoint, functions };
  return openAttached(
    { ...attached, ...(started.kind === 'started' && { server: started.server }) },
    options,
  );
}

const addressOf = (address: string, started: Starting | { readonly kind: 'running' }): string =>
  started.kind === 'started' ? fill(address, started.values) : address;

const apiOf = (
  { endpoint, lambdaEndpoint = endpoint, account = ACCOUNT, credentials }: TargetConfig,
  region: string,
  started: Starting | { readonly kind: 'running' },
): TargetApi =>
  new TargetApi({
    endpoint: addressOf(endpoint, started),
    lambdaEndpoint: addressOf(lambdaEndpoint, started),
    region,
    credentials: credentials ?? { accessKeyId: account, secretAccessKey: 'test' },
    clock: localTraits.clock,
    // Nobody knows what it is made with.
    oneDefinitionAtATime: true,
  });

function traitsOf(name: string, target: TargetConfig, file: string): TargetTraits {
  const { roleArn, historyShowsTokens, functionsKnowAliases, unsupported = [] } = target;
  const declared = unsupported.map((one): Unsupported => {
    const { feature, reason } = typeof one === 'string' ? { feature: one, reason: undefined } : one;
    // The configuration was read with the list of features in hand.
    return { feature: feature as Feature, reason: reason ?? `${file} says that ${name} doesn't support it` };
  });
  return {
    ...localTraits,
    ...(roleArn !== undefined && { roleArn }),
    ...(historyShowsTokens !== undefined && { historyShowsTokens }),
    ...(functionsKnowAliases !== undefined && { functionsKnowAliases }),
    lacks: lacking(declared),
  };
}
