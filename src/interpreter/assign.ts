/** `Assign`: new values of variables (AWS-BEHAVIOUR 7.4). */
import type { JsonataAssignment, TemplateAssignment } from '../asl/state/state.ts';
import { evaluateTemplate } from '../asl/template/evaluate-template.ts';
import { templateRules } from '../asl/template/template-rules.ts';
import type { JsonDocument } from '../json/document.ts';
import type { JsonValue } from '../json/value.ts';
import { evaluateJsonata, type StatesExtras } from './jsonata-evaluation.ts';
import { NO_ASSIGNMENTS, type Assignments } from './leave.ts';
import { done, type Step } from './outcome.ts';
import type { Program } from './program.ts';
import type { Visit } from './visit.ts';

const NOTHING_ASSIGNED = done(NO_ASSIGNMENTS);

/** JSONPath: `$` is what the state worked out (7.4.3); all values are read before any is set (RECORDED 62). */
export function assignTemplates(
  visit: Visit,
  assign: readonly TemplateAssignment[] | undefined,
  document: JsonDocument,
): Step<Assignments> {
  if (assign === undefined) return NOTHING_ASSIGNED;
  visit.note('variables.assign');
  visit.note('variables.assign-result');
  const scope = visit.scope(document);
  const assignments: (readonly [string, JsonValue])[] = [];
  for (const { name, template } of assign) {
    visit.note(templateRules(template));
    const result = evaluateTemplate(template, scope);
    if (!result.ok) return visit.problem(result);
    assignments.push([name, result.value]);
  }
  return done(assignments);
}

export function* assignExpressions(
  visit: Visit,
  assign: readonly JsonataAssignment[] | undefined,
  extras: StatesExtras,
): Program<Step<Assignments>> {
  if (assign === undefined) return NOTHING_ASSIGNED;
  visit.note('variables.assign');
  const assignments: (readonly [string, JsonValue])[] = [];
  for (const { name, template } of assign) {
    const step = yield* evaluateJsonata(visit, template, extras);
    if (step.kind !== 'done') return step;
    assignments.push([name, step.value]);
  }
  return done(assignments);
}
