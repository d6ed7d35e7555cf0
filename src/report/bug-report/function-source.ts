/** The code of a scripted function, for the managed Node runtime, as a person would write it. */
import type { Outcome } from '../../case/case.ts';
import { writeJson } from '../../json/write.ts';
import { cell } from '../markdown-text.ts';
import { JsonNumber, type JsonValue } from '../../json/value.ts';

export interface FunctionSource {
  /** `index.mjs`, a line an item. */
  readonly lines: readonly string[];
  /** Markdown: what the managed runtime can't do as the case has it, or does besides. */
  readonly notes: readonly string[];
}

/** Seconds after which Lambda ends an invocation of a function that times out in its script. */
export const FUNCTION_TIMEOUT = 3;

/** `logged` where what the function receives must be found in its log: the tokens that it is handed. */
export function functionSource(outcomes: readonly Outcome[], logged: boolean): FunctionSource {
  const log = logged ? ['  console.log(JSON.stringify(event));'] : [];
  const notes = [...new Set(outcomes.flatMap(notesOn))];
  const [only, ...more] = outcomes;
  if (only !== undefined && more.length === 0) {
    const lines = ['export const handler = async (event) => {', ...log, ...indented(bodyOf(only)), '};'];
    return { notes, lines };
  }
  return {
    notes,
    lines: [
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
    ],
  };
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
  if ('returnText' in outcome) return [`return JSON.parse(${JSON.stringify(outcome.returnText)});`];
  if ('returnBytes' in outcome) return [`return 'x'.repeat(${outcome.returnBytes - 2});`];
  if ('timeout' in outcome) return [sleep(FUNCTION_TIMEOUT * 5)];
  if ('exit' in outcome) return [`process.exit(${outcome.exit});`];
  if ('outOfMemory' in outcome)
    return ['const hoard = [];', 'for (;;) hoard.push(Buffer.alloc(64 * 1024 * 1024, 1));'];
  if ('throw' in outcome) return thrown(outcome.throw.errorType, outcome.throw.errorMessage);
  if ('throwText' in outcome) return thrown('Error', outcome.throwText);
  return [`throw new Error(${JSON.stringify(`Invoke fails with ${outcome.fault}`)});`];
}

const thrown = (name = 'Error', message = ''): readonly string[] => [
  `const error = new Error(${JSON.stringify(message)});`,
  `error.name = ${JSON.stringify(name)};`,
  "error.stack = '';",
  'throw error;',
];

function notesOn(outcome: Outcome): readonly string[] {
  if ('throw' in outcome) {
    return Object.keys(outcome.throw).toSorted().join() === 'errorMessage,errorType'
      ? ["Node's runtime adds `trace` to the payload of an error; the case's own has none."]
      : [
          `The case's function ends with the payload ${cell(writeJson(outcome.throw as JsonValue))}; Node's runtime words its own from the error that is thrown.`,
        ];
  }
  if ('throwText' in outcome)
    return [
      `The case's function ends with the payload ${cell(outcome.throwText)}, which takes a runtime of one's own (\`provided.al2023\`).`,
    ];
  if ('returnText' in outcome || ('return' in outcome && holdsSpelling(outcome.return))) {
    const text = 'returnText' in outcome ? outcome.returnText : writeJson(outcome.return);
    return [
      `The case's function returns the text ${cell(text)}; Node's runtime writes JSON anew, so the exact text takes a runtime of one's own (\`provided.al2023\`).`,
    ];
  }
  return [];
}

function holdsSpelling(value: JsonValue): boolean {
  if (value instanceof JsonNumber) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsSpelling);
}
