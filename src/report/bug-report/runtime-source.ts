/**
 * The code of a scripted function as a runtime of its own: a shell script that speaks Lambda's Runtime API. What it ends with
 * is sent byte for byte, which no managed runtime does: those word errors anew and write JSON anew.
 */
import type { Outcome } from '../../case/case.ts';
import { writeJson } from '../../json/write.ts';
import { JsonNumber, type JsonValue } from '../../json/value.ts';
import { shellQuote } from '../shell-quote.ts';
import { FUNCTION_TIMEOUT } from './function-source.ts';

/** True for an end that a managed runtime would word in its own way. */
export function needsOwnRuntime(outcome: Outcome): boolean {
  if ('return' in outcome) return holdsSpelling(outcome.return);
  return ['throw', 'throwText', 'returnText', 'exit'].some((kind) => kind in outcome);
}

function holdsSpelling(value: JsonValue): boolean {
  if (value instanceof JsonNumber) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsSpelling);
}

/** `bootstrap`, a line an item. `logged` where what the function receives must be found in its log. */
export function runtimeSource(
  outcomes: readonly Outcome[],
  title: string,
  logged: boolean,
): readonly string[] {
  return [
    '#!/bin/sh',
    `# ${title}`,
    'API="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"',
    '# A target may start a new process for each invocation, so they are counted in a file.',
    'COUNTER="/tmp/$AWS_LAMBDA_FUNCTION_NAME-$RUN"',
    'cd "$(mktemp -d)"',
    'while :; do',
    '  curl -sS -D head -o event "$API/next" || exit 1',
    `  ID=$(tr -d '\\r' < head | sed -n 's/^[Ll]ambda-[Rr]untime-[Aa]ws-[Rr]equest-[Ii]d: *//p')`,
    ...(logged ? ['  cat event; echo'] : []),
    `  printf . >> "$COUNTER"`,
    ...chosen(outcomes).map((line) => `  ${line}`),
    'done',
  ];
}

/** One an invocation, the last one for all that follow. */
function chosen(outcomes: readonly Outcome[]): readonly string[] {
  const [only, ...more] = outcomes;
  if (only !== undefined && more.length === 0) return bodyOf(only);
  return [
    'case $(wc -c < "$COUNTER" | tr -d " ") in',
    ...outcomes.flatMap((outcome, i) => [
      `${i === outcomes.length - 1 ? '*' : i + 1})`,
      ...bodyOf(outcome).map((line) => `  ${line}`),
      '  ;;',
    ]),
    'esac',
  ];
}

const bodyOf = (outcome: Outcome): readonly string[] => [
  ...(outcome.delaySeconds === undefined || outcome.delaySeconds === 0
    ? []
    : [`sleep ${outcome.delaySeconds}`]),
  ...endOf(outcome),
];

function endOf(outcome: Outcome): readonly string[] {
  if ('echo' in outcome) return ['curl -sS --data-binary @event "$API/$ID/response" > /dev/null'];
  if ('return' in outcome) return sent(writeJson(outcome.return), 'response');
  if ('returnText' in outcome) return sent(outcome.returnText, 'response');
  if ('returnBytes' in outcome)
    return [
      `{ printf '"'; head -c ${outcome.returnBytes - 2} /dev/zero | tr '\\0' x; printf '"'; } > end`,
      'curl -sS --data-binary @end "$API/$ID/response" > /dev/null',
    ];
  if ('timeout' in outcome) return [`sleep ${FUNCTION_TIMEOUT * 5}`];
  if ('exit' in outcome) return [`exit ${outcome.exit}`];
  if ('outOfMemory' in outcome) return ['tail /dev/zero'];
  if ('throw' in outcome) return sent(writeJson(outcome.throw as JsonValue), 'error');
  if ('throwText' in outcome) return sent(outcome.throwText, 'error');
  const errorMessage = `Invoke fails with ${outcome.fault}`;
  return sent(writeJson({ errorType: 'Error', errorMessage }), 'error');
}

/** printf writes it as it is; curl takes it from a file, lest it drops line feeds. */
const sent = (text: string, end: 'response' | 'error'): readonly string[] => [
  `printf '%s' ${shellQuote(text)} > end`,
  `curl -sS ${end === 'error' ? "-H 'Lambda-Runtime-Function-Error-Type: Unhandled' " : ''}--data-binary @end "$API/$ID/${end}" > /dev/null`,
];
