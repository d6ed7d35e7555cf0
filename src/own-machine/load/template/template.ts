/** A CloudFormation template, or a SAM one, as far as the definition of a machine needs it. */
import { entriesOf } from '../../../json/key-order.ts';
import { isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../../json/value.ts';

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** The resource as it stands: its Condition and DependsOn are beside the properties. */
  readonly source: JsonObject;
}

export interface Template {
  /** The file, as messages call it. */
  readonly name: string;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly parameters: JsonObject;
  readonly mappings: JsonObject;
  readonly conditions: JsonObject;
}

/** True for what has Resources, also where nothing is in them yet. */
export const isTemplate = (value: JsonValue): value is JsonObject =>
  isJsonObject(value) && Object.hasOwn(value, 'Resources') && !Object.hasOwn(value, 'States');

export function readTemplate(source: JsonObject, name: string): Template {
  const section = (key: string): JsonObject => objectOrEmpty(valueAt(source, key));
  const resources = entriesOf(section('Resources')).flatMap(([id, resource]) =>
    isJsonObject(resource) ? [[id, readResource(id, resource)] as const] : [],
  );
  return {
    name,
    resources: new Map(resources),
    parameters: section('Parameters'),
    mappings: section('Mappings'),
    conditions: section('Conditions'),
  };
}

const readResource = (id: string, source: JsonObject): Resource => {
  const type = valueAt(source, 'Type');
  return {
    id,
    type: typeof type === 'string' ? type : '',
    properties: objectOrEmpty(valueAt(source, 'Properties')),
    source,
  };
};

const objectOrEmpty = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});

const MACHINES = ['AWS::StepFunctions::StateMachine', 'AWS::Serverless::StateMachine'];

/** The state machines of a template, in its order. */
export const machinesOf = ({ resources }: Template): readonly Resource[] =>
  [...resources.values()].filter(({ type }) => MACHINES.includes(type));
