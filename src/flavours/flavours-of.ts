/**
 * The ways in which Step Functions and Lambda are used together that people ask for by name: how a Task names its function, who
 * answers its token and how, what is started. A case has a flavour only where the reference carries it out.
 */
import { parametersOf } from '../../generators/features/task-features.ts';
import { statesOf } from '../../generators/validity/states-of.ts';
import { readResource } from '../asl/state/resource.ts';
import type { Case } from '../case/case.ts';
import type { HistoryEvent } from '../interpreter/history.ts';
import type { JsonObject } from '../json/value.ts';

export const FLAVOURS = [
  'function ARN',
  'function ARN with a version',
  'function ARN with an alias',
  'lambda:invoke with Qualifier',
  'callback success',
  'callback failure',
  'callback heartbeat',
  'callback time-out',
  'Event',
  'Express',
  'TestState',
] as const;

export type Flavour = (typeof FLAVOURS)[number];

/** What the reference says of a case. */
export interface Foreseen {
  /** Ids of the rules that it carries out. */
  readonly rules: readonly string[];
  /** Where it tells one: else each state counts as entered. */
  readonly history?: readonly Pick<HistoryEvent, 'type'>[] | undefined;
}

export function flavoursOf({ machine }: Case, { rules, history }: Foreseen): ReadonlySet<Flavour> {
  const found = new Set<Flavour>();
  const entered = enteredStates(history);
  for (const { name, state } of statesOf(machine.definition))
    if (state['Type'] === 'Task' && (entered === undefined || entered.has(name)))
      for (const flavour of flavoursOfTask(state)) found.add(flavour);
  for (const [flavour, carriedOut] of Object.entries(RULES) as [Flavour, readonly string[]][])
    if (carriedOut.some((rule) => rules.includes(rule))) found.add(flavour);
  if (machine.type === 'EXPRESS') found.add('Express');
  if (machine.start === 'TestState') found.add('TestState');
  return found;
}

/** What becomes of a token is told by the rule that is carried out. */
const RULES: Readonly<Partial<Record<Flavour, readonly string[]>>> = {
  'callback success': ['callback.success'],
  'callback failure': ['callback.failure'],
  'callback heartbeat': ['callback.heartbeat', 'callback.heartbeat-timeout'],
  'callback time-out': ['callback.timeout', 'callback.heartbeat-timeout'],
};

function* flavoursOfTask(state: JsonObject): Iterable<Flavour> {
  const resource = readResource(String(state['Resource']));
  if (resource.kind === 'function') {
    const { qualifier } = resource;
    if (qualifier === undefined) yield 'function ARN';
    else
      yield /^(?:\d+|\$LATEST)$/.test(qualifier)
        ? 'function ARN with a version'
        : 'function ARN with an alias';
  }
  if (resource.kind !== 'service') return;
  const parameters = parametersOf(state);
  if ('Qualifier' in parameters || 'Qualifier.$' in parameters) yield 'lambda:invoke with Qualifier';
  if (parameters['InvocationType'] === 'Event') yield 'Event';
}

function enteredStates(history: Foreseen['history']): ReadonlySet<string> | undefined {
  if (history === undefined || history.length === 0) return undefined;
  const names = history.flatMap((event) => {
    const details: unknown = Object.entries(event).find(([key]) => key === 'stateEnteredEventDetails')?.[1];
    return typeof details === 'object' && details !== null && 'name' in details ? [String(details.name)] : [];
  });
  return new Set(names);
}
