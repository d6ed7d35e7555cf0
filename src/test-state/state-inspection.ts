/** Gathers what the interpreter tells of a tested state. */
import type { Failure } from '../interpreter/failure.ts';
import type { InspectedNumber, InspectedStep, Inspection, Mock } from '../interpreter/inspection.ts';
import type { Assignments } from '../interpreter/leave.ts';
import type { JsonDocument } from '../json/document.ts';
import { objectOf } from '../json/key-order.ts';
import type { JsonObject } from '../json/value.ts';
import { writeJson } from '../json/write.ts';
import type { ErrorDetails, InspectionData } from './answer.ts';

/** The largest number that the API's integers hold. */
const MOST = 2 ** 31 - 1;

export interface Surroundings {
  readonly input: string;
  readonly variables: Assignments;
  readonly retryCount: number;
  readonly context: JsonObject | undefined;
  readonly mock: Mock | undefined;
}

export class StateInspection implements Inspection {
  readonly variables: Assignments;
  readonly retryCount: number;
  readonly context: JsonObject | undefined;
  readonly mock: Mock | undefined;
  /** Where the state went on to; undefined where it ended its flow or failed. */
  nextState: string | undefined;
  /** The failure that a catcher took. */
  caught: Failure | undefined;
  /** The failure after which a retrier would try again. */
  retriable: Failure | undefined;
  readonly #input: string;
  readonly #texts: Partial<Record<InspectedStep, string>> = {};
  readonly #numbers: Partial<Record<InspectedNumber, number>> = {};
  #errorDetails: ErrorDetails | undefined;
  #assigned: Assignments = [];

  constructor({ input, variables, retryCount, context, mock }: Surroundings) {
    this.#input = input;
    this.variables = variables;
    this.retryCount = retryCount;
    this.context = context;
    this.mock = mock;
  }

  sawDocument(step: InspectedStep, document: JsonDocument): void {
    this.#texts[step] = document.text;
  }

  sawNumber(name: InspectedNumber, value: number): void {
    this.#numbers[name] = value;
  }

  sawRetrier(index: number, failure: Failure, seconds: number | undefined): void {
    if (seconds !== undefined) this.retriable = failure;
    this.#errorDetails = {
      ...this.#errorDetails,
      retryIndex: index,
      // The API has whole seconds of 32 bits; inferred: a fraction is cut.
      ...(seconds !== undefined && { retryBackoffIntervalSeconds: Math.min(Math.floor(seconds), MOST) }),
    };
  }

  sawCatcher(index: number, failure: Failure): void {
    this.caught = failure;
    this.#errorDetails = { ...this.#errorDetails, catchIndex: index };
  }

  left(next: string | undefined, assignments: Assignments): void {
    this.nextState = next;
    this.#assigned = assignments;
  }

  get data(): InspectionData {
    const variables = [...this.variables, ...this.#assigned];
    return {
      input: this.#input,
      ...this.#texts,
      ...this.#numbers,
      // Those that the test brought and those that the state assigned (API: InspectionData.variables).
      ...(variables.length > 0 && { variables: writeJson(objectOf(variables)) }),
      ...(this.#errorDetails && { errorDetails: this.#errorDetails }),
    };
  }
}
