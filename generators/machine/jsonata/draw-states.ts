/** Draws states of a JSONata machine (AWS-BEHAVIOUR 7). */
import { functionArn } from '../../../src/executors/observed-names.ts';
import { isJsonArray, type JsonObject, type JsonValue } from '../../../src/json/value.ts';
import { CAUSES, FAIL_ERRORS } from '../../palette/errors.ts';
import { TOKEN_KEYS } from '../../palette/names.ts';
import { TIMESTAMPS } from '../../palette/values.ts';
import { drawConversation } from '../../world/draw-answers.ts';
import { scriptFunction } from '../../world/draw-function.ts';
import { drawComment, probeOutput } from '../data-fields.ts';
import { alone, transition, type DrawnState, type DrawState, type Side, type Wish } from '../drawn-state.ts';
import { drawHandling, type Intention } from '../error-handling.ts';
import { drawAsked, drawEndings } from '../states/callback-plan.ts';
import { drawCallOptions, functionParameters } from '../states/invoke-parameters.ts';
import { drawPlan } from '../states/task-plan.ts';
import { drawObject, drawTruth, drawValue, expression } from './draw-expression.ts';
import { drawLeaving } from './draw-leaving.ts';
import { expressionSources } from './sources.ts';

export const drawJsonataPass: DrawState = (wish) =>
  alone({ Type: 'Pass', ...drawComment(wish.draft), ...drawLeaving(wish, {}, 75), ...transition(wish) });

/** By literals only: what an expression gives these fields is not analysed. */
export const drawJsonataWait: DrawState = (wish) => {
  const { draw } = wish.draft;
  const timer: JsonObject = draw.chance(75)
    ? { Seconds: draw.pick([0, 0, 1]) }
    : { Timestamp: draw.pick(TIMESTAMPS) };
  return alone({ Type: 'Wait', ...timer, ...drawLeaving(wish, {}, 30), ...transition(wish) });
};

export const drawJsonataSucceed: DrawState = (wish) => {
  const { Assign: _, ...output } = drawLeaving(wish, {}, 40);
  return alone({ Type: 'Succeed', ...drawComment(wish.draft), ...output });
};

export const drawJsonataFail: DrawState = ({ draft, spot }) => {
  const { draw } = draft;
  const texts = expressionSources(draft, spot).filter(
    ({ value }) => typeof value === 'string' && value !== '',
  );
  const text = (others: readonly string[]): string =>
    texts.length > 0 && draw.chance(40) ? expression(draw.pick(texts).path) : draw.pick(others);
  return alone({
    Type: 'Fail',
    ...(draw.chance(85) && { Error: text(FAIL_ERRORS) }),
    ...(draw.chance(60) && { Cause: text(CAUSES) }),
  });
};

export const drawJsonataChoice: DrawState = (wish): DrawnState => {
  const { draft, spot, budget, onward } = wish;
  const { draw } = draft;
  const sources = expressionSources(draft, spot);
  const sides: Side[] = [];
  const target = (): string => {
    if (budget - 1 - sides.length > 0 && sides.length < 2 && (onward === undefined || draw.chance(60))) {
      const name = draft.takeName();
      sides.push({ name, guess: spot.situation });
      return name;
    }
    return draw.pick([...(onward === undefined ? [] : [onward]), ...sides.map(({ name }) => name)]);
  };
  const rules = Array.from({ length: draw.integer(1, 2) }, () => ({
    Condition: draw.chance(5) ? draw.chance(50) : expression(drawTruth(draft, sources)),
    ...drawLeaving(wish, {}, 20),
    Next: target(),
  }));
  const reached = onward === undefined || rules.some(({ Next }) => Next === onward);
  const otherwise = reached ? target() : onward;
  return {
    state: { Type: 'Choice', Choices: rules, Default: otherwise, ...drawLeaving(wish, {}, 15) },
    sides,
    inner: 0,
  };
};

