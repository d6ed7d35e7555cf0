/** Draws how a function fails: the payload of its error as the runtimes of several languages write it (AWS-BEHAVIOUR 1.2.17, 1.2.20, 2.4). */
import type { Outcome } from '../../src/case/case.ts';
import type { Draft } from '../machine/draft.ts';
import { ERROR_MESSAGES, ERROR_TYPES, RARE_FAULTS, FAULTS, VALUE_TYPES } from '../palette/errors.ts';

/** The payload is this object as JSON, its fields in this order. */
export function drawThrow(draft: Draft): Outcome {
  const { draw, mask } = draft;
  const messages = mask.has('unicode') ? ERROR_MESSAGES : ERROR_MESSAGES.slice(0, -1);
  const [errorType, errorMessage] = [draw.pick(ERROR_TYPES), draw.pick(messages)];
  const kind = draw.weighted([
    ['plain', 40],
    ['node', mask.has('error-of-node') ? 40 : 0],
    ['python', mask.has('error-of-python') ? 40 : 0],
    ['value', mask.has('error-of-a-value') ? 40 : 0],
    ['untyped', mask.has('error-without-type') ? 60 : 0],
  ] as const);
  switch (kind) {
    case 'plain':
      return { throw: { errorType, errorMessage } };
    case 'node':
      return { throw: { errorType, errorMessage, trace: [`${errorType}: ${errorMessage}`, NODE_FRAME] } };
    case 'python':
      return { throwText: pythonPayload(errorType, errorMessage) };
    case 'value':
      return { throw: { errorType: draw.pick(VALUE_TYPES), errorMessage, trace: [] } };
    case 'untyped':
      return { throw: { errorMessage } };
  }
}

const NODE_FRAME = '    at Runtime.handler (file:///var/task/index.mjs:3:9)';

/** Python puts a blank behind each colon and comma, which only the direct form keeps (1.1.8, 1.2.16). */
function pythonPayload(errorType: string, errorMessage: string): string {
  const fields = {
    errorMessage,
    errorType,
    requestId: 'c0ffee00-0000-4000-8000-000000000000',
    stackTrace: [`  File "/var/task/handler.py", line 2, in handler\n    raise ${errorType}()\n`],
  };
  const parts = Object.entries(fields).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`);
  return `{${parts.join(', ')}}`;
}

/** Invoke itself fails. */
export const drawFault = ({ draw, mask }: Draft): Outcome => ({
  fault: draw.pick(
    mask.has('rare-invoke-fault') && (!mask.has('invoke-fault') || draw.chance(60)) ? RARE_FAULTS : FAULTS,
  ),
});

/** The function's process comes to nothing, or Lambda can't hand on what it says; undefined where the case allows none of it. */
export function drawCrash({ draw, mask }: Draft): Outcome | undefined {
  const kinds = [
    ['timeout', mask.has('function-timeout') ? 1 : 0],
    ['exit', mask.has('function-exit') ? 1 : 0],
    ['memory', mask.has('out-of-memory') ? 1 : 0],
    ['response', mask.has('response-too-large') ? 1 : 0],
  ] as const;
  if (kinds.every(([, weight]) => weight === 0)) return undefined;
  switch (draw.weighted(kinds)) {
    case 'timeout':
      return { timeout: true };
    case 'exit':
      return { exit: draw.pick([1, 3]) };
    case 'memory':
      return { outOfMemory: true };
    case 'response':
      return { returnBytes: 6_291_557 };
  }
}

/** A result that a state machine doesn't take (1.1.20, 1.2.31). */
export const drawLargeResult = ({ draw }: Draft): Outcome => ({ returnBytes: draw.pick([262_145, 300_000]) });
