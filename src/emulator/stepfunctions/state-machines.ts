/** The state machines of the account, and what an ARN leads to. */
import { Refusal, type Outcome } from '../protocol/refusal.ts';
import { readArn } from './arn.ts';
import type { Alias, MachineRecord, Version } from './state-machine.ts';

/** What a machine's ARN, qualified or not, leads to. */
export interface MachineTarget {
  readonly machine: MachineRecord;
  readonly version?: Version;
  readonly alias?: Alias;
}

export const noSuchMachine = (arn: string): Refusal =>
  new Refusal('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);

/** The wording is inferred. */
const LABELLED = new Refusal(
  'ValidationException',
  'This operation does not support state machine ARNs with a Map state label.',
);

/** Deletions that are remembered. */
const MOST_DELETED = 1000;

export class StateMachines {
  readonly #byArn = new Map<string, MachineRecord>();
  /** When a machine of this ARN was deleted last, in milliseconds since 1970. */
  readonly #deletedAt = new Map<string, number>();

  /** By name: so AWS lists them (test_sfn_api::test_list_sms_pagination). */
  get sorted(): readonly MachineRecord[] {
    return [...this.#byArn.values()].toSorted((a, b) => byText(a.name, b.name));
  }

  add(machine: MachineRecord): void {
    this.#byArn.set(machine.arn, machine);
  }

  remove(machine: MachineRecord, now: number): void {
    this.#byArn.delete(machine.arn);
    this.#deletedAt.set(machine.arn, now);
    // In the order of their deletion: the oldest are known everywhere by now.
    const [oldest] = this.#deletedAt.keys();
    if (this.#deletedAt.size > MOST_DELETED && oldest !== undefined) this.#deletedAt.delete(oldest);
  }

  deletedAt(arn: string): number | undefined {
    return this.#deletedAt.get(arn);
  }

  get(arn: string): MachineRecord | undefined {
    return this.#byArn.get(arn);
  }

  /** The machine itself; a version's or an alias's ARN is no machine's (RECORDED 107). */
  find(text: string): Outcome<MachineRecord> {
    const arn = readArn(text, 'stateMachine');
    if (arn instanceof Refusal) return arn;
    return this.#byArn.get(text) ?? (arn.parts[0]?.includes('/') ? LABELLED : noSuchMachine(text));
  }

  /** The machine, or one of its versions or aliases. */
  resolve(text: string): Outcome<MachineTarget> {
    const arn = readArn(text, 'stateMachine');
    if (arn instanceof Refusal) return arn;
    const [name = '', qualifier] = arn.parts;
    if (name.includes('/')) return LABELLED;
    if (qualifier === undefined) {
      const machine = this.#byArn.get(text);
      return machine ? { machine } : noSuchMachine(text);
    }
    const machine = this.#byArn.get(text.slice(0, text.length - qualifier.length - 1));
    const version = machine?.versionOf(qualifier);
    const alias = machine?.aliases.get(qualifier);
    if (machine && version) return { machine, version };
    return machine && alias ? { machine, alias } : noSuchMachine(text);
  }
}

/** The order of code units, as AWS sorts names. */
export const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
