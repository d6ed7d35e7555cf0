/** What TestState is asked, as the API has it (AWS-BEHAVIOUR 8.7.1). Texts that hold JSON are still texts here. */

export interface TestStateRequest {
  /** One state; or a whole machine, of which `stateName` names the state. */
  readonly definition: string;
  readonly stateName?: string | undefined;
  /** Not needed where there is a mock (8.7.7). */
  readonly roleArn?: string | undefined;
  /** `{}` by default. */
  readonly input?: string | undefined;
  /** INFO, which is the default, brings no inspectionData. */
  readonly inspectionLevel?: InspectionLevel | undefined;
  readonly revealSecrets?: boolean | undefined;
  /** A JSON object: names and values. */
  readonly variables?: string | undefined;
  /** A JSON object that takes the place of the whole context object; with a mock only (8.7.10). */
  readonly context?: string | undefined;
  readonly mock?: MockInput | undefined;
  readonly stateConfiguration?: StateConfiguration | undefined;
}

export type InspectionLevel = 'INFO' | 'DEBUG' | 'TRACE';

/** What stands in for the work of a Task, a Map or a Parallel: a result or an error. */
export interface MockInput {
  /** JSON text. */
  readonly result?: string | undefined;
  readonly errorOutput?: MockErrorOutput | undefined;
  /** STRICT by default (8.7.5). */
  readonly fieldValidationMode?: FieldValidationMode | undefined;
}

export interface MockErrorOutput {
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** How a mocked result is held to the response model of its integration. */
export type FieldValidationMode = 'STRICT' | 'PRESENT' | 'NONE';

export interface StateConfiguration {
  /** Attempts that the retrier which matches has used already. */
  readonly retrierRetryCount?: number | undefined;
  /** The inner state that a mocked error of a Map or Parallel comes from; nothing recorded depends on it. */
  readonly errorCausedByState?: string | undefined;
  readonly mapIterationFailureCount?: number | undefined;
  /** The content of what the Map's ItemReader reads. */
  readonly mapItemReaderData?: string | undefined;
}
