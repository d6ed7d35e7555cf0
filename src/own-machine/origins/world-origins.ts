/** Where what comes from outside of the states comes from: the context object, results of calls, their errors. */
import type { Flow, State, TaskState } from '../../asl/state/state.ts';
import { statesIn } from '../states-in.ts';
import { at, computed, constant, joinAll, object, OPEN, spelling, type Origin } from './origin.ts';
import { fieldStep, INPUT, type Place } from './place.ts';

/** The context around an inner Map: its own item goes over that of the outer one. */
export const withoutMap = ({ fields }: Origin): Origin['fields'] =>
  new Map([...fields].filter(([name]) => name !== 'Map'));

/** The context object, as far as it holds data. */
export const contextOf = (mapItem: Origin): Origin => ({
  ...OPEN,
  fields: new Map([
    ['Execution', { ...OPEN, fields: new Map([['Input', at({ source: INPUT, steps: [] })]]) }],
    ['Map', object([['Item', { ...OPEN, fields: new Map([['Value', mapItem]]) }]])],
    ['Task', object([['Token', OPEN]])],
  ]),
});

/** What a Task's work gives: the function's own result, wrapped as its integration wraps it. */
export function taskResult({ name, resource }: TaskState): Origin {
  const result = at({ source: { kind: 'result', state: name }, steps: [] });
  if (resource.kind !== 'service') return result;
  if (resource.pattern === 'waitForTaskToken')
    return at({ source: { kind: 'answer', state: name }, steps: [] });
  if (resource.resourceType === 'aws-sdk:lambda')
    return { ...OPEN, fields: new Map([['Payload', spelling(result)]]) };
  return {
    ...OPEN,
    fields: new Map([
      ['Payload', result],
      ['StatusCode', constant(200)],
      ['ExecutedVersion', constant('$LATEST')],
    ]),
  };
}

/** `{Error, Cause}` of a failing call. */
export const errorOf = ({ name }: State): Origin => {
  const place = (...steps: Place['steps']): Origin => at({ source: { kind: 'error', state: name }, steps });
  return object([
    ['Error', place(fieldStep('Error'))],
    ['Cause', place(fieldStep('Cause'))],
  ]);
};

/** What may fail a container: its Tasks, and its Fail states with the names that they give. */
export function errorInside(flows: readonly Flow[]): Origin {
  const errors = flows.flatMap((flow) =>
    statesIn(flow).flatMap(([, state]): readonly Origin[] => {
      if (state.type === 'Task') return [errorOf(state)];
      if (state.type !== 'Fail' || state.error?.kind !== 'literal') return [];
      return [
        object([
          ['Error', constant(state.error.text)],
          ['Cause', OPEN],
        ]),
      ];
    }),
  );
  return joinAll([...errors, computed([])]);
}
