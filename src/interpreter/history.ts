/** The history of an execution, in the shape of GetExecutionHistory. */
import type { StateType } from '../asl/state/state.ts';

export interface HistoryEvent {
  readonly timestamp: number;
  readonly type: string;
  readonly id: number;
  readonly previousEventId: number;
  /** `stateEnteredEventDetails`, `taskFailedEventDetails` ...: at most one, named by the type. */
  readonly [details: string]: unknown;
}

export type Details = Readonly<Record<string, unknown>>;

/** An event as it is written; it takes its public shape when somebody reads it. */
interface Written {
  readonly timestamp: number;
  readonly type: string;
  readonly previousEventId: number;
  readonly details: Details | undefined;
}

/** Where the events of an execution are written; ids count from 1 without gaps (6.1.1). */
export class History {
  readonly #written: Written[] = [];
  readonly #most: number;
  /** True once an event found no room. */
  overflowed = false;

  /** `most` counts the event that ends the execution. */
  constructor(most: number) {
    this.#most = most;
  }

  get length(): number {
    return this.#written.length;
  }

  /** No room for an event that isn't the last one. */
  get full(): boolean {
    return this.#written.length >= this.#most - 1;
  }

  /** What has been written so far. */
  get events(): readonly HistoryEvent[] {
    return this.#written.map(publicShape);
  }

  /** Takes the last event back, as if it had never been written. */
  retract(): void {
    this.#written.pop();
  }

  /** Writes an event where there is room, and returns its id. `timestamp` counts milliseconds since 1970. */
  write(type: string, previousEventId: number, timestamp: number, details?: Details): number {
    if (this.#written.length >= this.#most - 1) {
      this.overflowed = true;
      return this.#written.length;
    }
    return this.#written.push({ timestamp, type, previousEventId, details });
  }

  /** Writes the event that ends the execution. */
  close(type: string, previousEventId: number, timestamp: number, details?: Details): void {
    this.#written.push({ timestamp, type, previousEventId, details });
  }
}

function publicShape({ timestamp, type, previousEventId, details }: Written, index: number): HistoryEvent {
  const event = { timestamp, type, id: index + 1, previousEventId };
  return details === undefined ? event : { ...event, [detailsKey(type)]: details };
}

type Stage = 'Entered' | 'Exited' | 'Aborted';

/** The type of an event that a state of a type leaves: `TaskStateEntered`. */
export const stateEvent = (type: StateType, stage: Stage): string => STATE_EVENTS[stage][type];

const typesOf = (stage: Stage): Readonly<Record<StateType, string>> => ({
  Pass: `PassState${stage}`,
  Task: `TaskState${stage}`,
  Choice: `ChoiceState${stage}`,
  Wait: `WaitState${stage}`,
  Succeed: `SucceedState${stage}`,
  Fail: `FailState${stage}`,
  Parallel: `ParallelState${stage}`,
  Map: `MapState${stage}`,
});

const STATE_EVENTS = { Entered: typesOf('Entered'), Exited: typesOf('Exited'), Aborted: typesOf('Aborted') };

const KEYS = new Map<string, string>();

/** All states share the details of entering and exiting; every other type has its own. */
export function detailsKey(type: string): string {
  let key = KEYS.get(type);
  if (key === undefined) {
    if (type.endsWith('StateEntered')) key = 'stateEnteredEventDetails';
    else if (type.endsWith('StateExited')) key = 'stateExitedEventDetails';
    else key = `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
    KEYS.set(type, key);
  }
  return key;
}

/** `inputDetails`, `outputDetails` and `assignedVariablesDetails` of every event (6.1.7). */
export const NOT_TRUNCATED = { truncated: false } as const;
