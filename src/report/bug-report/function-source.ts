/**
 * The code of a scripted function, for the managed Node runtime, as a person would write it. What that runtime would word in its
 * own way has a runtime of its own.
 */
import type { Outcome } from '../../case/case.ts';
import { writeJson } from '../../json/write.ts';

/** Seconds after which Lambda ends an invocation of a function that times out in its script. */
export const FUNCTION_TIMEOUT = 3;

/** `index.mjs`, a line an item. `logged` where what the function receives must be found in its log: the tokens that it is handed. */
export function functionSource(outcomes: readonly Outcome[], logged: boolean): readonly string[] {
  const log = logged ? ['  console.log(JSON.stringify(event));'] : [];
  const [only, ...more] = outcomes;
  if (only !== undefined && more.length === 0) {
    return ['export const handler = async (event) => {', ...log, ...indented(bodyOf(only)), '};'];
  }
  return [
    "import { appendFileSync, readFileSync } from 'node:fs';",
    '',
    '// A target may start a new process for each invocation, so they are counted in a file.',
    'const counter = `/tmp/${process.env.AWS_LAMBDA_FUNCTION_NAME}-${process.env.RUN}`;',
    '',
    '// One an invocation, the last one for all that follow.',
    'const outcomes = [',
    ...indented(outcomes.flatMap((outcome) => ['async (event) => {', ...indented(bodyOf(outcome)), '},'])),
    '];',
    '',
    'export const handler = async (event) => {',
    ...log,
    "  appendFileSync(counter, '.');",
    '  const count = readFileSync(counter).length;',
    '  return outcomes[Math.min(count, outcomes.length) - 1](event);',
    '};',
  ];
}

const indented = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => (line === '' ? '' : `  ${line}`));

function bodyOf(outcome: Outcome): readonly string[] {
  const wait =
    outcome.delaySeconds === undefined || outcome.delaySeconds === 0 ? [] : [sleep(outcome.delaySeconds)];
  return [...wait, ...endOf(outcome)];
}

const sleep = (seconds: number): string =>
  `await new Promise((resolve) => setTimeout(resolve, ${seconds * 1000}));`;

function endOf(outcome: Outcome): readonly string[] {
  if ('echo' in outcome) return ['return event;'];
  if ('return' in outcome) return [`return ${writeJson(outcome.return)};`];
  if ('returnBytes' in outcome) return [`return 'x'.repeat(${outcome.returnBytes - 2});`];
  if ('timeout' in outcome) return [sleep(FUNCTION_TIMEOUT * 5)];
  if ('outOfMemory' in outcome)
    return ['const hoard = [];', 'for (;;) hoard.push(Buffer.alloc(64 * 1024 * 1024, 1));'];
  const what = 'fault' in outcome ? `Invoke fails with ${outcome.fault}` : 'it takes a runtime of its own';
  return [`throw new Error(${JSON.stringify(what)});`];
}
