/** Succeed: ends its line with its input, filtered (AWS-BEHAVIOUR 6.2.3, 6.2.5). */
import type { SucceedState } from '../../asl/state/state.ts';
import { selectedInput } from '../effective-input.ts';
import { passOn } from '../finish.ts';
import type { StateOutcome } from '../outcome.ts';
import type { Ongoing } from '../program.ts';
import type { Visit } from '../visit.ts';

export function runSucceed(visit: Visit<SucceedState>): Ongoing<StateOutcome> {
  visit.note('succeed.ends');
  const selected = selectedInput(visit);
  return selected.kind === 'done' ? passOn(visit, selected.value, undefined) : selected;
}
