/** LocalStack as a container, where a Docker engine answers. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { ChildServer, type ServerCommand, type ServerStart } from '../processes/child-server.ts';
import { freePort } from '../processes/free-port.ts';

export const IMAGE = 'localstack/localstack:4.14.0';

/** Milliseconds within which an engine that is there answers. */
const ENGINE_PATIENCE = 5000;

/** True where `docker` is installed and its engine runs. */
export function dockerAnswers(): Promise<boolean> {
  const args = ['version', '--format', '{{.Server.Version}}'];
  return new Promise((resolve) => {
    execFile('docker', args, { timeout: ENGINE_PATIENCE }, (error, printed) =>
      resolve(error === null && printed.trim() !== ''),
    );
  });
}

export async function startContainer(
  signal?: AbortSignal,
): Promise<{ readonly start: ServerStart; readonly url: string }> {
  const port = await freePort();
  const start = await ChildServer.start(containerCommand(port), signal);
  return { start, url: `http://127.0.0.1:${port}` };
}

/** Functions run in containers beside it, so it is given the engine's socket, as its users do. */
export function containerCommand(port: number): ServerCommand {
  const name = `sfn-conformance-localstack-${randomBytes(4).toString('hex')}`;
  const publish = ['--publish', `127.0.0.1:${port}:4566`];
  const socket = ['--volume', '/var/run/docker.sock:/var/run/docker.sock'];
  const settings = ['DISABLE_EVENTS=1', 'LS_LOG=warning'].flatMap((setting) => ['--env', setting]);
  return {
    program: 'docker',
    args: ['run', '--rm', '--name', name, ...publish, ...socket, ...settings, IMAGE],
    environment: {},
    healthUrl: `http://127.0.0.1:${port}/_localstack/health`,
    // The image may have to be pulled first.
    readyWithin: 600_000,
    grace: 20_000,
    // It ends its functions' containers; a signal to the client alone would not always reach it.
    stop: { program: 'docker', args: ['stop', '--time', '10', name] },
  };
}
