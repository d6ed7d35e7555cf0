/** Draws answers that end nothing: the API refuses them, or they go to another execution (AWS-BEHAVIOUR 1.4.11, 1.4.15, 1.4.16). */
import type { Answer } from '../../src/case/case.ts';
import type { Draft } from '../machine/draft.ts';
import { NO_JSON_TEXTS } from '../palette/values.ts';

export function drawStrayAnswers({ draw, mask }: Draft): readonly Answer[] {
  const answers: Answer[] = [];
  if (mask.has('callback-made-up-token') && draw.chance(35))
    answers.push({ success: 'not this one', token: 'made-up-token' });
  if (mask.has('callback-other-execution') && draw.chance(45)) {
    answers.push({ success: 'over there', tokenOf: 'another execution' });
    if (draw.chance(40)) answers.push({ failure: { error: 'Again' }, tokenOf: 'another execution' });
  }
  if (mask.has('callback-invalid-output') && draw.chance(50))
    answers.push({ successText: draw.pick(NO_JSON_TEXTS) });
  if (mask.has('callback-output-limit') && draw.chance(40)) answers.push({ successBytes: 262_145 });
  return answers;
}
