/** The services of AWS as a run uses them, with the SDK's own credentials, profile, region and endpoints. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { realClock } from '../../clock/clock.ts';
import { TargetApi, type Custody } from '../../executors/aws-api/api.ts';
import { ScriptTable } from '../../executors/aws-api/one-function/script-table.ts';
import { patientResending } from '../../executors/aws-api/resending.ts';
import { TABLE, type AwsPlace } from './run-names.ts';

/** Tries of a throttled call: with waits of up to 5 s some minutes, for creation refills at one a second. */
const MOST_TRIES = 100;

export function awsApi({ region }: AwsPlace, custody?: Custody): TargetApi {
  const { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_SFN, AWS_ENDPOINT_URL_LAMBDA } = process.env;
  // Only an endpoint that is given takes no prefix before its host (`sync-`).
  const endpoint = AWS_ENDPOINT_URL_SFN ?? AWS_ENDPOINT_URL;
  const lambdaEndpoint = AWS_ENDPOINT_URL_LAMBDA ?? AWS_ENDPOINT_URL;
  return new TargetApi({
    region,
    clock: realClock,
    resending: patientResending({ first: 100, longest: 5000, most: MOST_TRIES }),
    ...(endpoint !== undefined && { endpoint }),
    ...(lambdaEndpoint !== undefined && { lambdaEndpoint }),
    ...(custody && { custody }),
  });
}

/** Calls of the table are made again by the SDK itself: none of them does anything twice. */
export const awsTable = ({ region }: AwsPlace, run: string): ScriptTable =>
  new ScriptTable(new DynamoDBClient({ region, maxAttempts: 10 }), TABLE, run);