export const drawJsonataTask: DrawState = (wish) => {
  const { draft, spot } = wish;
  const { draw, mask } = draft;
  if (mask.has('callback') && draw.chance(40)) return drawJsonataCallback(wish);
  const direct = mask.has('function-arn') && (!mask.has('lambda-invoke') || draw.chance(50));
  const plan = drawPlan(wish, direct);
  if (plan === undefined) return undefined;
  const { name, qualifier } = plan.function;
  const sources = expressionSources(draft, spot);
  const payload = draw.chance(65) ? drawObject(draft, sources) : expression(draw.pick(sources).path);
  const work: JsonObject = direct
    ? {
        Type: 'Task',
        Resource: functionArn(name) + (qualifier === undefined ? '' : `:${qualifier}`),
        ...(draw.chance(55) && { Arguments: payload }),
      }
    : {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: {
          ...functionParameters(wish, plan.function),
          ...drawCallOptions(wish),
          Payload: typeof payload === 'string' ? { whole: payload } : payload,
        },
      };
  const timed: JsonObject = { ...work, ...plan.timers };
  const answered = direct ? timed : { ...timed, Output: expression('$states.result.Payload') };
  const answer = probeOutput(wish, { ...answered, End: true });
  const result = answer === undefined ? {} : { result: direct ? answer : { Payload: answer } };
  const leaving = drawLeaving(wish, result, direct ? 45 : 100);
  return withHandling(
    wish,
    { ...timed, ...(direct ? {} : answeredOutput(answered)), ...leaving },
    plan.intention,
  );
};

/** The token is part of the context object (1.4.8); its timers are literals, for what expressions give them is not analysed. */
function drawJsonataCallback(wish: Wish): DrawnState | undefined {
  const { draft, spot, name } = wish;
  const plan = drawEndings(wish);
  const asked = plan && drawAsked(wish);
  const scripted = asked && scriptFunction(draft, [asked.outcome]);
  if (plan === undefined || asked === undefined || scripted === undefined) return undefined;
  const { answers, timers } = drawConversation(draft, [], plan.endings, asked.sender);
  if (answers.length > 0) draft.answer(name, answers);
  const work: JsonObject = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: {
      ...functionParameters(wish, scripted),
      ...asked.parameters,
      Payload: {
        ...drawObject(draft, expressionSources(draft, spot)),
        [draft.draw.pick(TOKEN_KEYS)]: expression('$states.context.Task.Token'),
      },
    },
    ...timers,
  };
  const answer = probeOutput(wish, { ...work, End: true });
  const leaving = drawLeaving(wish, answer === undefined ? {} : { result: answer }, 35);
  return withHandling(wish, { ...work, ...leaving }, plan.intention);
}

const answeredOutput = ({ Output }: JsonObject): JsonObject => ({ Output: Output ?? null });

function withHandling(wish: Wish, state: JsonObject, intention?: Intention, inner = 0): DrawnState {
  const complete: JsonObject = { ...state, ...transition(wish) };
  const { fields, sides } = drawHandling({ ...wish, budget: wish.budget - inner }, complete, intention);
  return { state: { ...complete, ...fields }, sides, inner };
}

/** What follows the work of a Parallel or a Map. */
export function withLeaving(wish: Wish, work: JsonObject, inner: number): DrawnState {
  const result = probeOutput(wish, { ...work, End: true });
  const leaving = drawLeaving(wish, result === undefined ? {} : { result }, 35);
  return withHandling(wish, { ...work, ...leaving }, undefined, inner);
}

/** What Arguments make of the input; undefined where they can't be foretold. */
export const argumentsOf = (wish: Wish): JsonObject => {
  const { draft, spot } = wish;
  return draft.draw.chance(30) ? { Arguments: drawValue(draft, expressionSources(draft, spot)) } : {};
};

/** An array that is there, as Items. */
export function itemsOf({
  draft,
  spot,
}: Wish): { readonly fields: JsonObject; readonly value: readonly JsonValue[] } | undefined {
  const { draw } = draft;
  const { document } = spot.situation;
  if (isJsonArray(document) && draw.chance(60)) return { fields: {}, value: document };
  const arrays = expressionSources(draft, spot).filter(
    ({ value }) => isJsonArray(value) && value.length <= 4,
  );
  if (arrays.length === 0) return { fields: { Items: [1, 'b'] }, value: [1, 'b'] };
  const { path, value } = draw.pick(arrays);
  return { fields: { Items: expression(path) }, value: isJsonArray(value) ? value : [] };
}
