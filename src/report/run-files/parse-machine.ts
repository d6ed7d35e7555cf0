/** Reads the part of `summary.json` about a user's own machine. */
import { expectNumber, expectObject, expectOneOf, expectText, mapItems } from '../../case/shape.ts';
import { hasKey, type JsonValue } from '../../json/value.ts';
import type { MachineSummary, ReportedShortening, ReportedStandIn } from '../../run/examined-machine.ts';

/** Throws a ShapeError where the value is none. */
export function parseMachine(value: JsonValue | undefined, place: string): MachineSummary {
  const source = expectObject(value, place);
  const number = (field: string): number => expectNumber(source[field], `${place}.${field}`);
  return {
    name: expectText(source['name'], `${place}.name`),
    type: expectOneOf(source['type'], ['STANDARD', 'EXPRESS'], `${place}.type`),
    states: number('states'),
    transitions: mapItems(source['transitions'], `${place}.transitions`, transition),
    reachable: number('reachable'),
    reached: number('reached'),
    judged: number('judged'),
    sound: number('sound'),
    standIns: mapItems(source['standIns'], `${place}.standIns`, standIn),
    shortened: mapItems(source['shortened'], `${place}.shortened`, shortening),
    notes: mapItems(source['notes'], `${place}.notes`, expectText),
  };
}

function transition(value: JsonValue, place: string): MachineSummary['transitions'][number] {
  const source = expectObject(value, place);
  const number = (field: string): number => expectNumber(source[field], `${place}.${field}`);
  return {
    id: expectText(source['id'], `${place}.id`),
    ...(hasKey(source, 'never') && { never: expectText(source['never'], `${place}.never`) }),
    ...(source['unreachable'] === true && { unreachable: true }),
    cases: number('cases'),
    conforms: number('conforms'),
    diverges: number('diverges'),
    declined: number('declined'),
    indeterminate: number('indeterminate'),
    endsOtherwise: number('endsOtherwise'),
  };
}

function standIn(value: JsonValue, place: string): ReportedStandIn {
  const source = expectObject(value, place);
  const text = (field: string): string => expectText(source[field], `${place}.${field}`);
  return { state: text('state'), resource: text('resource'), instead: text('instead') };
}

function shortening(value: JsonValue, place: string): ReportedShortening {
  const source = expectObject(value, place);
  const text = (field: string): string => expectText(source[field], `${place}.${field}`);
  return {
    state: text('state'),
    field: text('field'),
    from: text('from'),
    to: text('to'),
    cases: expectNumber(source['cases'], `${place}.cases`),
  };
}
