/** Shapes that several operations take (AWS-BEHAVIOUR 8.1.1, 1.4.16, RECORDED 105). */
import { LARGEST_PAYLOAD } from '../../interpreter/failure.ts';
import { flag, listOf, oneOf, required, text, wholeNumber } from '../protocol/shape.ts';
import { structure, type Values } from '../protocol/structure.ts';

export const arn = text({ min: 1, max: 256 });
export const longArn = text({ min: 1, max: 2000 });
export const name = text({ min: 1, max: 80 });
export const definition = text({ min: 1, max: 1_048_576, sensitive: true });
export const payload = text({ max: LARGEST_PAYLOAD, sensitive: true, bytes: true });
export const description = text({ max: 256, sensitive: true });
export const machineType = oneOf('STANDARD', 'EXPRESS');
export const includedData = oneOf('ALL_DATA', 'METADATA_ONLY');
export const traceHeader = text({ min: 0, max: 256, pattern: '\\p{ASCII}*' });
export const errorText = text({ min: 0, max: 256, sensitive: true });
export const causeText = text({ min: 0, max: 32_768, sensitive: true });
export const taskToken = text({ min: 1, max: 2048 });

export const maxResults = wholeNumber(0, 1000);
export const nextToken = text({ min: 1, max: 1024 });

export const tag = structure('Tag', { key: text({ min: 1, max: 128 }), value: text({ min: 0, max: 256 }) });
export const tags = listOf(tag);
export const tagKeys = listOf(text({ min: 1, max: 128 }));

const logDestination = structure('LogDestination', {
  cloudWatchLogsLogGroup: structure('CloudWatchLogsLogGroup', { logGroupArn: arn }),
});

const loggingMembers = {
  level: oneOf('ALL', 'ERROR', 'FATAL', 'OFF'),
  includeExecutionData: flag,
  destinations: listOf(logDestination),
};
export const loggingConfiguration = structure('LoggingConfiguration', loggingMembers);
export type LoggingInput = Values<typeof loggingMembers>;

const tracingMembers = { enabled: flag };
export const tracingConfiguration = structure('TracingConfiguration', tracingMembers);
export type TracingInput = Values<typeof tracingMembers>;

const encryptionMembers = {
  kmsKeyId: text({ min: 1, max: 2048 }),
  kmsDataKeyReusePeriodSeconds: wholeNumber(60, 900),
  type: required(oneOf('AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KMS_KEY')),
};
export const encryptionConfiguration = structure('EncryptionConfiguration', encryptionMembers);
export type EncryptionInput = Values<typeof encryptionMembers>;

const routeMembers = { stateMachineVersionArn: required(arn), weight: required(wholeNumber(0, 100)) };
export type Route = Values<typeof routeMembers>;
export const routingConfiguration = listOf(structure('RoutingConfigurationListItem', routeMembers), {
  min: 1,
  max: 2,
});
export const aliasName = text({
  min: 1,
  max: 80,
  pattern: '^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$',
});
