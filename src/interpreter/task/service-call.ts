/** What a Task asks of the outside world, and what comes back. */
import type { FunctionReference } from '../../asl/state/resource.ts';
import type { JsonDocument } from '../../json/document.ts';

export type ServiceCall = LambdaCall | IntegrationCall;

export interface CallOrigin {
  readonly state: string;
  /** Which iterations the state runs in: `Map[0]/Inner[2]`; empty outside of any Map. */
  readonly line: string;
  /** 0 for the first attempt of a visit, then 1, 2 ... */
  readonly attempt: number;
  /** The token that an answer must carry; only for callbacks. */
  readonly taskToken?: string;
}

/** Lambda's Invoke (AWS-BEHAVIOUR 1.1, 1.2, 1.3). */
export interface LambdaCall extends CallOrigin {
  readonly kind: 'lambda';
  /** The function without a qualifier. */
  readonly functionName: string;
  /** What that names, where it was read before. */
  readonly reference?: FunctionReference | undefined;
  readonly qualifier?: string;
  readonly invocationType: 'RequestResponse' | 'Event' | 'DryRun';
  /** The body; undefined where none is sent. */
  readonly payload?: string;
  /** True where the body is known to be JSON: only a string Payload may be something else (1.2.10). */
  readonly payloadIsJson?: boolean;
  readonly logType?: string;
  readonly clientContext?: string;
}

/** Any other integration. */
export interface IntegrationCall extends CallOrigin {
  readonly kind: 'integration';
  readonly resourceType: string;
  readonly resource: string;
  readonly parameters: JsonDocument;
}

export type CallResult =
  | LambdaAnswer
  /** The call itself was refused by the service. */
  | {
      readonly kind: 'serviceError';
      readonly code: string;
      readonly status: number;
      readonly message: string;
      readonly requestId: string;
    }
  /** Another integration answered with JSON text, */
  | { readonly kind: 'answer'; readonly output: string }
  /** or failed: the names are the machine's, `Sqs.QueueDoesNotExist`. */
  | { readonly kind: 'error'; readonly error?: string; readonly cause?: string }
  /** Nothing is known of what would come back. */
  | { readonly kind: 'declined'; readonly reason: string };

/** The answer of Lambda's Invoke. */
export interface LambdaAnswer {
  readonly kind: 'lambda';
  /** The body as text; empty for Event and DryRun. */
  readonly payload: string;
  /** True where that is known to be JSON. */
  readonly payloadIsJson?: boolean;
  /** Present where the function failed: `Unhandled` or `Handled`. */
  readonly functionError?: string;
  readonly executedVersion: string;
  readonly statusCode: number;
  readonly requestId: string;
  /** The last 4 KB of the log in base64, for LogType Tail. */
  readonly logResult?: string;
}
