/** Runs a machine in a world, on the reference and its virtual clock, and sees which way it goes. */
import { seededRandom } from '../../asl/random.ts';
import { startOf } from '../../executors/reference/predict.ts';
import type { Failure } from '../../interpreter/failure.ts';
import type { Follower } from '../../interpreter/follower.ts';
import { writeJson } from '../../json/write.ts';
import { simulate } from '../../simulation/simulate.ts';
import { wayKey } from '../transitions/transition.ts';
import { drawPlan } from '../world/default-plan.ts';
import type { Style } from '../world/draw-value.ts';
import { Player } from '../world/player.ts';
import type { World } from '../world/world.ts';
import type { Drawing } from './drawing.ts';
import type { Subject } from './subject.ts';

export interface Played {
  /** With the plans that were drawn on the way. */
  readonly world: World;
  readonly player: Player;
  /** Keys of the ways that were taken. */
  readonly taken: ReadonlySet<string>;
  readonly visited: ReadonlySet<string>;
  /** Visits to states, one by one: what the run cost. */
  readonly visits: number;
  /** How it ended; `endless` where it went round and round, `waiting` where nothing more came. */
  readonly end: 'ended' | 'endless' | 'waiting' | 'declined';
  /** Where a state could not be processed: by its name, with the cause. */
  readonly broken?: { readonly state: string; readonly cause: string };
  /** What of the machine the reference doesn't model, where it was declined. */
  readonly declined?: string;
}

/** Visits to one state in one line of states after which it goes round for ever. */
const MOST_ROUNDS = 30;

/** Visits in all: a Map over hundreds of items may have many. */
const MOST_VISITS = 10_000;

export async function play(
  subject: Subject,
  world: World,
  drawing: Drawing,
  style: Style = 'plain',
): Promise<Played> {
  const { prepared, machine, tasks, trees } = subject;
  const path = new TakenPath();
  const player = new Player(
    world,
    tasks,
    (task) => drawing.next((draw) => drawPlan(task, prepared.stoodFor.get(task.name), trees, draw, style)),
    seededRandom('play'),
  );
  const start = startOf('play', prepared.type, writeJson(world.input));
  const { execution } = await simulate(machine, { ...start, follower: path.follower }, player);
  const { end } = execution;
  return {
    world: { ...world, plans: player.plans },
    player,
    taken: path.taken,
    visited: path.visited,
    visits: path.visits,
    end: path.endless
      ? 'endless'
      : end === undefined
        ? 'waiting'
        : end.status === 'DECLINED'
          ? 'declined'
          : 'ended',
    ...(end?.status === 'FAILED' && brokenState(end.failure)),
    ...(end?.status === 'DECLINED' && { declined: end.reason }),
  };
}

/** AWS's own causes name the state (AWS-BEHAVIOUR 2.3.1). */
function brokenState({ kind, cause }: Failure): Pick<Played, 'broken'> {
  const state = /^An error occurred while executing the state '(.+?)' \(entered/.exec(cause ?? '')?.[1];
  return (kind === 'runtime' || kind === 'query') && state !== undefined && cause !== undefined
    ? { broken: { state, cause: cause.replace(/^.*?\)\. /, '') } }
    : {};
}

/** The states and ways of one execution. */
export class TakenPath {
  readonly taken = new Set<string>();
  readonly visited = new Set<string>();
  endless = false;
  readonly follower: Follower;
  readonly #rounds = new Map<string, number>();
  visits = 0;

  constructor() {
    this.follower = {
      entered: ({ state, branch }) => {
        this.visited.add(state.name);
        this.visits += 1;
        const place = `${branch.place.path}/${state.name}`;
        const rounds = (this.#rounds.get(place) ?? 0) + 1;
        this.#rounds.set(place, rounds);
        if (rounds <= MOST_ROUNDS && this.visits <= MOST_VISITS) return;
        this.endless = true;
        branch.execution.stop();
      },
      took: ({ state }, way) => void this.taken.add(wayKey(state.name, way)),
    };
  }
}
