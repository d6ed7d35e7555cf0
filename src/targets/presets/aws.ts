/** AWS itself, with the SDK's ordinary credentials, in the account that `--account` names. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { openRun } from '../aws/open-run.ts';
import type { Availability, TargetOpening, TargetOptions, TargetPreset } from '../target.ts';

export const aws: TargetPreset = {
  name: 'aws',
  about: 'AWS itself, in the account that --account names (docs/aws.md)',
  check,
  open,
};

/** Credentials are looked for, not tried: nothing is asked of an account that nobody has named. */
async function check(): Promise<Availability> {
  const given = ['AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_WEB_IDENTITY_TOKEN_FILE'].find(
    (name) => process.env[name] !== undefined,
  );
  const file = join(homedir(), '.aws');
  if (given === undefined && !existsSync(file))
    return {
      kind: 'unavailable',
      reason: 'no credentials of AWS are in sight',
      remedy: 'Give them as for the AWS CLI, and name the account with --account: docs/aws.md.',
    };
  return {
    kind: 'ready',
    how: `with the credentials of ${given ?? file}, in the account that --account names`,
  };
}

async function open({ account, progress = () => {}, signal }: TargetOptions): Promise<TargetOpening> {
  if (account === undefined)
    return {
      kind: 'unavailable',
      reason: 'no account was named, and none is touched that was not',
      remedy:
        'Name the one that your credentials belong to: --account 123456789012. docs/aws.md says what must be there.',
    };
  return openRun({
    name: 'aws',
    account,
    progress,
    signal: signal ?? new AbortController().signal,
  });
}
