/** What an answer of the API says of the target's health. */
import type { ApiAnswer } from '../../executors/aws-api/api-answer.ts';
import { wrong, type StepResult } from './step.ts';

/** Of an answer that isn't the one that was hoped for. */
export function resultOf(operation: string, answer: Exclude<ApiAnswer, { kind: 'ok' }>): StepResult {
  switch (answer.kind) {
    case 'lacking':
      return wrong(
        answer.reason,
        `Every run needs ${operation}: see that this is the address of Step Functions.`,
      );
    case 'refused':
      return wrong(
        `${operation} was refused: ${answer.error ?? 'an error without a name'}: ${answer.message}`,
        remedyAgainst(answer.error),
      );
    case 'throttled':
      return wrong(answer.reason, 'Try again later, or give it more room: it refuses even a single call.');
    case 'silent':
      return wrong(
        `${answer.reason} in time`,
        "It accepts the connection and says nothing: see its log, and that it isn't still starting.",
      );
    case 'transport':
      return wrong(
        answer.reason,
        'See that the address is that of the target itself, and what its log says of the call.',
      );
    case 'cancelled':
      return { kind: 'untried', reason: answer.reason };
  }
}

function remedyAgainst(error: string | undefined): string {
  if (error !== undefined && /signature|credential|token|unrecognizedclient|accessdenied/i.test(error))
    return 'Give the target credentials that it takes: targets.NAME.credentials in conformance.config.ts.';
  return 'AWS carries this call out: the target must, or no case can run on it.';
}
