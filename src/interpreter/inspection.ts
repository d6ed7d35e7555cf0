/**
 * What TestState asks of a run of one state: to be told what each step gave, and to stand in for what is around the state
 * (AWS-BEHAVIOUR 8.7). No other execution has one.
 */
import { JsonDocument } from '../json/document.ts';
import type { JsonObject, JsonValue } from '../json/value.ts';
import { writeJson } from '../json/write.ts';
import type { Failure } from './failure.ts';
import type { Assignments } from './leave.ts';
import type { Step } from './outcome.ts';
import type { Visit } from './visit.ts';

/** Steps that give a document, by their names in TestState's `inspectionData` (8.7.3). */
export type InspectedStep =
  | 'afterInputPath'
  | 'afterParameters'
  | 'afterArguments'
  | 'result'
  | 'afterResultSelector'
  | 'afterResultPath'
  | 'afterItemsPath'
  | 'afterItemSelector'
  | 'afterItemBatcher'
  | 'afterItemsPointer';

/** Numbers of a Map, by the same names. */
export type InspectedNumber = 'maxConcurrency' | 'toleratedFailureCount' | 'toleratedFailurePercentage';

export interface Inspection {
  readonly sawDocument: (step: InspectedStep, document: JsonDocument) => void;
  readonly sawNumber: (name: InspectedNumber, value: number) => void;
  /** The retrier at the index matched. It would try again after the seconds; undefined where its attempts are used up. */
  readonly sawRetrier: (index: number, failure: Failure, seconds: number | undefined) => void;
  readonly sawCatcher: (index: number, failure: Failure) => void;
  /** The state was left for the next one, with new values of variables. */
  readonly left: (next: string | undefined, assignments: Assignments) => void;

  /** Variables that the state finds. */
  readonly variables: Assignments;
  /** Attempts that the retrier which matches has used already, and so `RetryCount` of the context object. */
  readonly retryCount: number;
  /** The whole context object where the test brings its own; else it is made as ever. */
  readonly context: JsonObject | undefined;
  readonly mock: Mock | undefined;
}

/** What stands in for the call of a Task, the iterations of a Map, the branches of a Parallel. */
export interface Mock {
  readonly outcome: Step<JsonDocument>;
  /** How many of a Map's iterations the test says have failed, of how many; of its items where it doesn't say. */
  readonly failedIterations:
    { readonly failures: number; readonly iterations: number | undefined } | undefined;
  /** The content of what a Map's ItemReader would read. */
  readonly itemReaderData: string | undefined;
}

/** Tells an inspection what a step gave; gives the same back. */
export function inspected(
  visit: Visit,
  step: InspectedStep,
  outcome: Step<JsonDocument>,
): Step<JsonDocument> {
  if (visit.inspection !== undefined && outcome.kind === 'done')
    visit.inspection.sawDocument(step, outcome.value);
  return outcome;
}

/**
 * The same for a list: compact items with `, ` between them, as Java prints a list (recorded for afterItemsPath:
 * test_state_map_context_object[EXECUTION_INPUT_VALUES]; inferred for the others).
 */
export function inspectedList(visit: Visit, step: InspectedStep, items: () => readonly JsonValue[]): void {
  if (visit.inspection === undefined) return;
  const text = items().map(writeJson).join(', ');
  visit.inspection.sawDocument(step, JsonDocument.ofText(`[${text}]`));
}
