/**
 * The names of a case on a target: unique ones, so that cases side by side and runs one after the other don't meet. What is
 * observed is mapped back, so that it speaks of the case's own names (observed-names.ts).
 */
import { ACCOUNT, EXECUTION_NAME, MACHINE_NAME, REGION, ROLE_ARN } from '../../observed-names.ts';

/** Characters that Lambda allows in a function's name (AWS-BEHAVIOUR 9.2.8). */
const LONGEST_FUNCTION_NAME = 64;

/** Where a target's resources are, as its ARNs say. */
export interface Whereabouts {
  readonly region: string;
  readonly account: string;
}

export class DeployedNames {
  readonly #prefix: string;
  readonly #functions: ReadonlyMap<string, string>;
  readonly machine: string;

  /** `prefix` must occur nowhere else: it is taken out of whatever is observed. Some functions may be deployed already. */
  constructor(
    prefix: string,
    functions: readonly string[],
    deployed: ReadonlyMap<string, string> = new Map(),
  ) {
    this.#prefix = prefix;
    this.machine = prefix + MACHINE_NAME;
    this.#functions = new Map(
      functions.map((name, i) => [name, deployed.get(name) ?? uniqueName(prefix, name, i)]),
    );
  }

  /** The deployed name of a function; undefined for one that the case doesn't have. */
  functionName(name: string): string | undefined {
    return this.#functions.get(name);
  }

  /** What stands for a function and the qualifier behind its name, if any. */
  reference(name: string, qualifier: string | undefined): string {
    const deployed = this.functionName(name) ?? name;
    return qualifier === undefined ? deployed : `${deployed}:${qualifier}`;
  }

  /** A definition before its names are replaced one by one: what must be seen as a whole is replaced here. */
  prepare(definition: string): string {
    return definition;
  }

  /** The case's objects by deployed names. */
  deployed<T>(functions: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
    return Object.fromEntries(
      Object.entries(functions).map(([name, value]) => [this.#functions.get(name) ?? name, value]),
    );
  }

  /**
   * A text as the case would have it. Names and ARNs hold no character that JSON escapes, so JSON text may be given as it is.
   * `executionArn` is the one that the target gave.
   */
  mapBack(text: string, { account, region, executionArn, roleArn }: Observed): string {
    let mapped = text;
    // The id of an Express execution and the region of its ARN are the target's own.
    if (executionArn !== undefined) mapped = mapped.replaceAll(executionArn.deployed, executionArn.observed);
    mapped = mapped.replaceAll(roleArn, ROLE_ARN);
    for (const [name, deployed] of this.#functions) {
      if (deployed !== this.#prefix + name) mapped = mapped.replaceAll(deployed, name);
    }
    mapped = mapped.replaceAll(this.#prefix, '');
    if (account === ACCOUNT && region === REGION) return mapped;
    // Partial ARNs of functions name the account only.
    mapped = mapped.replaceAll(`"${account}:function:`, `"${ACCOUNT}:function:`);
    mapped = mapped.replaceAll(`\\"${account}:function:`, `\\"${ACCOUNT}:function:`);
    return mapped.replace(ARN, (arn, partition: string, service: string, itsRegion: string, its: string) =>
      its === account ? `arn:${partition}:${service}:${itsRegion === '' ? '' : REGION}:${ACCOUNT}:` : arn,
    );
  }
}

const uniqueName = (prefix: string, name: string, index: number): string =>
  prefix.length + name.length > LONGEST_FUNCTION_NAME ? `${prefix}${index}-long` : prefix + name;

export interface Observed extends Whereabouts {
  readonly executionArn?: { readonly deployed: string; readonly observed: string };
  readonly roleArn: string;
}

const ARN = /arn:([\w-]+):([\w-]+):([\w-]*):(\d{12}):/g;

/** The execution's name on the target: machines are unique already. */
export const deployedExecutionName = EXECUTION_NAME;
