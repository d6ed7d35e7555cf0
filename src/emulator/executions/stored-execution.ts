/** An execution as the API knows it: while it runs, and afterwards. */
import type { MachineType } from '../../case/case.ts';
import type { ExecutionEnd } from '../../interpreter/execution.ts';
import type { HistoryEvent } from '../../interpreter/history.ts';
import type { MapRunReport } from '../../interpreter/map/map-run-report.ts';
import type { Alias, MachineRecord, Revision, Version } from '../stepfunctions/state-machine.ts';
import type { ExecutionDriver } from './execution-driver.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** What an execution is started with. */
export interface ExecutionIdentity {
  readonly arn: string;
  readonly name: string;
  readonly machine: MachineRecord;
  readonly revision: Revision;
  readonly version: Version | undefined;
  readonly alias: Alias | undefined;
  readonly input: string;
  readonly traceHeader: string | undefined;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** The error of an execution that uses something the reference doesn't model; the cause says what. */
export const DECLINED = 'SfnConformance.Declined';

export class StoredExecution {
  readonly identity: ExecutionIdentity;
  /** Present while it runs: with its end, the interpreter's state goes. */
  driver: ExecutionDriver | undefined;
  #events: readonly HistoryEvent[] = [];
  #mapRuns: readonly MapRunReport[] = [];
  #end: ExecutionEnd | undefined;
  #endedAt = 0;
  #waiting: (() => void)[] = [];

  constructor(identity: ExecutionIdentity) {
    this.identity = identity;
  }

  get type(): MachineType {
    return this.identity.machine.type;
  }

  get status(): ExecutionStatus {
    if (this.#end === undefined) return 'RUNNING';
    return this.#end.status === 'DECLINED' ? 'FAILED' : this.#end.status;
  }

  /** Milliseconds since 1970; undefined while it runs. */
  get endedAt(): number | undefined {
    return this.#end && this.#endedAt;
  }

  get events(): readonly HistoryEvent[] {
    return this.driver?.execution.history.events ?? this.#events;
  }

  get mapRuns(): readonly MapRunReport[] {
    return this.driver?.execution.mapRuns ?? this.#mapRuns;
  }

  get output(): string | undefined {
    return this.#end?.status === 'SUCCEEDED' ? this.#end.output.text : undefined;
  }

  /** Error and cause, each only where there is one (AWS-BEHAVIOUR 6.1.10, 8.4.15, 8.4.17). */
  get failure(): { readonly error?: string | undefined; readonly cause?: string | undefined } {
    switch (this.#end?.status) {
      case 'FAILED':
        return this.#end.failure;
      case 'ABORTED':
        return this.#end;
      case 'DECLINED':
        return { error: DECLINED, cause: this.#end.reason };
      default:
        return {};
    }
  }

  /** Resolves when it has ended. */
  ended(): Promise<void> {
    if (this.#end) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Keeps what the API shows, and lets the interpreter go. */
  finish(driver: ExecutionDriver): void {
    const { execution } = driver;
    this.#events = execution.history.events;
    this.#mapRuns = execution.mapRuns;
    this.#end = execution.end;
    this.#endedAt = execution.now;
    this.driver = undefined;
    for (const resume of this.#waiting.splice(0)) resume();
  }
}
