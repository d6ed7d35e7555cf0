/** From a world that was played to a case that any target can be judged on, or why there is none. */
import { readStateMachine } from '../../asl/state/read-state-machine.ts';
import type { Case } from '../../case/case.ts';
import { predict } from '../../executors/reference/predict.ts';
import { RUNTIME } from '../../interpreter/failure.ts';
import { meaningOf } from '../../run/one-meaning.ts';
import { shortenTimes, type Shortening } from '../prepare/shorten-times.ts';
import { statesIn } from '../states-in.ts';
import { caseOf } from '../world/case-of.ts';
import { namedFunctions } from '../world/named-functions.ts';
import type { World } from '../world/world.ts';
import type { Drawing } from './drawing.ts';
import { play, TakenPath, type Played } from './play.ts';
import type { Subject } from './subject.ts';

export interface FoundCase {
  readonly case: Case;
  readonly world: World;
  /** Ids of the transitions that it takes. */
  readonly transitions: readonly string[];
  readonly shortenings: readonly Shortening[];
  /** By the reference's clock. */
  readonly seconds: number;
}

export type Confirmation =
  | { readonly kind: 'found'; readonly found: FoundCase }
  /** What it does depends on the order of what runs side by side, or it has no end. */
  | { readonly kind: 'no meaning'; readonly reason: string; readonly transitions: readonly string[] };

/** Longer cases are shortened: two hundred of them are to be run by the real clock. */
const LONG_SECONDS = 5;

export async function confirm(subject: Subject, played: Played, drawing: Drawing): Promise<Confirmation> {
  const whole = await caseOfPlay(subject, played);
  if (whole.seconds <= LONG_SECONDS) return judged(whole, played.world, []);
  const { definition, shortenings } = shortenTimes(subject.prepared.definition, {
    visited: played.visited,
    silent: silentStates(played.world),
  });
  if (shortenings.length === 0) return judged(whole, played.world, []);
  const machine = readStateMachine(definition);
  const short: Subject = {
    ...subject,
    prepared: { ...subject.prepared, definition },
    machine,
    tasks: new Map(
      statesIn(machine).flatMap(([name, state]) => (state.type === 'Task' ? [[name, state] as const] : [])),
    ),
  };
  const again = await play(short, played.world, drawing);
  const shortened = await caseOfPlay(short, again);
  const same = whole.transitions.every((id) => shortened.transitions.includes(id));
  return same ? judged(shortened, played.world, shortenings) : judged(whole, played.world, []);
}

interface CaseOfPlay {
  readonly case: Case;
  readonly transitions: readonly string[];
  readonly seconds: number;
}

/** What the case itself does counts, not what the play did: an id that is drawn otherwise may lead elsewhere. */
async function caseOfPlay(subject: Subject, { world, player }: Played): Promise<CaseOfPlay> {
  const { definition, type } = subject.prepared;
  const testCase = caseOf(definition, type, world.input, player);
  const path = new TakenPath();
  const prediction = await predict(testCase, 'in order', path.follower);
  const { seconds } = prediction;
  const broken = prediction.status === 'FAILED' && prediction.error === RUNTIME;
  return {
    // A target that doesn't see what is wrong goes on to functions that the case would lack.
    case: broken ? caseOf(definition, type, world.input, player, namedFunctions(definition)) : testCase,
    transitions: [...path.taken].flatMap((key) => subject.transitionByWay.get(key)?.id ?? []),
    seconds,
  };
}

async function judged(
  { case: testCase, transitions, seconds }: CaseOfPlay,
  world: World,
  shortenings: readonly Shortening[],
): Promise<Confirmation> {
  const meaning = await meaningOf(testCase);
  return meaning.kind === 'one'
    ? { kind: 'found', found: { case: testCase, world, transitions, shortenings, seconds } }
    : { kind: 'no meaning', reason: meaning.reason, transitions };
}

const silentStates = ({ plans }: World): ReadonlyMap<string, 'always' | 'at times'> =>
  new Map(
    Object.entries(plans).flatMap(([state, list]) => {
      const silent = list.filter(({ kind }) => kind === 'silence').length;
      return silent === 0 ? [] : [[state, silent === list.length ? 'always' : 'at times'] as const];
    }),
  );
