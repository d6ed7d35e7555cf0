/** Draws lines of states: each state knows what the one before leaves, as in an execution. */
import type { JsonObject } from '../../src/json/value.ts';
import type { LineOutcome, StateOutcome } from '../meaning/outcome.ts';
import type { Situation } from '../meaning/situation.ts';
import { probe } from './data-fields.ts';
import type { Draft } from './draft.ts';
import { drawState } from './draw-state.ts';
import { transition, type NamedState, type Side, type Wish } from './drawn-state.ts';
import { drawLoop } from './states/loop.ts';
import { movedTo, notReached, type Spot } from './spot.ts';

interface Sequence {
  readonly states: readonly NamedState[];
  readonly size: number;
  readonly end: SequenceEnd;
}

/** How a part of a line goes on: to the state that follows it, or not at all. */
type SequenceEnd = { readonly kind: 'joins'; readonly situation: Situation } | LineOutcome;

export interface DrawnFlow {
  readonly flow: JsonObject;
  readonly size: number;
  readonly outcome: LineOutcome;
}

/** A whole line: of a machine, a branch, or the processor of a Map. */
export function drawFlow(draft: Draft, spot: Spot, budget: number, first?: JsonObject): DrawnFlow {
  const name = draft.takeName();
  const { states, size, end } = drawSequence(draft, name, spot, budget, undefined, first);
  if (end.kind === 'joins') throw new Error('a whole line has nothing to join');
  return { flow: { StartAt: name, States: Object.fromEntries(states) }, size, outcome: end };
}

function drawSequence(
  draft: Draft,
  first: string,
  start: Spot,
  budget: number,
  exit: string | undefined,
  given?: JsonObject,
): Sequence {
  const states: NamedState[] = [];
  let [name, spot, left, size] = [first, start, budget, 0];
  for (;;) {
    const follow = left > 1 && (spot.live || draft.draw.chance(20)) ? draft.takeName() : undefined;
    const wish: Wish = {
      draft,
      name,
      spot,
      budget: follow === undefined ? left : left - 1,
      onward: follow ?? exit,
    };
    const step: Step = given !== undefined && states.length === 0 ? givenStep(wish, given) : drawStep(wish);
    states.push(...step.states);
    size += step.size;
    left -= step.size;
    if (follow === undefined) return { states, size, end: step.end };
    name = follow;
    spot =
      step.end.kind === 'joins' ? movedTo(spot, step.end.situation) : notReached(movedTo(spot, step.guess));
  }
}

interface Step {
  readonly states: readonly NamedState[];
  readonly size: number;
  readonly end: SequenceEnd;
  /** What the next state would find, should the execution not come there. */
  readonly guess: Situation;
}

function drawStep(wish: Wish): Step {
  const { draft, name, spot } = wish;
  if (draft.mask.has('loop') && draft.world.language === 'JSONPath' && draft.draw.chance(40)) {
    const forget = draft.checkpoint();
    const loop = drawLoop(wish);
    const outcome = loop?.outcome.kind;
    if (loop && outcome !== 'open' && !(spot.safe && outcome !== 'ends'))
      return {
        states: loop.states,
        size: loop.states.length,
        end: loopEnd(wish, loop.outcome),
        guess: spot.situation,
      };
    forget();
  }
  const { state, sides, inner, outcome } = drawState(wish);
  const named: NamedState = [name, state];
  let left = wish.budget - 1 - inner;
  const drawn: Sequence[] = [];
  let end = endOf(outcome, wish);
  for (const [i, side] of sides.entries()) {
    const others = sides.length - 1 - i;
    const sequence = drawSide(wish, side, outcome, left - others);
    left -= sequence.size;
    drawn.push(sequence);
    if (isTaken(side, outcome)) end = sequence.end;
  }
  const guess = outcome.kind === 'leaves' ? outcome.situation : spot.situation;
  return {
    states: [named, ...drawn.flatMap(({ states }) => states)],
    size: 1 + inner + drawn.reduce((sum, { size }) => sum + size, 0),
    end,
    guess,
  };
}

const isTaken = (side: Side, outcome: StateOutcome): boolean =>
  outcome.kind === 'leaves' && outcome.next === side.name;

/** A short line of its own; it may come back to where its state goes on. */
function drawSide(wish: Wish, side: Side, outcome: StateOutcome, budget: number): Sequence {
  const { draft, spot, onward } = wish;
  const taken = isTaken(side, outcome);
  const situation = taken && outcome.kind === 'leaves' ? outcome.situation : side.guess;
  const there: Spot = { ...movedTo(spot, situation), live: spot.live && taken };
  const exit = onward !== undefined && draft.draw.chance(50) ? onward : undefined;
  return drawSequence(draft, side.name, there, Math.max(1, Math.min(budget, draft.draw.integer(1, 2))), exit);
}

function endOf(outcome: StateOutcome, { onward, spot }: Wish): SequenceEnd {
  if (outcome.kind !== 'leaves') return outcome;
  if (outcome.next === undefined) return { kind: 'ends', situation: outcome.situation };
  // Of the sides each brings its own end.
  return { kind: 'joins', situation: outcome.next === onward ? outcome.situation : spot.situation };
}

const loopEnd = ({ onward }: Wish, outcome: LineOutcome): SequenceEnd =>
  outcome.kind === 'ends' && onward !== undefined ? { kind: 'joins', situation: outcome.situation } : outcome;

/** A state that the case was given to begin with. */
function givenStep(wish: Wish, given: JsonObject): Step {
  const state: JsonObject = { ...given, ...transition(wish) };
  const outcome = probe(wish.name, state, wish.spot);
  return { states: [[wish.name, state]], size: 1, end: endOf(outcome, wish), guess: wish.spot.situation };
}
