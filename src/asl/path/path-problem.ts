/** Why a definite path leads nowhere, in Jayway's words, which AWS passes on. */
import { isJsonNumber, isJsonObject, type JsonValue } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';
import { pathText, segmentText, type Segment } from './path.ts';

export type PathProblem =
  | Problem<'missing-leaf'>
  | Problem<'missing-parent'>
  | Problem<'index-out-of-bounds'>
  | (Problem<'not-an-object'> & { readonly found: string })
  | (Problem<'not-an-array'> & { readonly found: JsonValue });

interface Problem<Kind extends string> {
  readonly ok: false;
  readonly kind: Kind;
  readonly segments: readonly Segment[];
  /** Which segment could not be taken. */
  readonly at: number;
}

/**
 * The message that Jayway gives.
 *
 * - last step missing: AWS-BEHAVIOUR 2.3.5, recorded in test_base_scenarios::test_invalid_jsonpath
 * - earlier step missing: 2.3.6, recorded in test_base_scenarios::test_catch_states_runtime
 * - index into something that isn't an array: 2.3.12, seen by a third party
 * - the others are inferred from Jayway
 */
export function describeProblem(problem: PathProblem): string {
  const { segments, at } = problem;
  const here = segments[at] as Segment;
  switch (problem.kind) {
    case 'missing-leaf':
      return `No results for path: ${pathText(segments)}`;
    case 'missing-parent':
      return `Missing property in path ${pathText(segments, at + 1)}`;
    case 'index-out-of-bounds':
      return `No results for path: ${pathText(segments)}`;
    case 'not-an-array':
      return `Filter: ${segmentText(here)} can only be applied to arrays. Current context is: ${writeJson(problem.found)}`;
    case 'not-an-object':
      return (
        `Expected to find an object with property ${segmentText(here)} in path ${pathText(segments, at)} ` +
        `but found '${problem.found}'. This is not a json object according to the JsonProvider: ` +
        `'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'.`
      );
  }
}

/** True where the wording is inferred, so that a difference in it is no proof against a target. */
export const isInferredWording = (problem: PathProblem): boolean =>
  problem.kind === 'not-an-object' || problem.kind === 'index-out-of-bounds';

/** The class under which Jackson holds a value. */
export function describeType(value: JsonValue): string {
  const node = 'com.fasterxml.jackson.databind.node.';
  if (value === null) return node + 'NullNode';
  if (isJsonNumber(value)) return node + (/[.eE]/.test(writeJson(value)) ? 'DoubleNode' : 'IntNode');
  if (Array.isArray(value)) return node + 'ArrayNode';
  if (isJsonObject(value)) return node + 'ObjectNode';
  return node + (typeof value === 'string' ? 'TextNode' : 'BooleanNode');
}
