/**
 * The npm library aws-local-stepfunctions. It calls Lambda through the AWS SDK, which finds the kit's Invoke endpoint in the
 * environment. There is no history, and there are no task tokens.
 */
import { randomBytes } from 'node:crypto';
import { seededRandom } from '../../asl/random.ts';
import type { Case } from '../../case/case.ts';
import { contentHash } from '../../case/content-hash.ts';
import type { Invocation, Observation } from '../../case/observation.ts';
import { parseJson } from '../../json/parse.ts';
import { DeployedNames } from '../aws-api/names/deployed-names.ts';
import { rewriteDefinition } from '../aws-api/names/rewrite.ts';
import { patienceFor } from '../aws-api/patience.ts';
import { definitionText, inputText } from '../case-text.ts';
import type { Executor, ExecutorOutcome } from '../executor.ts';
import type { LambdaEndpoint } from '../lambda-endpoint/lambda-endpoint.ts';
import { ACCOUNT, REGION, ROLE_ARN } from '../observed-names.ts';
import { contextFor } from './context-object.ts';
import { documentedGap, missingContext } from './documented-gaps.ts';
import { LibraryThreads, type LibraryResult } from './library-threads.ts';
import { timeOverrides } from './time-overrides.ts';

const WHERE = { region: REGION, account: ACCOUNT };

/** Seconds of a case's own waiting that are accepted, and of grace beyond them. */
const LONGEST_SECONDS = 120;
const GRACE_SECONDS = 20;

/** The endpoint is closed with the executor. */
export function awsLocalStepFunctionsExecutor(endpoint: LambdaEndpoint): Executor {
  const threads = new LibraryThreads({
    AWS_ENDPOINT_URL_LAMBDA: endpoint.url,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: ACCOUNT,
    AWS_SECRET_ACCESS_KEY: 'test',
  });
  const run = randomBytes(3).toString('hex');
  let count = 0;
  return {
    name: 'aws-local-stepfunctions',
    execute: async (testCase, signal) => {
      const reason = reasonAgainst(testCase);
      if (reason !== undefined) return { kind: 'declined', reason };
      count += 1;
      const names = new DeployedNames(`k${run}${count.toString(36)}x-`, Object.keys(testCase.functions));
      return executeCase(testCase, names, endpoint, threads, signal);
    },
    close: async () => {
      await threads.close();
      await endpoint.close();
    },
  };
}

function reasonAgainst(testCase: Case): string | undefined {
  const { type, start } = testCase.machine;
  if (type === 'EXPRESS') return 'the library has no Express machines';
  if (start !== undefined) return `the library has nothing but machines: it can't start by ${start}`;
  const definition = parseJson(definitionText(testCase));
  if (!definition.ok || !parseJson(inputText(testCase)).ok)
    return 'the library takes definition and input as values, not as texts';
  const gap = documentedGap(definition.value);
  if (gap !== undefined) return `the library's list of supported features lacks ${gap}`;
  const part = missingContext(definitionText(testCase));
  return part === undefined ? undefined : `the library's context object has no ${part}`;
}

async function executeCase(
  testCase: Case,
  names: DeployedNames,
  endpoint: LambdaEndpoint,
  threads: LibraryThreads,
  signal: AbortSignal,
): Promise<ExecutorOutcome> {
  const group = endpoint.register(names.deployed(testCase.functions), seededRandom(contentHash(testCase)));
  try {
    const { seconds } = await patienceFor(testCase);
    const limit = (Math.min(seconds, LONGEST_SECONDS) + GRACE_SECONDS) * 1000;
    const definition = parseJson(definitionText(testCase));
    const options = {
      overrides: definition.ok ? timeOverrides(definition.value) : {},
      context: contextFor(testCase.machine.type),
    };
    const rewritten = rewriteDefinition(definitionText(testCase), names, WHERE, false);
    const run = { definition: rewritten, input: inputText(testCase), options };
    const result = await threads.run(run, limit, signal);
    if (signal.aborted) return { kind: 'indeterminate', fault: 'cancelled', reason: 'the case was given up' };
    if (result.kind === 'broken') return { kind: 'indeterminate', fault: 'transport', reason: result.reason };
    if (result.kind === 'aborted' && seconds > LONGEST_SECONDS)
      return {
        kind: 'indeterminate',
        fault: 'time-limit',
        reason: `the case takes ${seconds} s by the clock`,
      };
    return { kind: 'observed', observation: observation(result, group.invocations, names) };
  } finally {
    endpoint.drop(group);
  }
}

function observation(
  result: Exclude<LibraryResult, { kind: 'broken' }>,
  received: readonly Invocation[],
  names: DeployedNames,
): Observation {
  const map = (text: string): string => names.mapBack(text, { ...WHERE, roleArn: ROLE_ARN });
  const invocations = received.map((invocation) => ({
    ...invocation,
    function: map(invocation.function),
    payload: map(invocation.payload),
  }));
  // It names no codes of diagnostics.
  if (result.kind === 'refused') return { status: 'INVALID_DEFINITION', diagnostics: [], invocations };
  if (result.kind === 'aborted') return { status: 'RUNNING', invocations };
  const { status, output, error, cause } = result.end;
  return {
    status,
    ...(output !== undefined && { output: map(output) }),
    ...(error !== undefined && { error: map(error) }),
    ...(cause !== undefined && { cause: map(cause) }),
    invocations,
  };
}
