/** Logging, tracing and encryption of a machine: what they are where nothing is said, and what is refused. */
import { Refusal, type Outcome } from '../protocol/refusal.ts';
import type { EncryptionInput, LoggingInput, TracingInput } from './shapes.ts';

export interface Configuration {
  readonly logging: LoggingInput & { readonly level: string; readonly includeExecutionData: boolean };
  readonly tracing: { readonly enabled: boolean };
  readonly encryption: EncryptionInput;
}

/** What a request says of it; absent parts are left as they were. */
export interface ConfigurationInput {
  readonly loggingConfiguration?: LoggingInput;
  readonly tracingConfiguration?: TracingInput;
  readonly encryptionConfiguration?: EncryptionInput;
}

/** Whether a log group is there; its ARN ends with `:*`. */
export type LogGroupExists = (logGroupArn: string) => boolean;

export const DEFAULT_CONFIGURATION: Configuration = {
  logging: { level: 'OFF', includeExecutionData: false },
  tracing: { enabled: false },
  encryption: { type: 'AWS_OWNED_KEY' },
};

/** The configuration after a request, or what is wrong with it (RECORDED 95; AWS-BEHAVIOUR 8.1.18). */
export function configure(
  before: Configuration,
  input: ConfigurationInput,
  logGroupExists: LogGroupExists,
): Outcome<Configuration> {
  const { loggingConfiguration, tracingConfiguration, encryptionConfiguration } = input;
  const logging = loggingConfiguration && {
    ...DEFAULT_CONFIGURATION.logging,
    ...loggingConfiguration,
  };
  const destinations = logging?.destinations?.length ?? 0;
  // With level OFF none is needed; more than one is too many for any level.
  if (logging && (destinations > 1 || (destinations === 0 && logging.level !== 'OFF')))
    return invalidLogging('Must specify exactly one Log Destination.');
  if (logging?.destinations?.some((one) => !logGroupExists(one.cloudWatchLogsLogGroup?.logGroupArn ?? '')))
    return invalidLogging('Log Destination not found.');
  return {
    logging: logging ?? before.logging,
    tracing: tracingConfiguration ? { enabled: tracingConfiguration.enabled ?? false } : before.tracing,
    encryption: encryptionConfiguration ?? before.encryption,
  };
}

const invalidLogging = (reason: string): Refusal =>
  new Refusal('InvalidLoggingConfiguration', `Invalid Logging Configuration: ${reason}`);

/** As the Describe operations show it. */
export const describeConfiguration = ({ logging, tracing, encryption }: Configuration) => ({
  loggingConfiguration: {
    level: logging.level,
    includeExecutionData: logging.includeExecutionData,
    destinations: logging.destinations,
  },
  tracingConfiguration: tracing,
  encryptionConfiguration: encryption,
});

/** Equal by content; all parts are plain data in the order of their shapes. */
export const sameConfiguration = (a: Configuration, b: Configuration): boolean =>
  JSON.stringify(describeConfiguration(a)) === JSON.stringify(describeConfiguration(b));
