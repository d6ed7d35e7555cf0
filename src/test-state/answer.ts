/** What TestState answers (AWS-BEHAVIOUR 8.7.2, 8.7.3). */
import type { InspectedNumber, InspectedStep } from '../interpreter/inspection.ts';

export type TestStateAnswer = TestStateResponse | TestStateRefusal | TestStateDeclined;

export interface TestStateResponse {
  readonly kind: 'response';
  /** RETRIABLE where a retrier still has attempts, CAUGHT_ERROR where a catcher takes over (8.7.4). */
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  /** JSON text. */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  readonly inspectionData?: InspectionData;
}

/** Every step that was carried out, as JSON text. */
export type InspectionData = Partial<
  Readonly<Record<'input' | 'variables' | InspectedStep, string> & Record<InspectedNumber, number>>
> & { readonly errorDetails?: ErrorDetails };

/** Which handler took the error, counted from 0. */
export interface ErrorDetails {
  readonly catchIndex?: number;
  readonly retryIndex?: number;
  /** Absent where the retrier has no attempts left (RECORDED 112). */
  readonly retryBackoffIntervalSeconds?: number;
}

/** The call itself is refused. */
export interface TestStateRefusal {
  readonly kind: 'refused';
  readonly error: 'ValidationException' | 'InvalidDefinition' | 'InvalidExecutionInput';
  readonly message: string;
}

/** The state uses something that the reference doesn't model. */
export interface TestStateDeclined {
  readonly kind: 'declined';
  readonly reason: string;
}

export const refused = (error: TestStateRefusal['error'], message: string): TestStateRefusal => ({
  kind: 'refused',
  error,
  message,
});

export const invalid = (message: string): TestStateRefusal => refused('ValidationException', message);
