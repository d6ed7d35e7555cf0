/**
 * What services answer, for the functions that stand in for them: by the service's published model where it is at hand, with what
 * a job that went well ends with. What a machine reads beyond that is put in where it is read.
 */
import { readResource, type ServiceResource } from '../../asl/state/resource.ts';
import { objectOf } from '../../json/key-order.ts';
import type { JsonObject, JsonValue } from '../../json/value.ts';
import {
  integrationResponse,
  type IntegrationResponse,
} from '../../test-state/response-models/integration-response.ts';
import type { Reference, Shape } from '../../test-state/response-models/response-model.ts';
import { storedResponseModels } from '../../test-state/response-models/stored-response-models.ts';
import { overlaid } from './overlaid.ts';

const UUID = '00000000-0000-4000-8000-000000000000';

const JOB: JsonObject = {
  ExecutionArn: 'arn:aws:states:us-east-1:123456789012:execution:other:one',
  Name: 'one',
  StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:other',
  StartDate: 1717747200000,
  StopDate: 1717747201000,
  Status: 'SUCCEEDED',
};

/** Answers whose model isn't at hand, or doesn't say what a job that went well ends with. */
const KNOWN: Readonly<Record<string, JsonObject>> = {
  'apigateway:invoke': {
    ApiEndpoint: 'api',
    Headers: {},
    ResponseBody: {},
    StatusCode: 200,
    StatusText: 'OK',
  },
  'athena:startQueryExecution.sync': {
    QueryExecution: { QueryExecutionId: UUID, Status: { State: 'SUCCEEDED' } },
  },
  'batch:submitJob.sync': { JobId: UUID, JobName: 'job', Status: 'SUCCEEDED', Attempts: [] },
  'bedrock:invokeModel': { Body: {}, ContentType: 'application/json' },
  'codebuild:startBuild.sync': { Build: { Id: UUID, BuildStatus: 'SUCCEEDED' } },
  'ecs:runTask.sync': { LastStatus: 'STOPPED', TaskArn: 'task', Containers: [{ ExitCode: 0, Name: 'main' }] },
  'events:putEvents': { Entries: [{ EventId: UUID }], FailedEntryCount: 0 },
  'glue:startJobRun.sync': { Id: UUID, JobName: 'job', JobRunState: 'SUCCEEDED' },
  'http:invoke': { Headers: {}, ResponseBody: {}, StatusCode: 200, StatusText: 'OK' },
  'states:startExecution.sync': { ...JOB, Input: '{}', Output: '{}' },
  'states:startExecution.sync:2': { ...JOB, Input: {}, Output: {} },
};

/** Entries of a bucket's listing, which an ItemReader gives one by one. */
const ENTRIES: JsonValue = ['one', 'two'].map((name) => ({
  Etag: '"e"',
  Key: `items/${name}.json`,
  LastModified: 1717747200,
  Size: 2,
  StorageClass: 'STANDARD',
}));

/** `resource` as a stand-in names it: `dynamodb:putItem`. An empty object for what nothing is known of. */
export function serviceResult(resource: string): JsonValue {
  if (resource.startsWith('ItemReader')) return resource.endsWith('listObjectsV2') ? ENTRIES : [{}, {}];
  const known = Object.hasOwn(KNOWN, resource) ? KNOWN[resource] : undefined;
  const service = readResource(`arn:aws:states:::${resource}`);
  const response =
    service.kind === 'service' ? integrationResponse(service, storedResponseModels) : undefined;
  const modelled = response === undefined ? {} : example(response, service as ServiceResource);
  return known ?? modelled;
}

/** What the model requires, and the usual fields at its top that hold no others. */
function example(response: IntegrationResponse, { resourceType }: ServiceResource): JsonValue {
  const value = exampleOf(response.reference, response, 0);
  const optimized = !resourceType.startsWith('aws-sdk:') && resourceType !== 'states';
  return optimized ? overlaid({ SdkHttpMetadata: { HttpStatusCode: 200 } }, value) : value;
}

/** Fields of answers that are cut, or tell of failures: machines go round on those. */
const UNUSUAL = /Token|Truncated|Error|Cause|Fail|Unprocessed|Redrive|Sequence/i;

/** Models nest, some of them in themselves. */
const DEEPEST = 4;

function exampleOf(reference: Reference, response: IntegrationResponse, depth: number): JsonValue {
  switch (reference.kind) {
    case 'any':
    case 'map':
      return {};
    case 'string':
      return 'text';
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'array':
      return [];
    case 'shape': {
      const shape = response.model.shapes.get(reference.name);
      return shape === undefined ? 'text' : exampleOfShape(shape, response, depth);
    }
  }
}

function exampleOfShape(shape: Shape, response: IntegrationResponse, depth: number): JsonValue {
  switch (shape.kind) {
    case 'string':
      return shape.values?.[0] ?? 'text'.padEnd(Math.min(shape.min ?? 0, 100), 'x').slice(0, shape.max);
    case 'number':
      return shape.min ?? 1;
    case 'structure': {
      const { model, spell } = response;
      const flat = (field: Reference): boolean =>
        field.kind !== 'shape' || model.shapes.get(field.name)?.kind !== 'structure';
      const plain = (name: string, field: Reference): boolean =>
        depth === 0 && flat(field) && !UNUSUAL.test(name);
      const kept = [...shape.fields].filter(
        ([name, field]) => depth < DEEPEST && (shape.required.includes(name) || plain(name, field)),
      );
      return objectOf(kept.map(([name, field]) => [spell(name), exampleOf(field, response, depth + 1)]));
    }
  }
}
