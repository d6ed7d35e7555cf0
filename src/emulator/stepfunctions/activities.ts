/** Activities: names under which workers ask for tasks. The interpreter doesn't give any out yet. */
import { Refusal, type Outcome } from '../protocol/refusal.ts';
import { readArn } from './arn.ts';
import type { EncryptionInput } from './shapes.ts';
import { byText } from './state-machines.ts';

export interface Activity {
  readonly name: string;
  readonly arn: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly encryption: EncryptionInput;
  readonly tags: Map<string, string>;
}

export class Activities {
  readonly #byArn = new Map<string, Activity>();

  get sorted(): readonly Activity[] {
    return [...this.#byArn.values()].toSorted((a, b) => byText(a.name, b.name));
  }

  get(arn: string): Activity | undefined {
    return this.#byArn.get(arn);
  }

  add(activity: Activity): void {
    this.#byArn.set(activity.arn, activity);
  }

  remove(arn: string): void {
    this.#byArn.delete(arn);
  }

  /** RECORDED 103 */
  find(text: string): Outcome<Activity> {
    const arn = readArn(text, 'activity');
    if (arn instanceof Refusal) return arn;
    return this.#byArn.get(text) ?? new Refusal('ActivityDoesNotExist', `Activity Does Not Exist: '${text}'`);
  }
}
