/** An input that StartExecution refuses: no execution comes about. */
import type { Observation } from '../../case/observation.ts';
import { LARGEST_PAYLOAD } from '../../interpreter/failure.ts';
import { jacksonProblem } from '../../json/jackson-message.ts';
import { NESTING_MESSAGE } from '../../json/nesting.ts';
import { parseJson } from '../../json/parse.ts';

/**
 * The observation of a refused start: FAILED with the API's error and message, without a history, for there was no execution.
 * Sources: AWS-BEHAVIOUR 8.4.2, 9.1.2; the message for an input that is too large is inferred.
 */
export function startRefusal(input: string): Observation | undefined {
  if (Buffer.byteLength(input) > LARGEST_PAYLOAD) {
    const cause = `1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to ${LARGEST_PAYLOAD}`;
    return { status: 'FAILED', error: 'ValidationException', cause, invocations: [], callbacks: [] };
  }
  const parsing = parseJson(input);
  if (parsing.ok) return undefined;
  const problem = input === '' ? 'Invalid execution input.' : jacksonProblem(input)?.message;
  return {
    status: 'FAILED',
    error: 'InvalidExecutionInput',
    cause: `Invalid State Machine Execution Input: '${problem ?? parsing.message}'`,
    invocations: [],
    callbacks: [],
  };
}

/** The rule that a refusal carries out: that an input may nest too deep is inferred. */
export const startRule = ({ error = '', cause = '' }: Observation): string =>
  cause.includes(NESTING_MESSAGE) ? 'start.nesting' : `start.${error}`;
