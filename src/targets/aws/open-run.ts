/** Opens a run in an account: its ledger, its one function, the executor; and ends it with nothing left. */
import { regionClass } from '../../emulator/strict/published-quotas.ts';
import { realClock } from '../../clock/clock.ts';
import { awsApiExecutor } from '../../executors/aws-api/aws-api-executor.ts';
import { deploy } from '../../executors/aws-api/doors/deployment.ts';
import { OneFunctionDoor } from '../../executors/aws-api/one-function/one-function-door.ts';
import { localTraits, type TargetTraits } from '../../executors/aws-api/target-traits.ts';
import { tablePackages } from '../../executors/function-package/function-package.ts';
import type { TargetOpening } from '../target.ts';
import { checkCaller } from './caller.ts';
import { remove } from './clean-up.ts';
import { custodyOf } from './custody.ts';
import { discreet, hideIdentity } from './discreet.ts';
import { Ledger, LEDGERS } from './ledger.ts';
import { titleOf } from './resource.ts';
import { functionNameOf, functionRole, machineRole, newRun, TABLE, type AwsPlace } from './run-names.ts';
import { awsApi, awsTable } from './services.ts';

export interface AwsRunOptions {
  /** What reports call the target. */
  readonly name: string;
  /** The account that the user has named. */
  readonly account: string;
  readonly progress: (line: string) => void;
  readonly signal: AbortSignal;
  /** Folder of the ledgers. */
  readonly ledgers?: string;
  /** Seconds for which a function that isn't ready, or a role that can't be assumed, is waited for. */
  readonly settleSeconds?: number;
  /** Milliseconds until STS must have answered; 30 s by default. */
  readonly patience?: number;
}

/** Minutes may pass until a role can be assumed everywhere (AWS-BEHAVIOUR 10.1.12). */
const SETTLE_SECONDS = 300;

/** Published versions of the function: cases name them by number. */
const VERSIONS = 3;

/** Lambda's own default, which is what cases take it for. */
const FUNCTION_SECONDS = 3;

/** A managed Node behind the kit's own loop, which says errors word for word. */
const RUNTIME = {
  Runtime: 'nodejs22.x',
  Handler: 'index.handler',
  Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/var/task/wrapper' } },
} as const;

export async function openRun(options: AwsRunOptions): Promise<TargetOpening> {
  const check = await checkCaller(options.account, options);
  if (check.kind === 'refused') return { ...check, kind: 'unavailable' };
  const { place } = check;
  const run = newRun();
  let ledger: Ledger;
  try {
    ledger = await Ledger.create(options.ledgers ?? LEDGERS, options.name, run, place);
  } catch (error) {
    return {
      kind: 'unavailable',
      reason: `the ledger of the run can't be written: ${String(error)}`,
      remedy: 'Nothing is made without one. Start the kit in a folder that can be written.',
    };
  }
  return new AwsRun(options, place, run, ledger).open();
}

class AwsRun {
  readonly #options: AwsRunOptions;
  readonly #place: AwsPlace;
  readonly #run: string;
  readonly #ledger: Ledger;
  readonly #api;
  readonly #table;
  #closed = false;

  constructor(options: AwsRunOptions, place: AwsPlace, run: string, ledger: Ledger) {
    this.#options = options;
    this.#place = place;
    this.#run = run;
    this.#ledger = ledger;
    this.#api = awsApi(place, custodyOf(ledger, run));
    this.#table = awsTable(place, run);
  }

  async open(): Promise<TargetOpening> {
    const { name, account, progress, settleSeconds = SETTLE_SECONDS } = this.#options;
    progress(`${name}: ${this.#run} in ${this.#place.region}, its ledger is ${this.#ledger.path}`);
    const reason = await this.#deploy();
    if (reason !== undefined) {
      await this.#close();
      this.#api.close();
      return { kind: 'unavailable', reason: hideIdentity(reason, account), remedy: REMEDY };
    }
    const door = new OneFunctionDoor({
      api: this.#api,
      table: this.#table,
      functionName: functionNameOf(this.#run),
      versions: VERSIONS,
      timeoutSeconds: FUNCTION_SECONDS,
      where: this.#place,
      tag: `k${this.#run.split('-').at(-1)}`,
      close: () => this.#close(),
    });
    const traits: TargetTraits = {
      ...awsTraits,
      roleArn: machineRole(this.#place),
      settleSeconds,
      quotas: regionClass(this.#place.region),
    };
    const executor = awsApiExecutor({ name, api: this.#api, door, traits, prefix: `${this.#run}-` });
    return { kind: 'open', executor: discreet(executor, account) };
  }

  /** Why there is no function; undefined where it stands. */
  async #deploy(): Promise<string | undefined> {
    const { name, progress, signal, settleSeconds = SETTLE_SECONDS } = this.#options;
    await this.#ledger.making({ kind: 'items', name: this.#run });
    progress(`${name}: deploying the function of the run with ${VERSIONS} versions`);
    const names = ['$LATEST', ...Array.from({ length: VERSIONS }, (_, i) => String(i + 1))];
    const [latest = new Uint8Array(), ...versions] = await tablePackages(TABLE, this.#run, names);
    const wanted = {
      name: functionNameOf(this.#run),
      roleArn: functionRole(this.#place),
      runtime: RUNTIME,
      timeoutSeconds: FUNCTION_SECONDS,
      code: latest,
      versions,
      aliases: {},
    };
    const deployment = await deploy(this.#api, wanted, signal, settleSeconds);
    if (deployment.kind === 'deployed') return undefined;
    return deployment.outcome.kind === 'observed' ? 'it was not deployed' : deployment.outcome.reason;
  }

  /** Removes what stands; what can't be removed stays in the ledger. */
  async #close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const { name, progress } = this.#options;
    const options = { api: this.#api, table: this.#table, place: this.#place, run: this.#run };
    for (const resource of this.#ledger.standing) {
      const removal = await remove(resource, options);
      if (removal.kind === 'left') progress(`${name}: ${titleOf(resource)} is left: ${removal.reason}`);
      else await this.#ledger.gone(resource);
    }
    const left = this.#ledger.standing.length;
    await this.#ledger.close();
    this.#table.close();
    if (left > 0)
      progress(`${name}: sweep what is left with: npm run -s sweep -- --ledger ${this.#ledger.path}`);
  }
}

const REMEDY =
  'Make the roles and the table first, with aws/sfn-conformance.yaml, and give the one who runs the kit the policy in it: see docs/aws.md.';

/** As patient as the quotas want it (AWS-BEHAVIOUR 9.1): describing refills at 10 to 15 a second. */
export const awsTraits: TargetTraits = {
  ...localTraits,
  clock: realClock,
  look: { first: 300, growth: 1.5, last: 2000, withCallbacks: 400, uponCalls: false },
  refusals: [
    {
      says: /is not authorized to perform: lambda:InvokeFunction on resource: \S+/,
      lacks: "the role of the run's machines may call functions of the kit only",
    },
  ],
  mostLate: 1000,
  mostRuns: 3,
};
