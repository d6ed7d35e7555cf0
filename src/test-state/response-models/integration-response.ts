/** Which response of which service an integration's result is held to. */
import type { ServiceResource } from '../../asl/state/resource.ts';
import { asInJava, capitalized } from './field-spelling.ts';
import type { Reference, ResponseModels, ServiceModel } from './response-model.ts';

export interface IntegrationResponse {
  readonly model: ServiceModel;
  readonly reference: Reference;
  readonly spell: (field: string) => string;
}

/** Optimized integrations whose service has another name as an SDK integration. */
const SERVICES: Readonly<Record<string, string>> = {
  states: 'sfn',
  events: 'eventbridge',
  elasticmapreduce: 'emr',
  'emr-containers': 'emrcontainers',
  'emr-serverless': 'emrserverless',
  'bedrock:invokeModel': 'bedrockruntime',
};

/** Optimized integrations that call an operation of another name. */
const OPERATIONS: Readonly<Record<string, string>> = {
  'elasticmapreduce:createCluster': 'RunJobFlow',
  'elasticmapreduce:addStep': 'AddJobFlowSteps',
  'elasticmapreduce:cancelStep': 'CancelSteps',
};

/** Fields that Step Functions parses: they may be of any type (AWS-BEHAVIOUR 1.2.8, 8.7.12; inferred for Bedrock's). */
const PARSED: Readonly<Record<string, string>> = {
  'lambda:invoke': 'Payload',
  'bedrock:invokeModel': 'body',
};

/** What a job's integration ends with: the answer of the operation that describes the job (github.com/boto/boto3/issues/4683). */
const DESCRIBED: Readonly<Record<string, string>> = { 'states:startExecution': 'DescribeExecution' };

/**
 * Undefined where nothing is known of the result: no model, an operation without a response, a callback (its result is what the
 * token's holder says), or a job whose description isn't known to be the result.
 */
export function integrationResponse(
  { resourceType, action, pattern }: ServiceResource,
  models: ResponseModels,
): IntegrationResponse | undefined {
  if (pattern === 'waitForTaskToken') return undefined;
  const sdk = resourceType.startsWith('aws-sdk:');
  const name = `${resourceType}:${action}`;
  const service = sdk
    ? resourceType.slice('aws-sdk:'.length).toLowerCase()
    : (own(SERVICES, name) ?? own(SERVICES, resourceType) ?? resourceType);
  const operation =
    pattern === 'requestResponse' ? (own(OPERATIONS, name) ?? capitalized(action)) : own(DESCRIBED, name);
  const model = operation === undefined ? undefined : models.find(service);
  if (operation === undefined || model === undefined) return undefined;
  const reference = find(model.operations, operation);
  if (reference === undefined) return undefined;
  const parsed = own(PARSED, name);
  return {
    model: parsed === undefined ? model : withoutType(model, reference, parsed),
    reference,
    spell: sdk ? asInJava : capitalized,
  };
}

const own = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

/** Step Functions writes `getDbInstances` where the API says `GetDBInstances`. */
function find(operations: ServiceModel['operations'], name: string): Reference | undefined {
  const exact = operations.get(name);
  if (exact !== undefined) return exact;
  const folded = name.toLowerCase();
  return [...operations].find(([operation]) => operation.toLowerCase() === folded)?.[1];
}

function withoutType(model: ServiceModel, response: Reference, field: string): ServiceModel {
  const name = response.kind === 'shape' ? response.name : '';
  const shape = model.shapes.get(name);
  if (shape?.kind !== 'structure') return model;
  const fields = new Map([...shape.fields, [field, { kind: 'any' as const }]]);
  return { ...model, shapes: new Map([...model.shapes, [name, { ...shape, fields }]]) };
}
