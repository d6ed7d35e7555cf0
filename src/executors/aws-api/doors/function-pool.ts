/**
 * Deployed functions that the next case can use. A forwarding function behaves as the kit's endpoint says, so nothing of a case
 * is in it but its shape: its versions, its aliases and its time-out. Deploying one takes time (on LocalStack 0.1 s, with
 * versions twice that) and so does the first call (MiniStack: 0.6 s). Each belongs to one case at a time.
 */
import { randomBytes } from 'node:crypto';
import type { FunctionScript } from '../../../case/case.ts';
import { outcomesOf, timeoutSecondsOf } from './deployable.ts';

export class FunctionPool {
  readonly #prefix = `kpool${randomBytes(3).toString('hex')}`;
  /** By shape. */
  readonly #idle = new Map<string, string[]>();
  readonly #shapes = new Map<string, string>();

  /** Functions whose process lives on, unless none has one, and whose aliases stay where they are. */
  static suits(script: FunctionScript, withoutProcesses: boolean): boolean {
    if (Object.values(script.aliases ?? {}).some((target) => Array.isArray(target))) return false;
    return (
      withoutProcesses ||
      outcomesOf(script).every(
        (outcome) => !('exit' in outcome || 'outOfMemory' in outcome || 'timeout' in outcome),
      )
    );
  }

  /** True of a name that the pool gave out. */
  owns(name: string): boolean {
    return this.#shapes.has(name);
  }

  /** A function of this shape that nobody uses; a new one where all are taken. */
  take(script: FunctionScript): string {
    const shape = shapeOf(script);
    const idle = this.#idle.get(shape)?.pop();
    if (idle !== undefined) return idle;
    const name = `${this.#prefix}x${(this.#shapes.size + 1).toString(36)}x`;
    this.#shapes.set(name, shape);
    return name;
  }

  giveBack(name: string): void {
    const shape = this.#shapes.get(name);
    if (shape === undefined) throw new Error(`${name} is not of this pool`);
    const idle = this.#idle.get(shape);
    if (idle) idle.push(name);
    else this.#idle.set(shape, [name]);
  }
}

const shapeOf = (script: FunctionScript): string =>
  JSON.stringify([
    timeoutSecondsOf(script),
    Object.keys(script.versions ?? {}).toSorted(),
    Object.entries(script.aliases ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ]);
