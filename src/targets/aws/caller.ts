/** Whose credentials these are: nothing is touched in an account that wasn't named. */
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { AwsPlace } from './run-names.ts';

export type CallerCheck =
  | { readonly kind: 'allowed'; readonly place: AwsPlace }
  | { readonly kind: 'refused'; readonly reason: string; readonly remedy: string };

/** Milliseconds until STS must have answered. */
const PATIENCE = 30_000;

/** The SDK's own credentials, profile and, unless one is given, region. `account` is the one that the user named. */
export async function checkCaller(
  account: string,
  { region: given, patience = PATIENCE }: { readonly region?: string; readonly patience?: number } = {},
): Promise<CallerCheck> {
  const client = new STSClient({ maxAttempts: 10, ...(given !== undefined && { region: given }) });
  try {
    const region = await client.config.region();
    const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}), {
      abortSignal: AbortSignal.timeout(patience),
    });
    if (Account !== account)
      return {
        kind: 'refused',
        reason: `the credentials are not of the account ${account} but of another one, which ends in ${String(Account).slice(-4)}`,
        remedy:
          'Choose the profile of the account that you named (AWS_PROFILE), or name the other one with --account.',
      };
    return { kind: 'allowed', place: { partition: Arn?.split(':')[1] ?? 'aws', account, region } };
  } catch (error) {
    const { name, message } = error as Error;
    return {
      kind: 'refused',
      reason: `STS doesn't say whose account this is: ${name}: ${message}`,
      remedy:
        'Give the SDK credentials and a region as for the AWS CLI: AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and AWS_REGION.',
    };
  } finally {
    client.destroy();
  }
}
