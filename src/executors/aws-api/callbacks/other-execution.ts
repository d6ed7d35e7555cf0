/**
 * An execution of another machine, for cases that answer the token of one: it hands out a token and waits for as long as it is
 * let.
 */
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Case } from '../../../case/case.ts';
import { named } from '../../../case/content-hash.ts';
import { parseJson } from '../../../json/parse.ts';
import { isJsonObject, valueAt, type JsonObject } from '../../../json/value.ts';
import { writeJson } from '../../../json/write.ts';
import type { ExecutorOutcome } from '../../executor.ts';
import { operationOf, type Command } from '../api-call.ts';
import type { CaseRunOptions } from '../case-run.ts';
import type { OpenedFunctions } from '../doors/door.ts';
import { DeployedNames } from '../names/deployed-names.ts';
import { rewriteDefinition } from '../names/rewrite.ts';
import { outcomeOfAnswer } from '../outcome-of-answer.ts';
import { readHistory } from '../read-history.ts';
import { isRoleUnknown, isUnknownMachine, untilSettled } from '../until-settled.ts';
import { sightings } from './sightings.ts';
import { tokenFields } from './token-fields.ts';

const DEFINITION: JsonObject = {
  StartAt: 'Other',
  States: {
    Other: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'fn-other', Payload: { 'token.$': '$$.Task.Token' } },
      End: true,
    },
  },
};

const CASE: Case = named({
  machine: { definition: DEFINITION, type: 'STANDARD' },
  input: { input: {} },
  functions: { 'fn-other': { outcomes: [{ return: null }] } },
  callbacks: {},
  integrations: {},
});

const NEVER = new AbortController().signal;

/** How often to look for its token, and milliseconds between two looks. */
const LOOK = { times: 200, every: 50 };

export class OtherExecution {
  readonly #options: CaseRunOptions;
  readonly #cleaning: (() => Promise<unknown>)[] = [];
  /** The token that it has handed out. */
  token: string | undefined;

  constructor(options: CaseRunOptions) {
    this.#options = options;
  }

  /** Starts it where the case needs one; the outcome of the case where that fails. */
  async open(): Promise<ExecutorOutcome | undefined> {
    const { testCase, door, prefix, signal } = this.#options;
    const needed = Object.values(testCase.callbacks).some((lists) =>
      lists.some((list) => list.some(({ tokenOf }) => tokenOf !== undefined)),
    );
    if (!needed) return undefined;
    const names =
      door.names?.(CASE, `${prefix}o-`) ??
      new DeployedNames(`${prefix}o-`, Object.keys(CASE.functions), door.take?.(CASE));
    const opening = await door.open(CASE, names, signal);
    if (opening.kind === 'shut') return opening.outcome;
    const { functions } = opening;
    this.#cleaning.unshift(() => functions.close(false));
    return this.#start(names, functions);
  }

  /** Ends it, and takes away what was made for it. */
  async close(): Promise<void> {
    for (const clean of this.#cleaning) await clean();
  }

  async #start(names: DeployedNames, functions: OpenedFunctions): Promise<ExecutorOutcome | undefined> {
    const { api, traits, signal } = this.#options;
    const definition = rewriteDefinition(writeJson(DEFINITION), names, functions.where, false);
    const create = { name: names.machine, definition, roleArn: traits.roleArn };
    const created = await this.#call(new CreateStateMachineCommand(create));
    if ('outcome' in created) return created.outcome;
    const stateMachineArn = String(valueAt(created.body, 'stateMachineArn'));
    this.#cleaning.unshift(() =>
      api.stepFunctions(new DeleteStateMachineCommand({ stateMachineArn }), NEVER),
    );
    const started = await this.#call(new StartExecutionCommand({ stateMachineArn, name: 'other' }));
    if ('outcome' in started) return started.outcome;
    const executionArn = String(valueAt(started.body, 'executionArn'));
    this.#cleaning.unshift(() => api.stepFunctions(new StopExecutionCommand({ executionArn }), NEVER));
    for (let look = 0; look < LOOK.times && !signal.aborted; look++) {
      this.token = (await this.#look(functions, executionArn)) ?? this.token;
      if (this.token !== undefined) return undefined;
      await api.clock.sleep(LOOK.every, signal);
    }
    const reason = 'the other execution, whose token the case answers, has not handed one out';
    return { kind: 'indeterminate', fault: 'setup', reason };
  }

  /** From what its function received, or from its history where functions aren't heard. */
  async #look({ group }: OpenedFunctions, executionArn: string): Promise<string | undefined> {
    const [received] = group?.invocations ?? [];
    if (received !== undefined) {
      const parsing = parseJson(received.payload);
      const token = parsing.ok && isJsonObject(parsing.value) ? valueAt(parsing.value, 'token') : undefined;
      return typeof token === 'string' ? token : undefined;
    }
    if (group !== undefined) return undefined;
    const reading = await readHistory(this.#options.api, executionArn, this.#options.signal);
    return reading.kind === 'read'
      ? sightings(reading.history, tokenFields(DEFINITION)).at(0)?.token
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
