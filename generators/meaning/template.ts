/** Evaluates payload templates in the analysis (AWS-BEHAVIOUR 3.2). */
import type { Scope } from '../../src/asl/path/scope.ts';
import type { Template } from '../../src/asl/template/template.ts';
import { objectOf } from '../../src/json/key-order.ts';
import type { JsonValue } from '../../src/json/value.ts';
import { runCall } from './intrinsic.ts';
import { done, RUNTIME, type Step } from './outcome.ts';
import { readPath } from './read-path.ts';

export function runTemplate(template: Template, scope: Scope): Step<JsonValue> {
  switch (template.kind) {
    case 'static':
      return done(template.value);
    case 'path': {
      const reading = readPath(template.path, scope);
      // An index past the end is null here, and nowhere else (3.2.8).
      if (reading.kind === 'past the end') return done(null);
      return reading.kind === 'missing' ? RUNTIME : reading;
    }
    case 'call':
      return runCall(template.call, scope);
    case 'array':
      return runAll(template.items, scope);
    case 'object': {
      const values = runAll(
        template.fields.map((field) => field.template),
        scope,
      );
      if (values.kind !== 'done') return values;
      return done(objectOf(template.fields.map(({ name }, i) => [name, values.value[i] as JsonValue])));
    }
  }
}

function runAll(templates: readonly Template[], scope: Scope): Step<readonly JsonValue[]> {
  const values: JsonValue[] = [];
  for (const template of templates) {
    const step = runTemplate(template, scope);
    if (step.kind !== 'done') return step;
    values.push(step.value);
  }
  return done(values);
}
