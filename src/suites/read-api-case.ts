/** Reads the calls of an API case. */
import { expectObject, expectOnlyFields, expectText, mapItems, ShapeError } from '../case/shape.ts';
import { hasKey, type JsonValue } from '../json/value.ts';
import type { ApiCall, ApiExpectation } from './api-case.ts';

export function readApiCalls(value: JsonValue | undefined, place: string): readonly ApiCall[] {
  const calls = mapItems(value, place, readCall);
  if (calls.length === 0) throw new ShapeError(place, 'at least one call', []);
  return calls;
}

function readCall(value: JsonValue, place: string): ApiCall {
  const source = expectObject(value, place);
  expectOnlyFields(source, ['operation', 'request', 'as', 'until', 'expect'], place);
  return {
    operation: expectText(source['operation'], `${place}.operation`),
    request: expectObject(source['request'], `${place}.request`),
    ...(hasKey(source, 'as') && { as: expectText(source['as'], `${place}.as`) }),
    ...(hasKey(source, 'until') && { until: expectObject(source['until'], `${place}.until`) }),
    expect: readExpected(source['expect'], `${place}.expect`),
  };
}

function readExpected(value: JsonValue | undefined, place: string): ApiExpectation {
  const source = expectObject(value, place);
  if (!hasKey(source, 'error')) {
    expectOnlyFields(source, ['fields', 'absent'], place);
    const fields = hasKey(source, 'fields') ? expectObject(source['fields'], `${place}.fields`) : {};
    const absent = hasKey(source, 'absent') ? mapItems(source['absent'], `${place}.absent`, expectText) : [];
    return { kind: 'answer', fields, absent };
  }
  expectOnlyFields(source, ['error', 'message'], place);
  return {
    kind: 'error',
    error: expectText(source['error'], `${place}.error`),
    ...(hasKey(source, 'message') && { message: expectText(source['message'], `${place}.message`) }),
  };
}
