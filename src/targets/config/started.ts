/** Starts the program of a target that the configuration describes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  checkPythonEnvironment,
  pythonEnvironment,
  type EnvironmentRecipe,
} from '../environments/python-environment.ts';
import { EXECUTOR_PACKAGE } from '../localstack/host-mode.ts';
import { ChildServer } from '../processes/child-server.ts';
import { freePort } from '../processes/free-port.ts';
import type { Availability, TargetOptions } from '../target.ts';
import type { PythonConfig, ReadyRequest, StartConfig } from './config.ts';
import { fill, type PlaceholderValues } from './placeholders.ts';

export type Starting =
  | { readonly kind: 'started'; readonly server: ChildServer; readonly values: PlaceholderValues }
  | { readonly kind: 'unavailable'; readonly reason: string; readonly remedy: string };

export interface StartOptions {
  readonly name: string;
  readonly start: StartConfig;
  readonly endpoint: string;
  /** The configuration's folder. */
  readonly folder: string;
  /** The kit's Lambda Invoke endpoint. */
  readonly lambda: { readonly url: string; readonly port: number };
}

export async function startConfigured(
  { name, start, endpoint, folder, lambda }: StartOptions,
  { progress = () => {}, signal }: TargetOptions,
): Promise<Starting> {
  const environment =
    start.python && (await pythonEnvironment(recipeOf(name, start.python, folder), progress, signal));
  if (environment?.kind === 'unavailable') return environment;
  const own = await mkdtemp(join(tmpdir(), 'sfn-conformance-'));
  const values: PlaceholderValues = {
    port: String(await freePort()),
    port2: String(await freePort()),
    port3: String(await freePort()),
    lambdaPort: String(lambda.port),
    lambdaUrl: lambda.url,
    folder: own,
    node: process.execPath,
    ...(environment && { python: environment.python, environment: environment.folder }),
  };
  const filled = (text: string): string => fill(text, values);
  const base = filled(endpoint);
  const { stop } = start;
  const starting = await ChildServer.start(
    {
      program: filled(start.command),
      args: (start.args ?? []).map(filled),
      environment: Object.fromEntries(
        Object.entries(start.env ?? {}).map(([variable, value]) => [variable, filled(value)]),
      ),
      cwd: resolve(folder, start.cwd ?? '.'),
      healthUrl: new URL(filled(start.health ?? ''), base).href,
      readyWithin: (start.readyWithinSeconds ?? 60) * 1000,
      grace: (start.stopWithinSeconds ?? 5) * 1000,
      ...(stop && { stop: { program: filled(stop.command), args: (stop.args ?? []).map(filled) } }),
      folder: own,
    },
    signal,
  );
  if (starting.kind === 'failed') {
    await rm(own, { recursive: true, force: true });
    return {
      kind: 'unavailable',
      reason: `${name} did not start: ${starting.reason}`,
      remedy: `See what it printed, and targets.${name}.start in the configuration.`,
    };
  }
  const { server } = starting;
  for (const request of start.ready ?? []) {
    const failure = await send(request, base, filled);
    if (failure === undefined) continue;
    await server.close();
    return {
      kind: 'unavailable',
      reason: `${name} is ready, but ${failure}`,
      remedy: `See targets.${name}.start.ready in the configuration.`,
    };
  }
  return { kind: 'started', server, values };
}

/** What it takes to start it, without starting it. */
export const checkConfigured = (name: string, start: StartConfig, folder: string): Promise<Availability> =>
  start.python
    ? checkPythonEnvironment(recipeOf(name, start.python, folder))
    : Promise.resolve({ kind: 'ready', how: `the kit starts it: ${start.command}` });

/** `{executor}` stands for the kit's own package. */
const recipeOf = (name: string, python: PythonConfig, folder: string): EnvironmentRecipe => ({
  name,
  requirements: resolve(folder, python.requirements),
  oldestPythonMinor: Number((python.atLeast ?? '3.9').slice('3.'.length)),
  ...(python.package !== undefined && {
    ownPackage: python.package === '{executor}' ? EXECUTOR_PACKAGE : resolve(folder, python.package),
  }),
});

async function send(
  { method = 'POST', url, headers, body }: ReadyRequest,
  base: string,
  filled: (text: string) => string,
): Promise<string | undefined> {
  const where = new URL(filled(url), base).href;
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  try {
    const answer = await fetch(where, {
      method,
      signal: AbortSignal.timeout(30_000),
      ...(headers && { headers }),
      ...(text !== undefined && { body: text }),
    });
    await answer.body?.cancel();
    return answer.ok ? undefined : `it answered ${method} ${where} with status ${answer.status}`;
  } catch (error) {
    return `${method} ${where} failed: ${error instanceof Error ? error.message : String(error)}`;
  }
}
