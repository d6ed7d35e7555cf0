/** Draws one state that has one meaning where it stands. */
import type { QueryLanguage } from '../../src/asl/state/state.ts';
import type { JsonObject } from '../../src/json/value.ts';
import type { StateOutcome } from '../meaning/outcome.ts';
import { functionArn } from '../../src/executors/observed-names.ts';
import { probe } from './data-fields.ts';
import { drawSuccess, scriptFunction } from '../world/draw-function.ts';
import { alone, transition, type DrawnState, type DrawState, type Wish } from './drawn-state.ts';
import { drawJsonataMap, drawJsonataParallel } from './jsonata/draw-containers.ts';
import {
  drawJsonataChoice,
  drawJsonataFail,
  drawJsonataPass,
  drawJsonataSucceed,
  drawJsonataTask,
  drawJsonataWait,
} from './jsonata/draw-states.ts';
import { drawChoice } from './states/choice.ts';
import { drawMap } from './states/map.ts';
import { drawParallel } from './states/parallel.ts';
import { drawPass } from './states/pass.ts';
import { drawTask } from './states/task.ts';
import { drawFail, drawSucceed } from './states/terminal.ts';
import { drawWait } from './states/wait.ts';

export interface SoundState extends DrawnState {
  readonly outcome: StateOutcome;
}

const TRIES = 6;

/**
 * Draws until a state has one meaning, and a safe one doesn't fail. What AWS leaves open is thus kept out in one place, the
 * analysis, whatever the generators of the states draw.
 */
export function drawState(wish: Wish): SoundState {
  for (let i = 0; i < TRIES; i++) {
    const forget = wish.draft.checkpoint();
    const drawn = drawKind(wish)(wish);
    const outcome = drawn && probe(wish.name, drawn.state, wish.spot);
    if (drawn && outcome && isWelcome(outcome, wish)) return { ...drawn, outcome };
    forget();
  }
  const drawn = drawPlain(wish);
  return { ...drawn, outcome: probe(wish.name, drawn.state, wish.spot) };
}

const isWelcome = ({ kind }: StateOutcome, { spot }: Wish): boolean =>
  kind !== 'open' && !(spot.safe && (kind === 'fails' || kind === 'dies'));

interface Kinds {
  readonly task: DrawState;
  readonly pass: DrawState;
  readonly choice: DrawState;
  readonly map: DrawState;
  readonly parallel: DrawState;
  readonly wait: DrawState;
  readonly succeed: DrawState;
  readonly fail: DrawState;
}

const KINDS: Readonly<Record<QueryLanguage, Kinds>> = {
  JSONPath: {
    task: drawTask,
    pass: drawPass,
    choice: drawChoice,
    map: drawMap,
    parallel: drawParallel,
    wait: drawWait,
    succeed: drawSucceed,
    fail: drawFail,
  },
  JSONata: {
    task: drawJsonataTask,
    pass: drawJsonataPass,
    choice: drawJsonataChoice,
    map: drawJsonataMap,
    parallel: drawJsonataParallel,
    wait: drawJsonataWait,
    succeed: drawJsonataSucceed,
    fail: drawJsonataFail,
  },
};

/** By what people use; the ends of lines only where a line may end. */
function drawKind({ draft, spot, budget, onward }: Wish): DrawState {
  const { draw, mask, world } = draft;
  const kinds = KINDS[world.language];
  const deep = spot.depth > 0;
  const container = budget >= 2 && (!deep || mask.has('nested-container'));
  const ends = onward === undefined;
  const weights: readonly (readonly [DrawState, number])[] = [
    [kinds.task, mask.has('task') ? 44 : 0],
    [kinds.pass, mask.has('pass') ? 18 : 0],
    [kinds.choice, mask.has('choice') && budget >= (ends ? 3 : 2) ? 50 : 0],
    [kinds.map, mask.has('map') && container ? (deep ? 80 : 60) : 0],
    [kinds.parallel, mask.has('parallel') && container ? (deep ? 70 : 28) : 0],
    [kinds.wait, mask.has('wait') ? 10 : 0],
    [kinds.succeed, mask.has('succeed') && ends ? 22 : 0],
    [
      kinds.fail,
      mask.has('fail') && ends && !spot.safe ? (deep && mask.has('fail-in-container') ? 100 : 9) : 0,
    ],
  ];
  return weights.some(([, weight]) => weight > 0) ? draw.weighted(weights) : drawPlain;
}

/** A state without anything that could be unclear, of the first type that the caller doesn't rule out. */
function drawPlain(wish: Wish): DrawnState {
  const { mask } = wish.draft;
  if (!mask.forbids('pass')) return alone({ Type: 'Pass', ...transition(wish) });
  if (!mask.forbids('succeed') && wish.onward === undefined) return alone({ Type: 'Succeed' });
  if (!mask.forbids('wait') && !mask.forbids('wait-seconds'))
    return alone({ Type: 'Wait', Seconds: 0, ...transition(wish) });
  const task = mask.forbids('task') || mask.forbids('function-arn') ? undefined : plainTask(wish);
  if (task === undefined) throw new RangeError('the restrictions leave no type of state that leads on');
  return alone(task);
}

function plainTask(wish: Wish): JsonObject | undefined {
  const success = drawSuccess(wish.draft);
  const scripted = success && scriptFunction(wish.draft, [success], false);
  return scripted && { Type: 'Task', Resource: functionArn(scripted.name), ...transition(wish) };
}
