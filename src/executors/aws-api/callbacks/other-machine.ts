/** The other machine, whose executions hand out tokens that nobody of the case's own machine waits for (other-execution.ts). */
import { CreateStateMachineCommand, DeleteStateMachineCommand } from '@aws-sdk/client-sfn';
import type { Case } from '../../../case/case.ts';
import { named } from '../../../case/content-hash.ts';
import { valueAt, type JsonObject } from '../../../json/value.ts';
import { writeJson } from '../../../json/write.ts';
import type { ExecutorOutcome } from '../../executor.ts';
import type { CaseRunOptions } from '../case-run.ts';
import type { OpenedFunctions } from '../doors/door.ts';
import { DeployedNames } from '../names/deployed-names.ts';
import { rewriteDefinition } from '../names/rewrite.ts';
import { outcomeOfAnswer } from '../outcome-of-answer.ts';
import { isRoleUnknown, untilSettled } from '../until-settled.ts';

export const OTHER_DEFINITION: JsonObject = {
  StartAt: 'Other',
  States: {
    Other: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: {
        FunctionName: 'fn-other',
        Payload: { 'token.$': '$$.Task.Token', 'execution.$': '$.execution' },
      },
      End: true,
    },
  },
};

export const OTHER_CASE: Case = named({
  machine: { definition: OTHER_DEFINITION, type: 'STANDARD' },
  input: { input: {} },
  functions: { 'fn-other': { outcomes: [{ return: null }] } },
  callbacks: {},
  integrations: {},
});

const NEVER = new AbortController().signal;

export type OtherMachineOptions = Pick<CaseRunOptions, 'api' | 'door' | 'traits' | 'signal'> & {
  /** What its names begin with; nothing else has it. */
  readonly prefix: string;
};

export type OpenedOther =
  | { readonly kind: 'open'; readonly stateMachineArn: string; readonly functions: OpenedFunctions }
  | { readonly kind: 'shut'; readonly outcome: ExecutorOutcome };

export class OtherMachine {
  readonly #options: OtherMachineOptions;
  readonly #cleaning: (() => Promise<unknown>)[] = [];
  #opening: Promise<OpenedOther> | undefined;

  constructor(options: OtherMachineOptions) {
    this.#options = options;
  }

  /** Makes it when it is first asked for. */
  open(): Promise<OpenedOther> {
    return (this.#opening ??= this.#open());
  }

  /** Takes it away, with what was made for it. */
  async close(): Promise<void> {
    await this.#opening;
    for (const clean of this.#cleaning.splice(0)) await clean();
  }

  async #open(): Promise<OpenedOther> {
    const { api, door, prefix, signal, traits } = this.#options;
    const names =
      door.names?.(OTHER_CASE, prefix) ??
      new DeployedNames(prefix, Object.keys(OTHER_CASE.functions), door.take?.(OTHER_CASE));
    const opening = await door.open(OTHER_CASE, names, signal);
    if (opening.kind === 'shut') return opening;
    const { functions } = opening;
    this.#cleaning.unshift(() => functions.close(false));
    const definition = rewriteDefinition(writeJson(OTHER_DEFINITION), names, functions.where, false);
    const create = { name: names.machine, definition, roleArn: traits.roleArn };
    const created = await untilSettled(
      api,
      traits.settleSeconds ?? 0,
      signal,
      () => api.stepFunctions(new CreateStateMachineCommand(create), signal),
      isRoleUnknown,
    );
    if (created.kind !== 'ok')
      return { kind: 'shut', outcome: outcomeOfAnswer('CreateStateMachine', created) };
    const stateMachineArn = String(valueAt(created.body, 'stateMachineArn'));
    this.#cleaning.unshift(() =>
      api.stepFunctions(new DeleteStateMachineCommand({ stateMachineArn }), NEVER),
    );
    return { kind: 'open', stateMachineArn, functions };
  }
}
