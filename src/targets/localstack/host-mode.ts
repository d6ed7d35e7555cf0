/** LocalStack without Docker: its Python package, all of its folders under one of ours, functions run by our executor. */
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPythonEnvironment, pythonEnvironment } from '../environments/python-environment.ts';
import { ChildServer } from '../processes/child-server.ts';
import { freePort } from '../processes/free-port.ts';
import type { Availability, TargetOptions } from '../target.ts';
import { findJava } from './find-java.ts';
import { fetchJsonataLibraries } from './jsonata-libraries.ts';

/** The Python package with our executor of functions, for LocalStack and emulators of its family. */
export const EXECUTOR_PACKAGE = fileURLToPath(new URL('../lambda-executor', import.meta.url));

/** A function that brings its own runtime: the only kind that our executor runs. */
export const EXECUTOR_RUNTIME = { Runtime: 'provided.al2023', Handler: 'bootstrap' } as const;

export type HostModeStart =
  | {
      readonly kind: 'started';
      readonly server: ChildServer;
      readonly url: string;
      /** Why it can't evaluate JSONata here; undefined where it can. */
      readonly jsonataLacks: string | undefined;
    }
  | { readonly kind: 'unavailable'; readonly reason: string; readonly remedy: string };

/** LocalStack's JSONata needs it. */
const OLDEST_JAVA = 17;

const RECIPE = {
  name: 'localstack',
  oldestPythonMinor: 13,
  cost: '90 s, 500 MB',
  ownPackage: EXECUTOR_PACKAGE,
};

export const checkHostMode = (): Promise<Availability> => checkPythonEnvironment(RECIPE);

export async function startInHostMode({
  progress = () => {},
  signal,
}: Pick<TargetOptions, 'progress' | 'signal'>): Promise<HostModeStart> {
  const environment = await pythonEnvironment(RECIPE, progress, signal);
  if (environment.kind === 'unavailable') return environment;
  const folder = await mkdtemp(join(tmpdir(), 'sfn-conformance-localstack-'));
  try {
    return await startServer(environment, folder, progress, signal);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function startServer(
  environment: { readonly folder: string; readonly python: string },
  folder: string,
  progress: (line: string) => void,
  signal: AbortSignal | undefined,
): Promise<HostModeStart> {
  const libraries = join(environment.folder, '..', 'jsonata-0.9.7');
  const jsonataLacks = await provideJsonata(folder, libraries, signal);
  if (jsonataLacks !== undefined) progress(`localstack: no JSONata: ${jsonataLacks}`);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const start = await ChildServer.start(
    {
      program: environment.python,
      args: ['-m', 'sfn_conformance_executor.on_loopback', 'localstack.runtime.main'],
      environment: settings(folder, port),
      healthUrl: `${url}/_localstack/health`,
      readyWithin: 60_000,
      // It takes up to 7 s where something is under way; there is nothing in it that would have to be kept.
      grace: 1000,
      folder,
    },
    signal,
  );
  if (start.kind === 'started') return { kind: 'started', server: start.server, url, jsonataLacks };
  return {
    kind: 'unavailable',
    reason: `LocalStack did not start: ${start.reason}`,
    remedy: 'See what it printed; a second try may help where the machine was busy.',
  };
}

const settings = (folder: string, port: number): Readonly<Record<string, string>> => ({
  GATEWAY_LISTEN: `127.0.0.1:${port}`,
  OVERRIDE_IN_DOCKER: '0',
  FILESYSTEM_ROOT: join(folder, 'fs'),
  TMPDIR: join(folder, 'tmp'),
  XDG_CACHE_HOME: join(folder, 'cache'),
  HOME: folder,
  DNS_ADDRESS: '0',
  DISABLE_EVENTS: '1',
  SKIP_SSL_CERT_DOWNLOAD: '1',
  EAGER_SERVICE_LOADING: '0',
  LS_LOG: 'warning',
  LAMBDA_RUNTIME_EXECUTOR: 'sfn-conformance',
  SERVICES: 'dynamodb,events,iam,lambda,s3,secretsmanager,sns,sqs,ssm,stepfunctions,sts',
  // Deployed functions that carry their scripts are run by this very Node.
  PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
});

/** Puts Java and the libraries where LocalStack looks for what it has downloaded. Says why not, where it can't. */
async function provideJsonata(
  folder: string,
  libraries: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  await mkdir(join(folder, 'tmp'));
  const java = await findJava(OLDEST_JAVA);
  if (java === undefined)
    return `LocalStack evaluates JSONata with Java ${OLDEST_JAVA} or newer, and none was found (JAVA_HOME, the path, installed ones)`;
  const failure = await fetchJsonataLibraries(libraries, signal);
  if (failure !== undefined) return `LocalStack's libraries for JSONata can't be had: ${failure}`;
  const shelf = join(folder, 'fs', 'var', 'lib', 'localstack', 'lib');
  await mkdir(join(shelf, 'java'), { recursive: true });
  await mkdir(join(shelf, 'jsonata'), { recursive: true });
  // On macOS it looks for Contents/Home below the link.
  const home = java.home.replace(/\/Contents\/Home\/?$/, '');
  await symlink(home, join(shelf, 'java', '21'));
  await symlink(libraries, join(shelf, 'jsonata', '0.9.7'));
  return undefined;
}
