/** Fail: ends its line with an error; there is no FailStateExited (AWS-BEHAVIOUR 6.2.6 to 6.2.12). */
import type { FailState, FailText } from '../../asl/state/state.ts';
import { evaluateTemplate } from '../../asl/template/evaluate-template.ts';
import { inspected } from '../inspection.ts';
import { evaluateJsonata, unexpectedType } from '../jsonata-evaluation.ts';
import { done, failed, type StateOutcome, type Step } from '../outcome.ts';
import type { Program } from '../program.ts';
import type { Visit } from '../visit.ts';
import type { JsonValue } from '../../json/value.ts';
import { writeJson } from '../../json/write.ts';

export function* runFail(visit: Visit<FailState>): Program<StateOutcome> {
  // A Fail has no InputPath (6.2.13), yet TestState shows what one would give (recorded: test_base_inspection_level_debug).
  if (visit.state.data.language === 'JSONPath') inspected(visit, 'afterInputPath', done(visit.input));
  const error = yield* readText(visit, visit.state.error, 'ErrorPath');
  if (error.kind !== 'done') return error;
  const cause = yield* readText(visit, visit.state.cause, 'CausePath');
  if (cause.kind !== 'done') return cause;
  visit.note('fail.error-and-cause');
  if (error.value !== undefined) visit.note('fail.any-name');
  visit.branch.owner.start.follower?.took(visit, { kind: 'fail' });
  return failed({
    kind: 'fail',
    rule: 'fail.error-and-cause',
    ...(error.value !== undefined && { error: error.value }),
    ...(cause.value !== undefined && { cause: cause.value }),
  });
}

function* readText(
  visit: Visit,
  source: FailText | undefined,
  field: string,
): Program<Step<string | undefined>> {
  if (source === undefined) return done(undefined);
  if (source.kind === 'literal') return done(source.text);
  visit.note(source.kind === 'jsonata' ? 'fail.jsonata' : 'fail.paths');
  let value: JsonValue;
  if (source.kind === 'jsonata') {
    const step = yield* evaluateJsonata(visit, source.template);
    if (step.kind !== 'done') return step;
    return typeof step.value === 'string'
      ? done(step.value)
      : visit.problem(unexpectedType(source.template, 'string', step.value));
  } else {
    const result = evaluateTemplate(source.template, visit.scope(visit.input));
    if (!result.ok) return visit.problem(result);
    value = result.value;
  }
  if (typeof value === 'string') return done(value);
  // Both must be strings (6.2.11); what AWS says otherwise isn't recorded.
  return visit.runtime(
    `The ${field} field refers to value "${writeJson(value)}" which is not a string`,
    'fail.not-a-string',
    true,
  );
}
