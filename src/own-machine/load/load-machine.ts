/** From what `--machine` names to one definition: a file of ASL, or one machine of a template. */
import { didYouMean } from '../../cli/nearest.ts';
import type { MachineType } from '../../case/case.ts';
import { isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';
import { MachineProblem } from '../machine-problem.ts';
import { parseText } from './parse-text.ts';
import { readText } from './read-text.ts';
import { circularDependency } from './template/circular.ts';
import { definitionOf } from './template/definition-of.ts';
import { isTemplate, machinesOf, readTemplate, type Resource, type Template } from './template/template.ts';

export interface LoadedMachine {
  /** As reports call it: the file, with the logical id where it is one of a template. */
  readonly name: string;
  readonly definition: JsonObject;
  /** Undefined where neither template nor description says it. */
  readonly type: MachineType | undefined;
}

/** Throws a MachineProblem where there is no such machine. */
export async function loadMachine(reference: string): Promise<LoadedMachine> {
  const [path, id] = split(reference);
  const value = parseText(await readText(path), path);
  if (isTemplate(value)) return fromTemplate(readTemplate(value, path), path, id);
  if (id !== undefined)
    throw new MachineProblem(
      `'${path}' is no template, so that it has no machine '${id}'. Leave #${id} out.`,
    );
  const described = description(value, path);
  const definition = described?.definition ?? value;
  return { name: path, definition: definitionObject(definition, path), type: described?.type };
}

/** A `#` divides file and logical id; ids are letters and digits only. */
function split(reference: string): readonly [path: string, id: string | undefined] {
  const match = /^(.+)#([A-Za-z0-9]+)$/.exec(reference);
  return match ? [match[1] ?? reference, match[2]] : [reference, undefined];
}

async function fromTemplate(
  template: Template,
  path: string,
  id: string | undefined,
): Promise<LoadedMachine> {
  const machine = chosen(template, path, id);
  const round = circularDependency(machine.id, template);
  if (round) {
    throw new MachineProblem(
      `${path}: resources need each other in a circle: ${round.join(' → ')}. CloudFormation refuses such a template; ` +
        'break the circle, or give the definition itself.',
    );
  }
  const type = valueAt(machine.properties, 'StateMachineType') ?? valueAt(machine.properties, 'Type');
  const name = machinesOf(template).length > 1 || id !== undefined ? `${path}#${machine.id}` : path;
  return {
    name,
    definition: definitionObject(await definitionOf(machine, template, path), name),
    type: type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
  };
}

function chosen(template: Template, path: string, id: string | undefined): Resource {
  const machines = machinesOf(template);
  const ids = machines.map((machine) => machine.id);
  if (machines.length === 0) {
    throw new MachineProblem(
      `${path}: the template has no state machine. Expected a resource of type AWS::StepFunctions::StateMachine or AWS::Serverless::StateMachine.`,
    );
  }
  if (id === undefined) {
    const [only] = machines;
    if (machines.length === 1 && only) return only;
    throw new MachineProblem(
      `${path}: the template has ${machines.length} state machines: ${ids.join(', ')}. Choose one: --machine ${path}#${ids[0]}`,
    );
  }
  // CDK ends logical ids with a hash; the part before it will do where one machine only begins so.
  const fitting = machines.filter((machine) => machine.id === id || machine.id.startsWith(id));
  const machine = machines.find((one) => one.id === id) ?? (fitting.length === 1 ? fitting[0] : undefined);
  if (machine) return machine;
  throw new MachineProblem(
    `${path}: the template has no state machine '${id}'.${didYouMean(id, ids)} It has ${ids.join(', ')}.`,
  );
}

/** What DescribeStateMachine answers, saved to a file. */
function description(
  value: JsonValue,
  name: string,
): { readonly definition: JsonValue; readonly type: MachineType } | undefined {
  const text =
    isJsonObject(value) && !Object.hasOwn(value, 'States') ? valueAt(value, 'definition') : undefined;
  if (typeof text !== 'string' || !isJsonObject(value)) return undefined;
  const type = valueAt(value, 'type') === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';
  return { definition: parseText(text, `${name}: definition`), type };
}

function definitionObject(value: JsonValue, name: string): JsonObject {
  if (isJsonObject(value) && (Object.hasOwn(value, 'States') || Object.hasOwn(value, 'StartAt')))
    return value;
  const found = isJsonObject(value)
    ? `an object with ${Object.keys(value).slice(0, 6).join(', ') || 'nothing in it'}`
    : value === null
      ? 'nothing'
      : `no object`;
  throw new MachineProblem(
    `${name}: neither a state machine (StartAt and States) nor a template (Resources): found ${found}.`,
  );
}
