/** Options that say where a target is described and how it reaches the kit. */
import type { TargetOptions } from '../targets/target.ts';
import { UsageError } from './command.ts';

export const TARGET_OPTIONS = { config: 'text', 'lambda-port': 'text', account: 'text' } as const;

/** For a line of usage. */
export const TARGET_USAGE = '[--config FILE] [--lambda-port PORT] [--account ID]';

export function readTargetOptions(
  texts: Readonly<Record<string, string | undefined>>,
): Pick<TargetOptions, 'config' | 'lambdaPort' | 'account'> {
  const { config, 'lambda-port': port, account } = texts;
  return {
    ...(config !== undefined && { config }),
    ...(port !== undefined && { lambdaPort: portOf(port) }),
    ...(account !== undefined && { account: accountOf(account) }),
  };
}

function accountOf(text: string): string {
  if (!/^\d{12}$/.test(text))
    throw new UsageError(`--account: expected the twelve digits of an AWS account, found '${text}'.`);
  return text;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new UsageError(`--lambda-port: expected a port from 1 to 65535, found '${text}'.`);
  return port;
}
