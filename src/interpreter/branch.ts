/** One line of states: the machine itself, a branch of a Parallel, an iteration of a Map. */
import type { StateType } from '../asl/state/state.ts';
import type { JsonDocument } from '../json/document.ts';
import type { JsonObject } from '../json/value.ts';
import type { Execution } from './execution.ts';
import type { ExecutionRecord } from './execution-record.ts';
import { NOT_TRUNCATED, type Details } from './history.ts';
import { VariableScope } from './variable-scope.ts';

export class Branch {
  /** Where time passes and calls are made. */
  readonly execution: Execution;
  /** Whose states these are: the context object and the history. */
  readonly owner: ExecutionRecord;
  readonly variables: VariableScope;
  /** `Map` of the context object inside an iteration. */
  readonly mapContext: JsonObject | undefined;
  /** Types of the states whose branches or iterations this is inside of. */
  readonly inside: ReadonlySet<StateType>;
  /** Which iterations this is inside of: `Map[0]/Inner[2]`. */
  readonly path: string;
  /** The event that the next one of this line will point to. */
  previous: number;
  /** The state that is running, for the events that an abort leaves. */
  active: StateType | undefined;
  /** Lines that the running Parallel or Map has started and that haven't ended. */
  running: Branch[] = [];

  constructor(
    execution: Execution,
    owner: ExecutionRecord,
    previous: number,
    variables: VariableScope,
    path = '',
    mapContext?: JsonObject,
    inside: ReadonlySet<StateType> = NOWHERE,
  ) {
    this.execution = execution;
    this.owner = owner;
    this.previous = previous;
    this.variables = variables;
    this.path = path;
    this.mapContext = mapContext;
    this.inside = inside;
  }

  /** A line inside of this one, with variables of its own (AWS-BEHAVIOUR 7.4.7). */
  fork(previous: number, iteration?: { readonly name: string; readonly context: JsonObject }): Branch {
    const path = iteration === undefined ? this.path : `${this.path}/${iteration.name}`;
    const context = iteration?.context ?? this.mapContext;
    const inside = new Set([...this.inside, iteration ? 'Map' : 'Parallel'] as const);
    if (!this.variables.isEmpty) this.execution.rules.add('variables.inner-scope');
    const variables = new VariableScope(this.variables);
    return new Branch(this.execution, this.owner, previous, variables, path, context, inside);
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

const NOWHERE: ReadonlySet<StateType> = new Set();

/** `input` or `output` of an event, with what says that it isn't cut. */
export const inputDetails = (input: JsonDocument): Details => ({
  input: input.text,
  inputDetails: NOT_TRUNCATED,
});

export const outputDetails = (output: JsonDocument): Details => ({
  output: output.text,
  outputDetails: NOT_TRUNCATED,
});
