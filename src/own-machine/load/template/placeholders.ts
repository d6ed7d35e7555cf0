/** What stands for resources that nobody has deployed: names and ARNs made of their logical ids. */
import { ACCOUNT, functionArn, REGION } from '../../../executors/observed-names.ts';
import { valueAt } from '../../../json/value.ts';
import { deployableName } from '../../function-name.ts';
import type { Resource, Template } from './template.ts';

const FUNCTIONS = ['AWS::Lambda::Function', 'AWS::Serverless::Function'];

/** What `Ref` gives: the ARN or the name, whichever it is for the resource's type. */
export function referenceTo(resource: Resource, template: Template): string {
  const { id, type, properties } = resource;
  switch (type) {
    case 'AWS::Lambda::Function':
    case 'AWS::Serverless::Function':
      return deployableName(id);
    case 'AWS::Lambda::Version':
      return `${functionArn(functionOf(resource, template))}:1`;
    case 'AWS::Lambda::Alias': {
      const alias = valueAt(properties, 'Name');
      return `${functionArn(functionOf(resource, template))}:${typeof alias === 'string' ? alias : 'live'}`;
    }
    case 'AWS::StepFunctions::Activity':
      return arn('states', `activity:${id}`);
    case 'AWS::StepFunctions::StateMachine':
    case 'AWS::Serverless::StateMachine':
      return arn('states', `stateMachine:${id}`);
    case 'AWS::SNS::Topic':
      return arn('sns', id);
    case 'AWS::SQS::Queue':
      return `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${id}`;
    case 'AWS::S3::Bucket':
      return id.toLowerCase();
    default:
      return id;
  }
}

/** What `Fn::GetAtt` gives; an attribute that isn't known is spelled `Id.Attribute`. */
export function attributeOf(resource: Resource, attribute: string, template: Template): string {
  const { id, type } = resource;
  if (attribute === 'Arn' || attribute === 'TopicArn') {
    if (FUNCTIONS.includes(type)) return functionArn(deployableName(id));
    const reference = referenceTo(resource, template);
    if (reference.startsWith('arn:')) return reference;
    if (type === 'AWS::S3::Bucket') return `arn:aws:s3:::${reference}`;
    if (type === 'AWS::DynamoDB::Table') return arn('dynamodb', `table/${id}`);
    return arn(type.split('::')[1]?.toLowerCase() ?? 'unknown', id);
  }
  if (type === 'AWS::Lambda::Version' && attribute === 'Version') return '1';
  if (attribute === 'FunctionArn' || attribute === 'AliasArn') return referenceTo(resource, template);
  return attribute.endsWith('Name') ? id : `${id}.${attribute}`;
}

/** The logical id of the function that a version or an alias belongs to. */
function functionOf({ id, properties }: Resource, { resources }: Template): string {
  const name = JSON.stringify(valueAt(properties, 'FunctionName') ?? id);
  const known = [...resources.values()].find(
    (one) => FUNCTIONS.includes(one.type) && name.includes(`"${one.id}"`),
  );
  return deployableName(known?.id ?? id);
}

const arn = (service: string, rest: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Region': REGION,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': 'stack',
  'AWS::StackId': arn('cloudformation', 'stack/stack/00000000-0000-4000-8000-000000000000'),
};

/** The value of a pseudo parameter, `AWS::Region` say. */
export const pseudoParameter = (name: string): string | undefined =>
  Object.hasOwn(PSEUDO, name) ? PSEUDO[name] : undefined;
