/** All executions that the API can still be asked about. */
import type { MachineRecord } from '../stepfunctions/state-machine.ts';
import type { StoredExecution } from './stored-execution.ts';

/** Ended executions that are kept, oldest first to go. AWS keeps them for 90 days (AWS-BEHAVIOUR 9.1.4); memory is less patient. */
const MOST_ENDED = 5_000;

/** Of machines that are deleted. */
const MOST_ORPHANS = 200;

export class Executions {
  readonly #byArn = new Map<string, StoredExecution>();
  readonly #running = new Set<StoredExecution>();
  /** In the order in which they ended. */
  readonly #ended = new Set<StoredExecution>();
  readonly #orphans = new Set<StoredExecution>();

  get(arn: string): StoredExecution | undefined {
    return this.#byArn.get(arn);
  }

  get running(): Iterable<StoredExecution> {
    return this.#running;
  }

  /** Express executions run without a record (8.4.18). */
  add(execution: StoredExecution): void {
    this.#running.add(execution);
    if (execution.type === 'EXPRESS') return;
    const { arn, name, machine } = execution.identity;
    this.#byArn.set(arn, execution);
    machine.executions.set(name, execution);
  }

  ended(execution: StoredExecution): void {
    this.#running.delete(execution);
    if (execution.type === 'EXPRESS') return;
    if (execution.identity.machine.deleting) this.#keep(this.#orphans, execution, MOST_ORPHANS);
    else this.#keep(this.#ended, execution, MOST_ENDED);
  }

  /** The executions of a machine that goes: only the latest of them stay. */
  orphan(machine: MachineRecord): void {
    for (const execution of machine.executions.values()) {
      if (this.#ended.delete(execution)) this.#keep(this.#orphans, execution, MOST_ORPHANS);
    }
  }

  #keep(kept: Set<StoredExecution>, execution: StoredExecution, most: number): void {
    kept.add(execution);
    const [oldest] = kept;
    if (kept.size <= most || oldest === undefined) return;
    kept.delete(oldest);
    const { arn, name, machine } = oldest.identity;
    // Names may be used again once an execution is forgotten; the ARN then leads to the new one.
    if (this.#byArn.get(arn) === oldest) this.#byArn.delete(arn);
    if (machine.executions.get(name) === oldest) machine.executions.delete(name);
  }
}
