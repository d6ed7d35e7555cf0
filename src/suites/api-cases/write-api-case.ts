/** An API case as a line of a profile, and back. */
import { expectObject, expectText } from '../../case/shape.ts';
import { spelled } from '../../json/spelled.ts';
import type { JsonValue } from '../../json/value.ts';
import type { ApiCall, ApiCase } from '../api-case.ts';
import { readApiCalls } from '../read-api-case.ts';

/** What a target needs of an API case: its name and its calls. */
export type FrozenApiCase = Pick<ApiCase, 'name' | 'about' | 'calls'>;

export const apiCaseText = ({ name, about, calls }: FrozenApiCase): string =>
  JSON.stringify({ id: name, about, calls: calls.map(callFile) }, spelled);

/** In the shape of a suite's file. */
const callFile = ({ expect, ...call }: ApiCall): object => {
  const { kind: _, ...expected } = expect;
  return { ...call, expect: expected };
};

/** Throws a ShapeError where the value is none. */
export function readApiCase(value: JsonValue): FrozenApiCase {
  const source = expectObject(value, '');
  return {
    name: expectText(source['id'], 'id'),
    about: expectText(source['about'], 'about'),
    calls: readApiCalls(source['calls'], 'calls'),
  };
}
