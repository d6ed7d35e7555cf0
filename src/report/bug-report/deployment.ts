/** The shell commands that bring a case's functions to a target. */
import type { Case, FunctionScript, Outcome } from '../../case/case.ts';
import { cell } from '../markdown-text.ts';
import { oneLine } from '../printable.ts';
import { shellQuote } from '../shell-quote.ts';
import { FUNCTION_TIMEOUT, functionSource } from './function-source.ts';
import { needsOwnRuntime, runtimeSource } from './runtime-source.ts';
import { fileFromLines } from './shell-file.ts';

export interface Deployment {
  /** They leave the ARN of a function in `FUNCTION`, where there is one. */
  readonly lines: readonly string[];
  readonly deploys: boolean;
  /** Ends what the lines made. */
  readonly cleanUp: readonly string[];
  /** Markdown: what no command can stage. */
  readonly notes: readonly string[];
}

export function deploymentOf({ functions, callbacks }: Case): Deployment {
  const logged = Object.keys(callbacks).length > 0;
  const parts = Object.entries(functions).map(([name, script]) => deployFunction(name, script, logged));
  return {
    deploys: parts.some(({ deploys }) => deploys),
    lines: parts.flatMap(({ lines }) => lines),
    cleanUp: parts.flatMap(({ cleanUp }) => cleanUp),
    notes: [...new Set(parts.flatMap(({ notes }) => notes))],
  };
}

function deployFunction(name: string, script: FunctionScript, logged: boolean): Deployment {
  const { outcomes, versions = {}, aliases = {} } = script;
  const fault = faultOf(outcomes);
  if (fault === 'ResourceNotFoundException') {
    return { lines: [`# There is no function ${oneLine(name)}.`], deploys: false, cleanUp: [], notes: [] };
  }
  const quoted = shellQuote(name);
  const notes: string[] = [];
  const codes = codesOf(versions, outcomes);
  // All versions of a function are told to run on one runtime.
  const own = codes.some(({ scripted }) => scripted.some(needsOwnRuntime));
  const lines = codes.flatMap(({ version, scripted }, i) => {
    const title = `The function ${oneLine(name)}${version === undefined ? '' : `, version ${version}`}`;
    return [
      `# ${title}`,
      // The comment tells versions apart: the same code isn't published twice.
      ...(own
        ? [...fileFromLines('bootstrap', runtimeSource(scripted, title, logged)), 'chmod +x bootstrap']
        : fileFromLines('index.mjs', [`// ${title}`, ...functionSource(scripted, logged)])),
      `rm -f function.zip && zip -q function.zip ${own ? 'bootstrap' : 'index.mjs'}`,
      i === 0
        ? create(quoted, own)
        : `lambda update-function-code --function-name ${quoted} --zip-file fileb://function.zip > /dev/null`,
      ...(version === undefined ? [] : [`lambda publish-version --function-name ${quoted} > /dev/null`]),
      '',
    ];
  });
  if (own)
    notes.push(
      `The function is a runtime of its own (\`provided.al2023\`): what it ends with is sent exactly as in the case. It needs \`curl\` where the target runs it; AWS's image has it.`,
    );
  if (fault === 'TooManyRequestsException') {
    lines.push(
      '# No invocation is let through.',
      `lambda put-function-concurrency --function-name ${quoted} --reserved-concurrent-executions 0 > /dev/null`,
      '',
    );
  } else if (fault !== undefined) {
    notes.push(
      `In the case each call of ${cell(name)} fails with Lambda's own error ${cell(fault)}, which no command can stage: the function here throws instead.`,
    );
  }
  for (const [alias, target] of Object.entries(aliases))
    lines.push(...aliasLines(quoted, alias, target, notes), '');
  return { lines, deploys: true, notes, cleanUp: [`lambda delete-function --function-name ${quoted}`] };
}

interface Code {
  /** Undefined for `$LATEST`. */
  readonly version?: number;
  readonly scripted: readonly Outcome[];
}

/** Versions are numbered as they are published, so those below a version that is asked for are published too. */
function codesOf(
  versions: NonNullable<FunctionScript['versions']>,
  latest: readonly Outcome[],
): readonly Code[] {
  const highest = Math.max(0, ...Object.keys(versions).map(Number).filter(Number.isSafeInteger));
  const published = Array.from({ length: Math.min(highest, MOST_VERSIONS) }, (_, i): Code => {
    const version = i + 1;
    return { version, scripted: versions[version] ?? [{ return: `version ${version}` }] };
  });
  return [...published, { scripted: latest }];
}

const MOST_VERSIONS = 20;

/** The error with which every call of the function fails before any code runs, if so. */
function faultOf(outcomes: readonly Outcome[]): string | undefined {
  const faults = new Set(outcomes.map((outcome) => ('fault' in outcome ? outcome.fault : undefined)));
  return faults.size === 1 ? [...faults][0] : undefined;
}

const create = (name: string, own: boolean): string =>
  `FUNCTION=$(lambda create-function --function-name ${name} ` +
  `--runtime ${own ? 'provided.al2023 --handler bootstrap' : 'nodejs22.x --handler index.handler'} ` +
  `--timeout ${FUNCTION_TIMEOUT} --role "$ROLE" --environment "Variables={RUN=$RUN}" ` +
  '--zip-file fileb://function.zip --query FunctionArn --output text)';

function aliasLines(
  name: string,
  alias: string,
  target: NonNullable<FunctionScript['aliases']>[string],
  notes: string[],
): readonly string[] {
  const command = `lambda create-alias --function-name ${name} --name ${shellQuote(alias)} --function-version`;
  if (typeof target === 'string') return [`${command} ${shellQuote(target)}`];
  if ('weights' in target) {
    const [[first], second] = Object.entries(target.weights) as [[string, number], [string, number]?];
    const routing =
      second === undefined
        ? ''
        : ` --routing-config ${shellQuote(`AdditionalVersionWeights={"${second[0]}"=${second[1]}}`)}`;
    return [`${command} ${shellQuote(first)}${routing}`];
  }
  notes.push(
    `In the case the alias ${cell(alias)} moves from invocation to invocation: ${cell(target.join(', '))}.`,
  );
  return [`${command} ${shellQuote(target[0] ?? '$LATEST')}`];
}
