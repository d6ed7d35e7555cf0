/** The JSONPath fields that are paths, and Assign (AWS-BEHAVIOUR 3.1, 7.4.3). */
import type { Path } from '../../src/asl/path/path.ts';
import { insertAt } from '../../src/asl/path/reference-path.ts';
import type { Scope } from '../../src/asl/path/scope.ts';
import type { TemplateAssignment } from '../../src/asl/state/state.ts';
import type { JsonValue } from '../../src/json/value.ts';
import { done, open, RUNTIME, type Step } from './outcome.ts';
import { readPath } from './read-path.ts';
import { runTemplate } from './template.ts';
import { isForeseeable } from './unforeseeable.ts';

/** InputPath or OutputPath. */
export function selectByPath(
  path: Path | null | undefined,
  document: JsonValue,
  scope: Scope,
): Step<JsonValue> {
  if (path === undefined) return done(document);
  if (path === null) return done({});
  const reading = readPath(path, scope);
  if (reading.kind === 'missing') return RUNTIME;
  if (reading.kind === 'past the end')
    return open('an index past the end is known in payload templates only (3.2.8)');
  return reading;
}

/** `ResultPath`, of a state or of a catcher. */
export function placeResult(
  path: Path | null | undefined,
  input: JsonValue,
  result: JsonValue,
): Step<JsonValue> {
  if (path === undefined || path?.segments.length === 0) return done(result);
  if (path === null) return done(input);
  if (path.segments.some(({ kind }) => kind !== 'property'))
    return open('an array index in ResultPath is not recorded (G1)');
  const inserted = insertAt(input, path.segments, result);
  return inserted.ok
    ? done(inserted.value)
    : open('ResultPath through a value that is no object is not recorded (G1)');
}

/** `Assign`; all expressions see the values from before (7.4.2). */
export function assign(
  assignments: readonly TemplateAssignment[] | undefined,
  scope: Scope,
): Step<Readonly<Record<string, JsonValue>>> {
  const values: Record<string, JsonValue> = {};
  for (const { name, template } of assignments ?? []) {
    const step = runTemplate(template, scope);
    if (step.kind !== 'done') return step;
    if (!isForeseeable(step.value)) return open('a variable would hold a value that differs from run to run');
    values[name] = step.value;
  }
  return done(values);
}
