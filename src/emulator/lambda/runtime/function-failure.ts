/** What Lambda itself says where a function's process doesn't answer (AWS-BEHAVIOUR 2.4). Worded as in lambda-script.ts. */
import type { Answer } from './function-worker.ts';

export interface Payload {
  readonly failed: boolean;
  readonly text: string;
}

/** Bytes that a synchronous response may have (9.2.2). */
const LARGEST_RESPONSE = 6_291_556;

export function payloadOf(
  answer: Exclude<Answer, { kind: 'notStarted' }>,
  requestId: string,
  seconds: number,
): Payload {
  switch (answer.kind) {
    case 'late':
      return failure(
        'Sandbox.Timedout',
        `${about(requestId)} Task timed out after ${seconds.toFixed(2)} seconds`,
      );
    case 'exited':
      return failure('Runtime.ExitError', `${about(requestId)} ${exitText(answer.status)}`);
    case 'answered':
      return Buffer.byteLength(answer.payload) > LARGEST_RESPONSE
        ? failure(
            'Function.ResponseSizeTooLarge',
            `Response payload size exceeded maximum allowed payload size (${LARGEST_RESPONSE} bytes).`,
          )
        : { failed: !answer.ok, text: answer.payload };
  }
}

const about = (requestId: string): string => `RequestId: ${requestId} Error:`;

function exitText(status: number | null): string {
  if (status === 0) return 'Runtime exited without providing a reason';
  return `Runtime exited with error: ${status === null ? 'signal: killed' : `exit status ${status}`}`;
}

const failure = (errorType: string, errorMessage: string): Payload => ({
  failed: true,
  text: JSON.stringify({ errorType, errorMessage }),
});
