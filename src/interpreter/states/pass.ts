/** Pass: hands its input on, or puts literal data in its place (AWS-BEHAVIOUR 6.2.1 to 6.2.3). */
import type { PassState } from '../../asl/state/state.ts';
import { JsonDocument } from '../../json/document.ts';
import { applyInputPath, applyTemplate } from '../data-flow.ts';
import { finish, passOn } from '../finish.ts';
import { inspected } from '../inspection.ts';
import { done, type StateOutcome } from '../outcome.ts';
import type { Ongoing } from '../program.ts';
import type { Visit } from '../visit.ts';

export function runPass(visit: Visit<PassState>): Ongoing<StateOutcome> {
  const { data, result } = visit.state;
  if (data.language === 'JSONata') return passOn(visit, visit.input);
  // `Result` is literal data, keys that end in `.$` included (3.1.4); it makes InputPath and Parameters idle (3.1.18).
  if (result !== undefined) {
    visit.note('pass.result');
    if (data.parameters !== undefined) visit.note('pass.result-ignores-parameters');
    const document = JsonDocument.ofValue(result);
    inspected(visit, 'result', done(document));
    return finish(visit, document);
  }
  visit.note(data.parameters === undefined ? 'pass.forwards' : 'data-flow.parameters');
  const selected = applyInputPath(visit, data);
  if (selected.kind !== 'done') return selected;
  const shaped = inspected(visit, 'afterParameters', applyTemplate(visit, data.parameters, selected.value));
  return shaped.kind === 'done' ? finish(visit, shaped.value) : shaped;
}
