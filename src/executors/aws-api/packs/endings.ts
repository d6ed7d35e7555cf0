/**
 * Learns of the ends of executions by lists: ListExecutions tells of a whole pack in one call, where DescribeExecution would take
 * one for each execution and each look. All packs of a run share it, for they share its bucket (AWS-BEHAVIOUR 9.1.7).
 */
import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { isJsonArray, isJsonObject, valueAt, type JsonObject } from '../../../json/value.ts';
import type { ExecutorOutcome } from '../../executor.ts';
import type { TargetApi } from '../api.ts';
import { outcomeOfAnswer } from '../outcome-of-answer.ts';
import { isUnknownMachine } from '../until-settled.ts';

interface Waiting {
  /** Milliseconds since 1970 before which it isn't looked for. */
  readonly from: number;
  /** With nothing once it has ended, or with why that can't be found out. */
  readonly told: (failure?: ExecutorOutcome) => void;
}

export class Endings {
  readonly #api: TargetApi;
  readonly #every: number;
  readonly #signal: AbortSignal;
  /** By machine and by execution. */
  readonly #waiting = new Map<string, Map<string, Waiting>>();
  /** When each machine was listed last, in milliseconds since 1970. */
  readonly #listed = new Map<string, number>();
  #woken = new AbortController();
  #runs = false;

  /** `every` is the time between two lists in milliseconds; the signal ends all waiting. */
  constructor(api: TargetApi, every: number, signal: AbortSignal) {
    this.#api = api;
    this.#every = every;
    this.#signal = signal;
  }

  /** Resolves when a list says that the execution has ended, or as soon as the signal fires; with the failure of a list. */
  until(
    {
      machine,
      execution,
      from,
    }: { readonly machine: string; readonly execution: string; readonly from: number },
    signal: AbortSignal,
  ): Promise<ExecutorOutcome | undefined> {
    if (signal.aborted) return Promise.resolve(undefined);
    const { promise, resolve } = Promise.withResolvers<ExecutorOutcome | undefined>();
    const executions = this.#waiting.get(machine) ?? new Map<string, Waiting>();
    this.#waiting.set(machine, executions);
    const told = (failure?: ExecutorOutcome): void => {
      executions.delete(execution);
      if (executions.size === 0) this.#waiting.delete(machine);
      signal.removeEventListener('abort', givenUp);
      resolve(failure);
    };
    const givenUp = (): void => told();
    executions.set(execution, { from, told });
    signal.addEventListener('abort', givenUp);
    this.#woken.abort('another one waits');
    if (!this.#runs) void this.#run();
    return promise;
  }

  async #run(): Promise<void> {
    const { clock } = this.#api;
    this.#runs = true;
    while (this.#waiting.size > 0 && !this.#signal.aborted) {
      const now = clock.now();
      const machine = this.#worthiest(now);
      if (machine !== undefined) {
        await this.#list(machine);
        await clock.sleep(this.#every, this.#signal);
        continue;
      }
      this.#woken = new AbortController();
      const next = Math.min(...[...this.#waiting.values()].map(earliest));
      await clock.sleep(next - now, AbortSignal.any([this.#signal, this.#woken.signal]));
    }
    this.#runs = false;
  }

  /** The machine with the longest waits of its executions since it was listed, all together; undefined where nothing is due. */
  #worthiest(now: number): string | undefined {
    let [worthiest, most]: [string | undefined, number] = [undefined, 0];
    for (const [machine, executions] of this.#waiting) {
      const due = [...executions.values()].filter(({ from }) => from <= now).length;
      const worth = due * (1 + now - (this.#listed.get(machine) ?? 0));
      if (worth > most) [worthiest, most] = [machine, worth];
    }
    return worthiest;
  }

  async #list(stateMachineArn: string): Promise<void> {
    const executions = this.#waiting.get(stateMachineArn);
    if (executions === undefined) return;
    this.#listed.set(stateMachineArn, this.#api.clock.now());
    // A pack has fewer executions than a page.
    const answer = await this.#api.stepFunctions(
      new ListExecutionsCommand({ stateMachineArn, maxResults: 1000 }),
      this.#signal,
    );
    if (answer.kind === 'ok') {
      for (const ended of endedIn(answer.body)) executions.get(ended)?.told();
    } else if (!isUnknownMachine(answer) && !this.#signal.aborted) {
      const failure = outcomeOfAnswer('ListExecutions', answer);
      for (const { told } of executions.values()) told(failure);
    }
  }
}

const earliest = (executions: ReadonlyMap<string, Waiting>): number =>
  Math.min(...[...executions.values()].map(({ from }) => from));

/** ARNs of executions that don't run any more. */
function endedIn(body: JsonObject): readonly string[] {
  const executions = valueAt(body, 'executions');
  return (isJsonArray(executions) ? executions : []).flatMap((execution) => {
    if (!isJsonObject(execution) || valueAt(execution, 'status') === 'RUNNING') return [];
    const arn = valueAt(execution, 'executionArn');
    return typeof arn === 'string' ? [arn] : [];
  });
}
