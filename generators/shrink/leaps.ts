/**
 * Great steps for a machine of one state: most differences show with nothing but the fields that its type demands, or with one
 * more. Cutting it down to that field by field would cost an execution a field.
 */
import type { Case } from '../../src/case/case.ts';
import { isJsonObject, type JsonObject } from '../../src/json/value.ts';
import { innerFlows } from '../validity/states-of.ts';
import { namedStates, withState } from './flow-places.ts';

type Content = Omit<Case, 'id'>;

const DEMANDED = new Set([
  'Type',
  'QueryLanguage',
  'Resource',
  'Parameters',
  'Arguments',
  'Branches',
  'ItemProcessor',
  'Iterator',
  'Choices',
  'Next',
  'End',
]);

/** Nothing where the machine has several states at its top. */
export function* leaps(content: Content, definition: JsonObject): Iterable<Content> {
  const [only, ...others] = namedStates(definition);
  if (only === undefined || others.length > 0) return;
  const [name, state] = only;
  const { StartAt, States, QueryLanguage } = definition;
  const machine = {
    ...(QueryLanguage !== undefined && { QueryLanguage }),
    ...(StartAt !== undefined && { StartAt }),
    ...(States !== undefined && { States }),
  };
  const withBare = (bare: JsonObject): Content => ({
    ...content,
    machine: { ...content.machine, definition: withState(machine, name, bare) },
  });
  const bare = only[1]['Type'] === 'Task' ? bareTask(state) : pick(state, () => false);
  for (const start of [bare, withoutInside(bare)]) {
    yield { ...withBare(start), input: { input: {} } };
    yield withBare(start);
  }
  for (const field of Object.keys(state)) {
    if (!DEMANDED.has(field) || field === 'Parameters')
      yield withBare({ ...bare, [field]: state[field] ?? null });
  }
}

const pick = (state: JsonObject, more: (field: string) => boolean): JsonObject =>
  Object.fromEntries(Object.entries(state).filter(([field]) => DEMANDED.has(field) || more(field)));

/** Of the parameters of an invocation only whom it calls. */
function bareTask(state: JsonObject): JsonObject {
  const parameters = state['Parameters'];
  const name = isJsonObject(parameters) ? parameters['FunctionName'] : undefined;
  const { Parameters: _, ...bare } = pick(state, () => false);
  if (name !== undefined) return { ...bare, Parameters: { FunctionName: name } };
  return String(state['Resource']).startsWith('arn:aws:lambda:') || parameters === undefined
    ? bare
    : { ...bare, Parameters: parameters };
}

/** A container around nothing that matters. */
function withoutInside(state: JsonObject): JsonObject {
  const pass = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
  if ([...innerFlows(state)].length === 0) return state;
  if (Array.isArray(state['Branches'])) return { ...state, Branches: [pass] };
  const { ItemProcessor: _, Iterator: __, ...others } = state;
  return { ...others, ItemProcessor: pass };
}
