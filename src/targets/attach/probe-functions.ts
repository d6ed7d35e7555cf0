/** Finds out how functions run on a target that runs already: each way is tried with a function that echoes and then throws. */
import { InvokeCommand } from '@aws-sdk/client-lambda';
import type { Case } from '../../case/case.ts';
import { parseCase } from '../../case/parse-case.ts';
import type { TargetApi } from '../../executors/aws-api/api.ts';
import type { ApiAnswer } from '../../executors/aws-api/api-answer.ts';
import { DeployingDoor } from '../../executors/aws-api/doors/deploying-door.ts';
import type { FunctionRuntime } from '../../executors/aws-api/doors/deployment.ts';
import type { FunctionDoor } from '../../executors/aws-api/doors/door.ts';
import { DeployedNames } from '../../executors/aws-api/names/deployed-names.ts';
import type { LambdaEndpoint } from '../../executors/lambda-endpoint/lambda-endpoint.ts';
import { valueAt } from '../../json/value.ts';

export interface ProbeOptions {
  readonly api: TargetApi;
  readonly endpoint: LambdaEndpoint;
  readonly roleArn: string;
  readonly where: { readonly region: string; readonly account: string };
  readonly signal: AbortSignal;
}

export type Probing =
  | { readonly kind: 'found'; readonly door: FunctionDoor; readonly how: string }
  /** What each way led to. */
  | { readonly kind: 'none'; readonly reasons: readonly string[] };

const NODE = { Runtime: 'nodejs22.x', Handler: 'index.handler' } as const;
const WRAPPED = {
  ...NODE,
  Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/var/task/wrapper' } },
} as const;

/** The most faithful way first: a runtime of the kit's own says errors word for word, a forwarding function shows invocations. */
const WAYS: readonly {
  readonly how: string;
  readonly runtime: FunctionRuntime;
  readonly forwards: boolean;
}[] = [
  {
    how: 'forwarding functions with a runtime of their own',
    runtime: { Runtime: 'provided.al2023', Handler: 'bootstrap' },
    forwards: true,
  },
  { how: 'forwarding functions behind a wrapper', runtime: WRAPPED, forwards: true },
  { how: 'functions that carry their scripts, behind a wrapper', runtime: WRAPPED, forwards: false },
  { how: 'forwarding functions in its own Node', runtime: NODE, forwards: true },
  { how: 'functions that carry their scripts, in its own Node', runtime: NODE, forwards: false },
];

/** A way whose errors are worded by the target is taken only where no other works. */
export async function probeFunctions(options: ProbeOptions): Promise<Probing> {
  const reasons: string[] = [];
  let inexact: Extract<Probing, { kind: 'found' }> | undefined;
  for (const { how, runtime, forwards } of WAYS) {
    const { endpoint, ...more } = options;
    const door = new DeployingDoor({ ...more, runtime, ...(forwards && { endpoint }) });
    const result = await tryOut(door, options);
    if (result === 'exact') return { kind: 'found', door, how };
    if (result === 'inexact')
      inexact ??= { kind: 'found', door, how: `${how}; it words their errors itself` };
    else reasons.push(`${how}: ${result}`);
    if (result === 'no Lambda') break;
  }
  return inexact ?? { kind: 'none', reasons };
}

/** What came of it; in words where it doesn't work. */
async function tryOut(door: FunctionDoor, { api, signal }: ProbeOptions): Promise<string> {
  const names = new DeployedNames(`kprobe${Date.now().toString(36)}x-`, ['probe']);
  const opening = await door.open(PROBE, names, signal);
  if (opening.kind === 'shut')
    return opening.outcome.kind === 'declined' ? 'no Lambda' : reasonOf(opening.outcome);
  try {
    const invoke = (payload: string): Promise<ApiAnswer> =>
      api.lambda(new InvokeCommand({ FunctionName: names.functionName('probe'), Payload: payload }), signal);
    const echoed = await invoke('{"echo":"this"}');
    if (echoed.kind !== 'ok') return 'the invocation failed';
    if (valueAt(echoed.body, 'echo') !== 'this') return `the function answered ${echoed.text.slice(0, 200)}`;
    const thrown = await invoke('{}');
    return thrown.kind === 'ok' && thrown.text.replace(/\s/g, '') === '{"errorType":"Probe","more":1}'
      ? 'exact'
      : 'inexact';
  } finally {
    await opening.functions.close(false);
  }
}

const reasonOf = (outcome: { readonly kind: string; readonly reason?: string }): string =>
  outcome.reason ?? outcome.kind;

const PROBE: Case = probeCase();

function probeCase(): Case {
  const outcomes = [{ echo: true }, { throw: { errorType: 'Probe', more: 1 } }];
  const parsing = parseCase({ machine: { definition: {} }, functions: { probe: { outcomes } } });
  if (!parsing.ok) throw new Error(parsing.message);
  return parsing.case;
}
