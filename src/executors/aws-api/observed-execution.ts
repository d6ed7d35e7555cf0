/** Puts what was seen of an execution into the words of its case. */
import type { Case } from '../../case/case.ts';
import type { CallbackAnswer, Invocation, Observation } from '../../case/observation.ts';
import type { HistoryEvent } from '../../interpreter/history.ts';
import type { ExecutorOutcome } from '../executor.ts';
import { executionArn as observedArn } from '../observed-names.ts';
import { askedQualifier } from './asked-qualifiers.ts';
import type { OpenedFunctions } from './doors/door.ts';
import type { DeployedNames } from './names/deployed-names.ts';
import type { End } from './read-execution.ts';
import type { TargetTraits } from './target-traits.ts';

export interface SeenBy {
  readonly testCase: Case;
  readonly names: DeployedNames;
  readonly functions: OpenedFunctions;
  readonly traits: TargetTraits;
  /** Of an execution in a pack: puts its texts into the words that it has alone. */
  readonly unpackText?: (text: string) => string;
}

export interface Seen {
  readonly end: End;
  readonly executionArn: string;
  readonly callbacks: readonly CallbackAnswer[];
  /** Mapped already; undefined where there is none. */
  readonly history: readonly HistoryEvent[] | undefined;
}

export function observedExecution(
  by: SeenBy,
  { end, executionArn, callbacks, history }: Seen,
): ExecutorOutcome {
  const map = mappingFor(by, executionArn);
  const invocations = seenInvocations(by, map);
  const observation: Observation = {
    status: end.status,
    ...(end.output !== undefined && { output: map(end.output) }),
    ...(end.error !== undefined && { error: map(end.error) }),
    ...(end.cause !== undefined && { cause: map(end.cause) }),
    ...(invocations && { invocations }),
    callbacks,
    ...(history && { history }),
  };
  return { kind: 'observed', observation };
}

/** What the functions received so far; undefined where they run elsewhere. */
export const seenInvocations = (
  by: SeenBy,
  map: (text: string) => string,
): readonly Invocation[] | undefined =>
  (by.functions.group ?? by.functions.notes)?.invocations.map((invocation) => mapped(invocation, by, map));

/** Texts of an execution with the case's own names. */
export function mappingFor(
  { testCase, names, functions, traits, unpackText = (text) => text }: SeenBy,
  executionArn: string | undefined,
): (text: string) => string {
  const arn = executionArn !== undefined && {
    deployed: unpackText(executionArn),
    observed: observedArn(testCase.machine.type),
  };
  const observed = { ...functions.where, roleArn: traits.roleArn, ...(arn && { executionArn: arn }) };
  return (text) => names.mapBack(unpackText(text), observed);
}

function mapped(
  received: Invocation,
  { testCase, traits, functions }: SeenBy,
  map: (text: string) => string,
): Invocation {
  const { invocationType, ...told } = received;
  const invocation = {
    ...told,
    ...(invocationType !== undefined && !functions.hidesTypes && { invocationType }),
    function: map(received.function),
    payload: map(received.payload),
    ...(received.clientContext !== undefined && { clientContext: map(received.clientContext) }),
  };
  return traits.functionsKnowAliases
    ? invocation
    : { ...invocation, qualifier: askedQualifier(invocation, testCase) };
}
