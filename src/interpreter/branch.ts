/** One line of states: the machine itself, a branch of a Parallel, an iteration of a Map. */
import type { StateType } from '../asl/state/state.ts';
import type { JsonDocument } from '../json/document.ts';
import type { Execution } from './execution.ts';
import type { ExecutionRecord } from './execution-record.ts';
import { NOT_TRUNCATED, type Details } from './history.ts';
import { Place, type Iteration } from './place.ts';
import { VariableScope } from './variable-scope.ts';

export class Branch {
  /** Where time passes and calls are made. */
  readonly execution: Execution;
  /** Whose states these are: the context object and the history. */
  readonly owner: ExecutionRecord;
  readonly variables: VariableScope;
  readonly place: Place;
  /** The event that the next one of this line will point to. */
  previous: number;
  /** The state that is running, for the events that an abort leaves. */
  active: StateType | undefined;
  /** Lines that the running Parallel or Map has started and that haven't ended. */
  running: ReadonlySet<Branch> = NO_LINES;

  constructor(
    execution: Execution,
    owner: ExecutionRecord,
    previous: number,
    variables: VariableScope,
    place = Place.ofExecution(),
  ) {
    this.execution = execution;
    this.owner = owner;
    this.previous = previous;
    this.variables = variables;
    this.place = place;
  }

  /** A line inside of this one, with variables of its own (AWS-BEHAVIOUR 7.4.7): an iteration of a Map, or a branch. */
  fork(previous: number, iteration?: Iteration): Branch {
    if (!this.variables.isEmpty) this.execution.rules.add('variables.inner-scope');
    const variables = new VariableScope(this.variables);
    return new Branch(this.execution, this.owner, previous, variables, this.place.inside(iteration));
  }

  /** Writes an event that the next one will point to. */
  record(type: string, details?: Details): number {
    this.previous = this.recordAside(type, details);
    return this.previous;
  }

  /** Writes an event that the chain passes by: the next one points to the same predecessor (6.1.4). */
  recordAside(type: string, details?: Details, previous = this.previous): number {
    return this.owner.history.write(type, previous, this.execution.now, details);
  }
}

export const NO_LINES: ReadonlySet<Branch> = new Set();

/** `output` of an event, with what says that it isn't cut. */
export const outputDetails = (output: JsonDocument): Details => ({
  output: output.text,
  outputDetails: NOT_TRUNCATED,
});
