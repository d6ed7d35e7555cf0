/**
 * Looks for cases that take every transition of a machine. Guided by what was taken so far: of the transitions that are left,
 * those come next whose state some world comes to; from that world others are made that may take them.
 */
import type { Transition } from '../transitions/transition.ts';
import { drawPlan } from '../world/default-plan.ts';
import { drawValue, type Style } from '../world/draw-value.ts';
import { INPUT } from '../origins/place.ts';
import { withPlans, type World } from '../world/world.ts';
import { confirm, type FoundCase } from './confirm.ts';
import { Drawing } from './drawing.ts';
import { play, type Played } from './play.ts';
import { withSingleItems } from './single-items.ts';
import type { Subject } from './subject.ts';
import { triesFor } from './tries.ts';
import { vary } from './vary.ts';

export interface ExploreOptions {
  readonly seed: number;
  /** How many cases are wanted. */
  readonly cases: number;
  /** Told now and then how far it is. */
  readonly onProgress?: (progress: ExploreProgress) => void;
  /** Ends the search; what was found by then is given. */
  readonly signal: AbortSignal;
}

export interface ExploreProgress {
  readonly tries: number;
  readonly reached: number;
  readonly transitions: number;
  readonly cases: number;
}

export interface Exploration {
  /** Those that together take the most come first. */
  readonly cases: readonly FoundCase[];
  /** Transitions that only cases take of which there were too many. */
  readonly leftOut: ReadonlySet<string>;
  /** Why no case takes a transition though some world does: by id. */
  readonly withoutMeaning: ReadonlyMap<string, string>;
  /** States that some world came to. */
  readonly visited: ReadonlySet<string>;
  readonly tries: number;
  /** Why a state could not be processed, by its name, where one couldn't. */
  readonly broken: ReadonlyMap<string, string>;
  /** What the reference doesn't model, where a run came to it. */
  readonly declined: readonly string[];
}

export async function explore(subject: Subject, options: ExploreOptions): Promise<Exploration> {
  const explorer = new Explorer(subject, options);
  await explorer.begin('new only');
  await explorer.reachAll();
  if (explorer.isEmpty) await explorer.begin('keep');
  await explorer.tryEveryName();
  await explorer.fill();
  return explorer.result;
}

/** Worlds that are kept of those that come to a state. */
const KEPT_WORLDS = 4;

/** Tries at random after which what is left is let be. */
const RANDOM_TRIES = 300;

/** Visits to states after which no more is tried at random: a machine with a Map over hundreds of items has many. */
const MOST_VISITS = 60_000;

/** Seconds beyond which a case that reaches nothing new isn't worth its time. */
const WORTH_SECONDS = 12;

/** Which cases are kept: all, or those that take what none took before. */
type Keep = 'keep' | 'new only';

class Explorer {
  readonly #subject: Subject;
  readonly #options: ExploreOptions;
  readonly #drawing: Drawing;
  readonly #cases = new Map<string, FoundCase>();
  /** How many cases take a transition, by id. */
  readonly #reached = new Map<string, number>();
  readonly #withoutMeaning = new Map<string, string>();
  readonly #worlds = new Map<string, World[]>();
  readonly #broken = new Map<string, string>();
  readonly #declined = new Set<string>();
  #tries = 0;
  #visits = 0;

  constructor(subject: Subject, options: ExploreOptions) {
    this.#subject = subject;
    this.#options = options;
    this.#drawing = new Drawing(options.seed);
  }

