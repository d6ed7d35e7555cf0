/**
 * For targets with a Lambda of their own. The functions that are deployed forward to the kit's Invoke endpoint, or carry
 * their scripts with them where the target can't reach this machine.
 */
import { seededRandom } from '../../../asl/random.ts';
import type { Case, FunctionScript } from '../../../case/case.ts';
import { contentHash } from '../../../case/content-hash.ts';
import { forwardingPackage, scriptedPackage } from '../../function-package/function-package.ts';
import type { FunctionGroup } from '../../lambda-endpoint/function-group.ts';
import type { LambdaEndpoint } from '../../lambda-endpoint/lambda-endpoint.ts';
import type { TargetApi } from '../api.ts';
import type { DeployedNames, Whereabouts } from '../names/deployed-names.ts';
import { AliasMover } from './alias-mover.ts';
import { deployedTarget, reasonAgainstDeploying, timeoutSecondsOf, versionList } from './deployable.ts';
import {
  deploy,
  undeploy,
  type DeployedFunction,
  type Deployment,
  type FunctionRuntime,
} from './deployment.ts';
import type { DoorOpening, FunctionDoor } from './door.ts';
import { FunctionPool } from './function-pool.ts';

export interface DeployingDoorOptions {
  readonly api: TargetApi;
  readonly roleArn: string;
  readonly runtime: FunctionRuntime;
  /** Where the functions forward to; absent where they carry their scripts. */
  readonly endpoint?: LambdaEndpoint;
  /** Where the target is, as long as no function tells. */
  readonly where: Whereabouts;
  /** True where a forwarding function can make Invoke itself fail: who runs it there is of the kit. */
  readonly raisesFaults?: boolean;
}

/** Clean-up goes on when a case is given up. */
const NEVER = new AbortController().signal;

export class DeployingDoor implements FunctionDoor {
  readonly hearsFunctions: boolean;
  readonly #options: DeployingDoorOptions;
  readonly #pool: FunctionPool | undefined;
  /** Functions that stand, with what their deployment told. */
  readonly #standing = new Map<string, Whereabouts>();

  constructor(options: DeployingDoorOptions) {
    this.#options = options;
    this.hearsFunctions = options.endpoint !== undefined;
    this.#pool = options.endpoint && new FunctionPool();
  }

  reasonAgainst(functions: Case['functions']): string | undefined {
    return reasonAgainstDeploying(functions, {
      raisesFaults: this.#options.raisesFaults ?? false,
      movesAliases: this.hearsFunctions,
    });
  }

  take({ functions }: Case): ReadonlyMap<string, string> {
    const taken = new Map<string, string>();
    for (const [name, script] of Object.entries(functions))
      if (this.#pool && FunctionPool.suits(script, this.#options.raisesFaults ?? false))
        taken.set(name, this.#pool.take(script));
    return taken;
  }

  async open(testCase: Case, names: DeployedNames, signal: AbortSignal): Promise<DoorOpening> {
    const { endpoint } = this.#options;
    const functions = names.deployed(testCase.functions);
    const group = endpoint?.register(functions, seededRandom(contentHash(testCase)));
    const close = (quiet: boolean): Promise<void> => this.#close(functions, group, quiet);
    let where = this.#options.where;
    for (const [name, script] of Object.entries(functions)) {
      const stands = this.#standing.get(name);
      const deployment = stands
        ? ({ kind: 'deployed', where: stands } as const)
        : await this.#deploy(name, script, signal);
      if (deployment.kind === 'failed') {
        await close(false);
        return { kind: 'shut', outcome: deployment.outcome };
      }
      where = deployment.where;
      this.#standing.set(name, where);
    }
    const mover = new AliasMover(this.#options.api, functions, signal);
    group?.listen((running) => mover.heard(running));
    return { kind: 'open', functions: { where, group, hidesTypes: true, close } };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#standing.keys()].map((name) => this.#remove(name)));
  }

  #deploy(name: string, script: FunctionScript, signal: AbortSignal): Promise<Deployment> {
    const { api, endpoint, roleArn, runtime } = this.#options;
    const code = (outcomes: FunctionScript['outcomes'], version: string): Uint8Array =>
      endpoint ? forwardingPackage(endpoint.url, version) : scriptedPackage(outcomes);
    const aliases: Record<string, DeployedFunction['aliases'][string]> = {};
    for (const [alias, target] of Object.entries(script.aliases ?? {}))
      aliases[alias] = deployedTarget(target);
    const wanted = {
      name,
      roleArn,
      runtime,
      timeoutSeconds: timeoutSecondsOf(script),
      code: code(script.outcomes, '$LATEST'),
      versions: versionList(script, code),
      aliases,
    };
    return deploy(api, wanted, signal);
  }

  /** What the pool gave goes back to it, unless something of the case may still call it. */
  async #close(
    functions: Case['functions'],
    group: FunctionGroup | undefined,
    quiet: boolean,
  ): Promise<void> {
    const reusable = quiet && (group?.idle ?? false);
    if (group) this.#options.endpoint?.drop(group);
    await Promise.all(
      Object.keys(functions).map(async (name) => {
        if (reusable && this.#pool?.owns(name) && this.#standing.has(name)) this.#pool.giveBack(name);
        else await this.#remove(name);
      }),
    );
  }

  async #remove(name: string): Promise<void> {
    this.#standing.delete(name);
    await undeploy(this.#options.api, name, NEVER);
  }
}
