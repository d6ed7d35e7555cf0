/**
 * Evaluates a path on a document, with Jayway's semantics.
 *
 * Definite steps are walked here, for their messages are AWS's. The steps that may hit many places (wildcard, slice,
 * filter, descent) are jsonpath-plus's, one step at a time and without any script.
 */
import { isJsonObject, type JsonValue } from '../../json/value.ts';
import { selectMany } from './indefinite-step.ts';
import type { Path, Segment } from './path.ts';
import { describeType, type PathProblem } from './path-problem.ts';

export type PathResult = { readonly ok: true; readonly value: JsonValue } | PathProblem;

/**
 * The value at a definite path, or the array of an indefinite one.
 *
 * An indefinite path never fails: without a hit it gives `[]`, even where a property before the first indefinite step
 * is missing (AWS-BEHAVIOUR 3.4.4; recorded in test_base::test_json_path_array_wildcard_or_slice_with_no_input).
 */
export function evaluatePath(path: Path, document: JsonValue): PathResult {
  return path.definite ? walk(path.segments, document) : { ok: true, value: selectAll(path, document) };
}

function walk(segments: readonly Segment[], document: JsonValue): PathResult {
  let value = document;
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i] as Segment;
    const last = i === segments.length - 1;
    if (segment.kind === 'property') {
      if (!isJsonObject(value)) {
        return { ok: false, kind: 'not-an-object', segments, at: i, found: describeType(value) };
      }
      if (!Object.hasOwn(value, segment.name)) {
        return { ok: false, kind: last ? 'missing-leaf' : 'missing-parent', segments, at: i };
      }
      value = value[segment.name] as JsonValue;
    } else if (segment.kind === 'index') {
      if (!Array.isArray(value)) return { ok: false, kind: 'not-an-array', segments, at: i, found: value };
      const items = value as readonly JsonValue[];
      const item = items[segment.index < 0 ? items.length + segment.index : segment.index];
      if (item === undefined) return { ok: false, kind: 'index-out-of-bounds', segments, at: i };
      value = item;
    }
  }
  return { ok: true, value };
}

function selectAll(path: Path, document: JsonValue): readonly JsonValue[] {
  let values: readonly JsonValue[] = [document];
  for (const segment of path.segments) values = selectMany(segment, values, document);
  return values;
}
