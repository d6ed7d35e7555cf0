/**
 * Takes a history apart into its lines of states: the machine's own, one a branch of a Parallel, one an iteration of a Map.
 *
 * AWS leaves open how the events of lines that run side by side interleave, and so their ids (AWS-BEHAVIOUR 6.4.4, 10.2.1,
 * 10.2.9); within a line the order is fixed. A line is addressed by where it starts: `/2:Work` is the branch that starts with
 * the state Work after event 2 of the machine's own line, `/2[0]` the first iteration of the Map started there.
 */
import type { ComparedEvent } from './event.ts';

export interface LineEvent {
  readonly event: ComparedEvent;
  /** The address of what it points to: `start` for 0; see {@link openPrevious} for what isn't fixed. */
  readonly previous: string;
}

export interface Line {
  readonly address: string;
  readonly parent: Line | undefined;
  readonly container: 'Parallel' | 'Map' | undefined;
  readonly events: LineEvent[];
}

/** Lines by address; events by id. */
export interface Lines {
  readonly lines: ReadonlyMap<string, Line>;
  readonly addresses: ReadonlyMap<number, string>;
}

export function takeApart(history: readonly ComparedEvent[]): Lines {
  return new Taking().take(history);
}

class Taking {
  readonly #root: Line = { address: '', parent: undefined, container: undefined, events: [] };
  readonly #lines = new Map<string, Line>([['', this.#root]]);
  readonly #lineOf = new Map<number, Line>([[0, this.#root]]);
  readonly #events = new Map<number, ComparedEvent>();
  readonly #addresses = new Map<number, string>([[0, 'start']]);

  take(history: readonly ComparedEvent[]): Lines {
    for (const event of history) {
      const before = this.#lineOf.get(event.previousEventId) ?? this.#root;
      const line = this.#placeOf(event, before);
      this.#events.set(event.id, event);
      this.#lineOf.set(event.id, line);
      this.#addresses.set(event.id, `${line.address}#${line.events.length}`);
      line.events.push({ event, previous: this.#previousOf(event, before, line) });
    }
    return { lines: this.#lines, addresses: this.#addresses };
  }

  #placeOf(event: ComparedEvent, before: Line): Line {
    const { type, details } = event;
    const previous = this.#events.get(event.previousEventId);
    if (/^Execution(Succeeded|Failed|TimedOut|Aborted)$/.test(type)) return this.#root;
    if (type.startsWith('MapIteration')) return this.#iterationLine(event, before, previous);
    if (type === 'EvaluationFailed') return this.#lineOfState(String(details['state']), before);
    if (type.endsWith('StateEntered') && previous?.type === 'ParallelStateStarted') {
      return this.#child(before, `${this.#place(previous)}:${String(details['name'])}`, 'Parallel');
    }
    const container = /^(Parallel|Map)State(?:Started|Succeeded|Failed|Exited)$/.exec(type)?.[1];
    return container === undefined
      ? before
      : this.#containerLine(container as 'Parallel' | 'Map', before, previous);
  }

  #iterationLine(event: ComparedEvent, before: Line, previous: ComparedEvent | undefined): Line {
    if (event.type === 'MapIterationSucceeded') return before;
    const map = previous?.type === 'MapStateStarted' ? before : (enclosing(before, 'Map') ?? before);
    const start = map.events.findLast((other) => other.event.type === 'MapStateStarted')?.event;
    return this.#child(map, `${start ? this.#place(start) : ''}[${String(event.details['index'])}]`, 'Map');
  }

  /** EvaluationFailed points before the state that it belongs to, so that the state's own name decides. */
  #lineOfState(state: string, before: Line): Line {
    const entered = (line: Line): boolean =>
      line.events.findLast(({ event }) => event.type.endsWith('StateEntered'))?.event.details['name'] ===
      state;
    if (entered(before)) return before;
    return [...this.#lines.values()].findLast((line) => line.parent === before && entered(line)) ?? before;
  }

  /** The line in which a container stands, whose later events point into the lines inside of it. */
  #containerLine(kind: 'Parallel' | 'Map', before: Line, previous: ComparedEvent | undefined): Line {
    if (previous === undefined) return before;
    const own = new RegExp(`^(?:${kind}State(?:Entered|Started|Succeeded|Failed)|MapRun\\w+)$`).test(
      previous.type,
    );
    if (own || (previous.type === 'EvaluationFailed' && this.#isContainer(kind, before, previous)))
      return before;
    return enclosing(before, kind) ?? before;
  }

  #isContainer(kind: string, line: Line, evaluation: ComparedEvent): boolean {
    const entered = line.events.findLast(({ event }) => event.type.endsWith('StateEntered'))?.event;
    return entered?.type === `${kind}StateEntered` && entered.details['name'] === evaluation.details['state'];
  }

  #child(parent: Line, name: string, container: 'Parallel' | 'Map'): Line {
    const address = `${parent.address}/${name}`;
    const known = this.#lines.get(address);
    if (known) return known;
    const line: Line = { address, parent, container, events: [] };
    this.#lines.set(address, line);
    return line;
  }

  /** The place of an event within its line. */
  #place(event: ComparedEvent): string {
    return this.#addresses.get(event.id)?.split('#')[1] ?? '';
  }

  #previousOf(event: ComparedEvent, before: Line, line: Line): string {
    if (event.previousEventId === 0) return 'start';
    const open = openPrevious(event.type, this.#events.get(event.previousEventId)?.type, before !== line);
    return open ?? this.#addresses.get(event.previousEventId) ?? 'nowhere';
  }
}

/** The parent of the nearest line that belongs to such a container. */
function enclosing(line: Line, kind: 'Parallel' | 'Map'): Line | undefined {
  for (let inner: Line | undefined = line; inner; inner = inner.parent) {
    if (inner.container === kind) return inner.parent;
  }
  return undefined;
}

/**
 * What isn't fixed: which line ended last when a container goes on, which iteration made room for the next one, and what
 * EvaluationFailed points to (6.1.6).
 */
function openPrevious(
  type: string,
  previousType: string | undefined,
  fromInside: boolean,
): string | undefined {
  if (type === 'EvaluationFailed') return 'open';
  if (type === 'MapIterationStarted') return roomFor(previousType);
  return fromInside && /State(Succeeded|Exited)$/.test(type) ? 'inside' : undefined;
}

/**
 * Iterations that start at once point to MapStateStarted, later ones to the last event inside of the one that made room: which
 * one that was is open, but never to its MapIterationSucceeded (6.5.2; recorded: test_base_scenarios::test_map_state).
 */
function roomFor(previousType: string | undefined): string {
  if (previousType === 'MapStateStarted' || previousType === 'MapIterationSucceeded') return previousType;
  return 'inside of an iteration';
}
