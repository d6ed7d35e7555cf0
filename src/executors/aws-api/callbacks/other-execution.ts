/**
 * An execution of another machine, for cases that answer the token of one: it hands out a token and waits for as long as it is
 * let.
 */
import { DescribeExecutionCommand, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import type { Invocation, Observation } from '../../../case/observation.ts';
import { parseJson } from '../../../json/parse.ts';
import { isJsonObject, valueAt, type JsonObject } from '../../../json/value.ts';
import { writeJson } from '../../../json/write.ts';
import type { ExecutorOutcome } from '../../executor.ts';
import { operationOf, type Command } from '../api-call.ts';
import type { CaseRunOptions } from '../case-run.ts';
import type { OpenedFunctions } from '../doors/door.ts';
import { outcomeOfAnswer } from '../outcome-of-answer.ts';
import { readEnd, type End } from '../read-execution.ts';
import { readHistory } from '../read-history.ts';
import { refusalIn, type Refusal } from '../refusals.ts';
import { isRoleUnknown, isUnknownMachine, untilSettled } from '../until-settled.ts';
import { OTHER_CASE, OTHER_DEFINITION, OtherMachine, type OpenedOther } from './other-machine.ts';
import { sightings } from './sightings.ts';
import { tokenFields } from './token-fields.ts';

const NEVER = new AbortController().signal;

/** How often to look for its token, milliseconds between two looks, and looks after which to see whether it has ended. */
const LOOK = { times: 200, every: 50, ended: 10 };

/** Its name, where no other one of its machine is met. */
const NAME = 'other';

/** A machine that cases have together, and the name of an execution of it that no other case has. */
export interface SharedOther {
  readonly machine: OtherMachine;
  readonly name: string;
}

type Ended = End & Pick<Observation, 'history'>;

export class OtherExecution {
  readonly #options: CaseRunOptions;
  readonly #shared: SharedOther | undefined;
  readonly #cleaning: (() => Promise<unknown>)[] = [];
  /** The token that it has handed out. */
  token: string | undefined;

  /** A machine of its own by default. */
  constructor(options: CaseRunOptions, shared?: SharedOther) {
    this.#options = options;
    this.#shared = shared;
  }

  /** Starts it where the case needs one; the outcome of the case where that fails. */
  async open(): Promise<ExecutorOutcome | undefined> {
    const { testCase, prefix } = this.#options;
    const needed = Object.values(testCase.callbacks).some((lists) =>
      lists.some((list) => list.some(({ tokenOf }) => tokenOf !== undefined)),
    );
    if (!needed) return undefined;
    const { machine, name } = this.#shared ?? this.#ownMachine(`${prefix}o-`);
    const opened = await machine.open();
    return opened.kind === 'shut' ? opened.outcome : this.#start(opened, name);
  }

  /** Ends it, and takes away what was made for it. */
  async close(): Promise<void> {
    for (const clean of this.#cleaning) await clean();
  }

  #ownMachine(prefix: string): SharedOther {
    const machine = new OtherMachine({ ...this.#options, prefix });
    this.#cleaning.unshift(() => machine.close());
    return { machine, name: NAME };
  }

  async #start(
    { stateMachineArn, functions }: OpenedOther & { readonly kind: 'open' },
    name: string,
  ): Promise<ExecutorOutcome | undefined> {
    const { api, traits, signal } = this.#options;
    const input = writeJson({ execution: name });
    const started = await this.#call(new StartExecutionCommand({ stateMachineArn, name, input }));
    if ('outcome' in started) return started.outcome;
    const executionArn = String(valueAt(started.body, 'executionArn'));
    this.#cleaning.unshift(() => api.stepFunctions(new StopExecutionCommand({ executionArn }), NEVER));
    for (let look = 0; look < LOOK.times && !signal.aborted; look++) {
      this.token = (await this.#look(functions, executionArn, name)) ?? this.token;
      if (this.token !== undefined) return undefined;
      const end = look % LOOK.ended === LOOK.ended - 1 ? await this.#ended(executionArn) : undefined;
      if (end) return { kind: 'declined', reason: whyWithout(end, traits.refusals) };
      await api.clock.sleep(LOOK.every, signal);
    }
    const reason = 'the other execution, whose token the case answers, has not handed one out';
    return { kind: 'indeterminate', fault: 'setup', reason };
  }

  /** How it ended, where it did: it waits for its token unless the target can't hand one out. */
  async #ended(executionArn: string): Promise<Ended | undefined> {
    const { api, signal } = this.#options;
    const answer = await api.stepFunctions(new DescribeExecutionCommand({ executionArn }), signal);
    const end = answer.kind === 'ok' ? readEnd(answer.body) : undefined;
    if (end === undefined) return undefined;
    const reading = await readHistory(api, executionArn, signal);
    return { ...end, history: reading.kind === 'read' ? reading.history : [] };
  }

  /** From what its function received, or from its history where functions aren't heard. */
  async #look({ group }: OpenedFunctions, executionArn: string, name: string): Promise<string | undefined> {
    if (group !== undefined) return tokenReceived(group.invocations, name);
    const reading = await readHistory(this.#options.api, executionArn, this.#options.signal);
    return reading.kind === 'read'
      ? sightings(reading.history, tokenFields(OTHER_DEFINITION)).at(0)?.token
      : undefined;
  }

  async #call(
    command: Command,
  ): Promise<{ readonly body: JsonObject } | { readonly outcome: ExecutorOutcome }> {
    const { api, traits, signal } = this.#options;
    const answer = await untilSettled(
      api,
      traits.settleSeconds ?? 0,
      signal,
      () => api.stepFunctions(command, signal),
      (said) => isUnknownMachine(said) || isRoleUnknown(said),
    );
    return answer.kind === 'ok'
      ? { body: answer.body }
      : { outcome: outcomeOfAnswer(operationOf(command), answer) };
  }
}

/** What the function received from the execution of that name. */
function tokenReceived(invocations: readonly Invocation[], execution: string): string | undefined {
  for (const { payload } of invocations) {
    const parsing = parseJson(payload);
    if (!parsing.ok || !isJsonObject(parsing.value)) continue;
    const token = valueAt(parsing.value, 'token');
    if (valueAt(parsing.value, 'execution') === execution && typeof token === 'string') return token;
  }
  return undefined;
}

/** A target that ends an execution which only waits for an answer has no callbacks to answer. */
function whyWithout(end: Ended, refusals: readonly Refusal[]): string {
  const said = [end.error, end.cause].filter((text) => text !== undefined).join(': ');
  return (
    refusalIn(end, OTHER_CASE, refusals) ??
    `an execution that hands out a task token and waits ends ${end.status}${said === '' ? '' : `: ${said}`}`
  );
}
