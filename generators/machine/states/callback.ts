/** Draws a callback: lambda:invoke.waitForTaskToken, with what the outside does (AWS-BEHAVIOUR 1.4). */
import type { JsonObject } from '../../../src/json/value.ts';
import { TOKEN_KEYS } from '../../palette/names.ts';
import { drawConversation } from '../../world/draw-answers.ts';
import { scriptFunction } from '../../world/draw-function.ts';
import { drawComment, drawInputPath } from '../data-fields.ts';
import { drawTemplate } from '../draw-template.ts';
import type { DrawnState, Wish } from '../drawn-state.ts';
import { sourcesAt } from '../sources.ts';
import { drawAsked, drawEndings } from './callback-plan.ts';
import { drawCallOptions, functionParameters } from './invoke-parameters.ts';
import { withHandling, withResult } from './task.ts';

export function drawCallback(wish: Wish): DrawnState | undefined {
  const { draft, name, spot } = wish;
  const { draw, mask } = draft;
  const plan = drawEndings(wish);
  const asked = plan && drawAsked(wish);
  const scripted = asked && scriptFunction(draft, [asked.outcome]);
  if (plan === undefined || asked === undefined || scripted === undefined) return undefined;
  const { fields, document } = drawInputPath(wish, 8);
  const sources = sourcesAt(draft, spot, document);
  const { answers, timers, long } = drawConversation(draft, sources, plan.endings, asked.sender);
  if (answers.length > 0) draft.answer(name, answers);
  // Nothing forces the token into the payload, but nobody could answer without it (1.4.6).
  const token: JsonObject =
    answers.length === 0 && draw.chance(50) ? {} : { [`${draw.pick(TOKEN_KEYS)}.$`]: '$$.Task.Token' };
  const payload: JsonObject = { ...(draw.chance(60) && drawTemplate(draft, spot, document)), ...token };
  const work: JsonObject = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    ...drawComment(draft),
    ...fields,
    Parameters: {
      ...functionParameters(wish, scripted),
      ...drawCallOptions(wish, true),
      ...asked.parameters,
      Payload: payload,
    },
    ...timers,
  };
  // The result is what the answer holds, without an envelope (1.4.3).
  const answered = mask.has('callback-success') ? withResult(wish, work, '$') : work;
  return withHandling(wish, long ? { ...work, ResultPath: null } : answered, plan.intention);
}
