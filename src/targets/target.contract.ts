/** The contract of executors for a target by name: it is opened as a user's would be. */
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { test } from 'vitest';
import { executorContract } from '../executors/executor.contract.ts';
import { LOCAL_CREDENTIALS } from './presets/local-target.ts';
import { resolveTarget } from './resolve-target.ts';

export interface Expected {
  readonly callbacks: boolean;
  /** False where DescribeExecution doesn't tell error and cause. */
  readonly errors?: boolean;
  /** True where functions are deployed to the target. */
  readonly deploys?: boolean;
  /** What to sign with, where that matters. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** The configuration that describes it. */
  readonly config?: string;
}

/** Where the target can't be had on this machine its tests are left out with one line, but never in CI. */
export async function targetContract(
  name: string,
  { callbacks, errors = true, deploys = false, credentials = LOCAL_CREDENTIALS, config }: Expected,
): Promise<void> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const opening = await resolveTarget(name, { progress: say, ...(config !== undefined && { config }) });
  if (opening.kind !== 'open') {
    const reason = opening.kind === 'unavailable' ? opening.reason : `no target is called ${name}`;
    if (process.env['CI'] === 'true') throw new Error(reason);
    say(`${name} is not tested: ${reason}`);
    test.skip(`${name}: ${reason}`, () => {});
    return;
  }
  const { executor, url } = opening;
  executorContract({
    executor,
    callbacks,
    errors,
    leftovers: async () => (url === undefined ? [] : standing(url, deploys, credentials)),
    answers: async () => url !== undefined && isListening(url),
  });
}

/** State machines and functions; those that wait for the next case don't count. */
async function standing(
  endpoint: string,
  deploys: boolean,
  credentials: NonNullable<Expected['credentials']>,
): Promise<readonly string[]> {
  const options = { endpoint, region: 'us-east-1', credentials, disableHostPrefix: true };
  const machines = await new SFNClient(options).send(new ListStateMachinesCommand({}));
  const functions = deploys ? await new LambdaClient(options).send(new ListFunctionsCommand({})) : undefined;
  return [
    ...(machines.stateMachines ?? []).map(({ name }) => String(name)),
    ...(functions?.Functions ?? []).map(({ FunctionName }) => String(FunctionName)),
  ].filter((name) => !name.startsWith('kpool'));
}

async function isListening(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
}
