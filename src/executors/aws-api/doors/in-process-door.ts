/** For the kit's own emulator in this process: its calls of Lambda are answered here, in its own time, and all of them are seen. */
import { seededRandom } from '../../../asl/random.ts';
import { readFunctionReference } from '../../../asl/state/resource.ts';
import type { Case } from '../../../case/case.ts';
import { contentHash } from '../../../case/content-hash.ts';
import type { Clock } from '../../../clock/clock.ts';
import type { CallOutcome } from '../../../emulator/executions/outside.ts';
import type { ServiceCall } from '../../../interpreter/task/service-call.ts';
import { FunctionGroup } from '../../lambda-endpoint/function-group.ts';
import type { DeployedNames, Whereabouts } from '../names/deployed-names.ts';
import type { DoorOpening, FunctionDoor } from './door.ts';

export class InProcessDoor implements FunctionDoor {
  readonly hearsFunctions = true;
  readonly #clock: Clock;
  readonly #where: Whereabouts;
  readonly #groups = new Map<string, FunctionGroup>();

  constructor(clock: Clock, where: Whereabouts) {
    this.#clock = clock;
    this.#where = where;
  }

  reasonAgainst(): undefined {
    return undefined;
  }

  async open(testCase: Case, names: DeployedNames): Promise<DoorOpening> {
    const functions = names.deployed(testCase.functions);
    const group = new FunctionGroup(functions, seededRandom(contentHash(testCase)), this.#where);
    for (const name of group.names) this.#groups.set(name, group);
    const close = async (): Promise<void> => {
      for (const name of group.names) this.#groups.delete(name);
      group.end();
    };
    return { kind: 'open', functions: { where: this.#where, group, close } };
  }

  async close(): Promise<void> {}

  /** What the emulator asks of the outside; undefined for what is none of a case's functions. */
  answer(call: ServiceCall): CallOutcome | undefined {
    if (call.kind !== 'lambda') return undefined;
    const group = this.#groups.get(readFunctionReference(call.functionName)?.name ?? '');
    if (group === undefined) return undefined;
    const returned = async (afterSeconds: number): Promise<number> => {
      // A moment later, so that the emulator has taken the answer.
      await this.#clock.sleep(afterSeconds * 1000 + 1, group.ended);
      return this.#clock.now() - 1;
    };
    const { scripted, heard } = group.invoke(call, returned);
    if (heard === undefined) return scripted;
    // What the function sends it sends while it runs: that makes it run no longer.
    const taken = this.#clock.sleep(scripted.afterSeconds * 1000, group.ended);
    return Promise.all([heard, taken]).then(() => scripted.result);
  }
}
