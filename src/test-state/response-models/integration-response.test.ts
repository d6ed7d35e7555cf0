import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readResource } from '../../asl/state/resource.ts';
import { asInJava, capitalized } from './field-spelling.ts';
import { integrationResponse } from './integration-response.ts';
import type { Reference } from './response-model.ts';
import { storedResponseModels } from './stored-response-models.ts';

const responseOf = (text: string) => {
  const resource = readResource(`arn:aws:states:::${text}`);
  if (resource.kind !== 'service') throw new Error(`${text} is no integration`);
  return integrationResponse(resource, storedResponseModels);
};

test.each([
  ['lambda:invoke', 'InvocationResponse'],
  ['aws-sdk:lambda:getFunction', 'GetFunctionResponse'],
  ['states:startExecution', 'StartExecutionOutput'],
  ['states:startExecution.sync', 'DescribeExecutionOutput'],
  ['states:startExecution.sync:2', 'DescribeExecutionOutput'],
  ['aws-sdk:sfn:startSyncExecution', 'StartSyncExecutionOutput'],
  ['events:putEvents', 'PutEventsResponse'],
  ['dynamodb:putItem', 'PutItemOutput'],
  ['sqs:sendMessage', 'SendMessageResult'],
  ['sns:publish', 'PublishResponse'],
  ['aws-sdk:s3:getObject', 'GetObjectOutput'],
  ['aws-sdk:kms:encrypt', 'EncryptResponse'],
  ['aws-sdk:secretsmanager:getSecretValue', 'GetSecretValueResponse'],
  ['aws-sdk:cloudwatchlogs:putLogEvents', 'PutLogEventsResponse'],
  ['elasticmapreduce:createCluster', 'RunJobFlowOutput'],
  ['bedrock:invokeModel', 'InvokeModelResponse'],
])('%s answers with %s', (text, name) => {
  expect(responseOf(text)?.reference).toEqual({ kind: 'shape', name });
});

test.each([
  'apigateway:invoke',
  'sqs:sendMessage.waitForTaskToken',
  'ecs:runTask.sync',
  'aws-sdk:constructor:getObject',
  'aws-sdk:s3:toString',
  'aws-sdk:__proto__:getObject',
  'aws-sdk:response-models:getObject',
])('nothing is known of what %s answers', (text) => {
  expect(responseOf(text)).toBeUndefined();
});

test('the payload of the optimized invoke may be anything, that of the SDK is text', () => {
  const payloadOf = (text: string): Reference | undefined => {
    const shape = responseOf(text)?.model.shapes.get('InvocationResponse');
    return shape?.kind === 'structure' ? shape.fields.get('Payload') : undefined;
  };
  expect(payloadOf('lambda:invoke')).toEqual({ kind: 'any' });
  expect(payloadOf('aws-sdk:lambda:invoke')).toEqual({ kind: 'string' });
});

test.each([
  ['executionArn', 'ExecutionArn', 'ExecutionArn'],
  ['MD5OfMessageBody', 'MD5OfMessageBody', 'Md5OfMessageBody'],
  ['ETag', 'ETag', 'ETag'],
  ['DBInstances', 'DBInstances', 'DbInstances'],
  ['SSEKMSKeyId', 'SSEKMSKeyId', 'SsekmsKeyId'],
  ['CodeSha256', 'CodeSha256', 'CodeSha256'],
])('%s is %s in an optimized integration, %s in an SDK integration', (field, optimized, sdk) => {
  expect(capitalized(field)).toBe(optimized);
  expect(asInJava(field)).toBe(sdk);
});

const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.json'));

test.each(files)('%s is whole: each name in it leads to a shape', (file) => {
  const model = storedResponseModels.find(file.replace('.json', ''));
  const shapes = model?.shapes ?? new Map();
  const names = (reference: Reference): readonly string[] => {
    if (reference.kind === 'shape') return [reference.name];
    if (reference.kind === 'array') return names(reference.items);
    return reference.kind === 'map' ? names(reference.values) : [];
  };
  const used = [
    ...[...(model?.operations.values() ?? [])].flatMap(names),
    ...[...shapes.values()].flatMap((shape) =>
      shape.kind === 'structure' ? [...shape.fields.values()].flatMap(names) : [],
    ),
  ];
  expect(used.length).toBeGreaterThan(0);
  expect(used.filter((name) => !shapes.has(name))).toEqual([]);
});