  get result(): Exploration {
    const cases = bestFirst([...this.#cases.values()]);
    return {
      cases: cases.slice(0, this.#options.cases),
      leftOut: new Set(cases.slice(this.#options.cases).flatMap(({ transitions }) => transitions)),
      withoutMeaning: new Map([...this.#withoutMeaning].filter(([id]) => !this.#reached.has(id))),
      visited: new Set(this.#worlds.keys()),
      tries: this.#tries,
      broken: this.#broken,
      declined: [...this.#declined],
    };
  }

  get isEmpty(): boolean {
    return this.#cases.size === 0;
  }

  /** A few worlds as the machine seems to want them, then others. A machine that always fails at once has such cases only. */
  async begin(keep: Keep): Promise<void> {
    for (const style of ['plain', 'plain', 'plain', 'plain', 'varied', 'varied', 'varied'] as const) {
      const tree = this.#subject.trees.of(INPUT);
      await this.#attempt(
        { input: this.#drawing.next((draw) => drawValue(tree, draw, style)), plans: {} },
        style,
        keep,
      );
    }
  }

  /** Round by round over what is left, until neither a round nor a good many random worlds bring anything new. */
  async reachAll(): Promise<void> {
    for (;;) {
      if (await this.#round()) continue;
      if (this.#left.length === 0 || !(await this.#wander())) return;
    }
  }

  /** Every name of every handler once, and Lambda's own errors by Invoke itself too. */
  async tryEveryName(): Promise<void> {
    for (const transition of this.#subject.transitions) {
      const { kind } = transition.way;
      if (
        (kind !== 'retry' && kind !== 'catch') ||
        this.#subject.states.get(transition.state)?.type !== 'Task'
      )
        continue;
      const [world] = this.#worlds.get(transition.state) ?? [];
      if (world === undefined) continue;
      for (const proposal of triesFor(transition, this.#subject, world)) {
        if (this.#full) return;
        const tried = this.#drawing.next(proposal);
        if (tried) await this.#attempt(tried, 'plain', 'keep');
      }
    }
  }

  /** Until there are enough cases: worlds near those that take what few cases take so far. */
  async fill(): Promise<void> {
    const most = this.#visits + MOST_VISITS;
    let misses = 0;
    while (!this.#full && misses < 500 && this.#visits < most) {
      const base = this.#rare();
      if (base === undefined) return;
      const before = this.#cases.size;
      const world = this.#drawing.next((draw) => vary(base.world, this.#subject, draw));
      await this.#attempt(world, 'varied', 'keep');
      misses = this.#cases.size > before ? 0 : misses + 1;
    }
  }

  get #full(): boolean {
    return this.#cases.size >= this.#options.cases || this.#options.signal.aborted;
  }

  get #left(): readonly Transition[] {
    return this.#subject.transitions.filter(({ id }) => !this.#reached.has(id));
  }

  /** True where something new was reached. */
  async #round(): Promise<boolean> {
    let progress = false;
    for (const transition of this.#left) {
      for (const world of this.#worlds.get(transition.state) ?? []) {
        for (const proposal of triesFor(transition, this.#subject, world)) {
          if (this.#reached.has(transition.id) || this.#options.signal.aborted) break;
          const tried = this.#drawing.next(proposal);
          if (tried) await this.#attempt(tried);
        }
      }
      progress ||= this.#reached.has(transition.id);
    }
    return progress;
  }

  async #wander(): Promise<boolean> {
    const before = [this.#reached.size, this.#worlds.size].join();
    const worlds = [...this.#worlds.values()].flat();
    for (let n = 0; n < RANDOM_TRIES && !this.#options.signal.aborted && this.#visits < MOST_VISITS; n++) {
      await this.#attempt(
        this.#drawing.next((draw) => vary(draw.pick(worlds), this.#subject, draw)),
        'varied',
      );
      if ([this.#reached.size, this.#worlds.size].join() !== before) return true;
    }
    return false;
  }

  /** A case that takes a transition which few take. */
  #rare(): FoundCase | undefined {
    const cases = [...this.#cases.values()];
    const rarest = [...this.#reached].toSorted(([, a], [, b]) => a - b).slice(0, 5);
    if (rarest.length === 0) return undefined;
    return this.#drawing.next((draw) => {
      const [id] = draw.pick(rarest);
      const fitting = cases.filter(({ transitions }) => transitions.includes(id));
      return draw.chance(70) && fitting.length > 0 ? draw.pick(fitting) : draw.pick(cases);
    });
  }

  async #attempt(world: World, style: Style = 'plain', keep: Keep = 'new only'): Promise<void> {
    this.#tries += 1;
    if (this.#tries % 20 === 0) this.#report();
    const played = await this.#settled(await play(this.#subject, world, this.#drawing, style), style);
    this.#visits += played.visits;
    if (played.broken) this.#broken.set(played.broken.state, played.broken.cause);
    if (played.declined !== undefined) this.#declined.add(played.declined);
    for (const state of played.visited) this.#remember(state, played.world);
    if (played.end === 'endless' || (keep === 'new only' && !this.#isNew(played))) return;
    const confirmation = await confirm(this.#subject, played, this.#drawing);
    if (confirmation.kind === 'found') return this.#keep(confirmation.found);
    for (const id of confirmation.transitions) this.#withoutMeaning.set(id, confirmation.reason);
    // Where the order of iterations decides, one item may tell as much.
    const single = withSingleItems(played.world, this.#subject);
    const again = await confirm(
      this.#subject,
      await play(this.#subject, single, this.#drawing),
      this.#drawing,
    );
    if (again.kind === 'found') this.#keep(again.found);
  }

  /** Something else comes at last of calls that led round and round. */
  async #settled(played: Played, style: Style): Promise<Played> {
    let settled = played;
    for (let n = 0; n < 6 && settled.end === 'endless'; n++) {
      const { prepared, tasks, trees } = this.#subject;
      const world = Object.entries(settled.world.plans).reduce<World>((changed, [name, plans]) => {
        const task = tasks.get(name);
        if (task === undefined) return changed;
        const more = this.#drawing.next((draw) =>
          drawPlan(task, prepared.stoodFor.get(name), trees, draw, 'plain'),
        );
        return withPlans(changed, name, [...plans, more]);
      }, settled.world);
      settled = await play(this.#subject, world, this.#drawing, style);
    }
    return settled;
  }

  #isNew({ taken }: Played): boolean {
    return [...taken].some((key) => {
      const transition = this.#subject.transitionByWay.get(key);
      return transition !== undefined && !this.#reached.has(transition.id);
    });
  }

  #remember(state: string, world: World): void {
    const worlds = this.#worlds.get(state) ?? [];
    this.#worlds.set(state, worlds);
    if (worlds.length < KEPT_WORLDS) worlds.push(world);
  }

  #keep(found: FoundCase): void {
    const isNew = found.transitions.some((id) => !this.#reached.has(id));
    if (this.#cases.has(found.case.id) || (!isNew && found.seconds > WORTH_SECONDS)) return;
    this.#cases.set(found.case.id, found);
    for (const id of found.transitions) this.#reached.set(id, (this.#reached.get(id) ?? 0) + 1);
  }

  #report(): void {
    this.#options.onProgress?.({
      tries: this.#tries,
      reached: this.#reached.size,
      transitions: this.#subject.transitions.length,
      cases: this.#cases.size,
    });
  }
}

/** Again and again the case that takes the most which none before it takes; then the others as they were found. */
function bestFirst(cases: readonly FoundCase[]): readonly FoundCase[] {
  const ordered = new Set<FoundCase>();
  const taken = new Set<string>();
  const fresh = ({ transitions }: FoundCase): number => transitions.filter((id) => !taken.has(id)).length;
  for (;;) {
    const [best] = cases.filter((one) => !ordered.has(one)).toSorted((a, b) => fresh(b) - fresh(a));
    if (best === undefined || fresh(best) === 0)
      return [...ordered, ...cases.filter((one) => !ordered.has(one))];
    ordered.add(best);
    for (const id of best.transitions) taken.add(id);
  }
}
