/**
 * The configuration file `conformance.config.ts` (or `.js`, `.mjs`, `.json`): targets that the kit doesn't know by itself, by
 * name. Every type here has the shape of the file.
 */

export interface ConformanceConfig {
  /** By the name that `--target` is given. A target of the kit's own with the same name gives way. */
  readonly targets: Readonly<Record<string, TargetConfig>>;
}

export interface TargetConfig {
  /** What it is, in a line. */
  readonly about?: string;
  /** Where Step Functions answers. `{port}` stands for a free port of this machine, which the kit finds. */
  readonly endpoint: string;
  /** Where Lambda answers, if elsewhere. */
  readonly lambdaEndpoint?: string;
  /** `us-east-1` by default. */
  readonly region?: string;
  /** The account in ARNs, `123456789012` by default. */
  readonly account?: string;
  /** The access key is the account and the secret is `test` by default: many emulators take the account from the key. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Of machines and functions. */
  readonly roleArn?: string;
  /** How it is started, and ended with the run. Absent: it runs already, and is left running. */
  readonly start?: StartConfig;
  /** How it gets its Lambda functions; `{ via: 'probe' }` by default. */
  readonly functions?: FunctionsConfig;
  /** Features that it doesn't have, as `npm run -s targets -- --features` names them: cases with one are declined. */
  readonly unsupported?: readonly (string | { readonly feature: string; readonly reason: string })[];
  /**
   * False where the history doesn't show what a call was given, or that it was submitted: then task tokens are taken from
   * what functions receive. True by default.
   */
  readonly historyShowsTokens?: boolean;
  /** False where a deployed function only learns its version when it is called by an alias. True by default. */
  readonly functionsKnowAliases?: boolean;
}

/**
 * A program on this machine. In `command`, `args`, `env`, `health`, `ready` and `stop` stand for what the kit knows:
 * `{port}` the port of `endpoint`, `{port2}` and `{port3}` further free ports, `{lambdaPort}` and `{lambdaUrl}` the kit's
 * Lambda Invoke endpoint, `{folder}` an empty folder that is deleted afterwards, `{python}` and `{environment}` the program
 * and the folder of `python`, `{node}` the Node that runs the kit.
 */
export interface StartConfig {
  readonly command: string;
  readonly args?: readonly string[];
  /** Added to the kit's own environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where it is started, from the configuration's folder. */
  readonly cwd?: string;
  /** A path or URL that answers with a status below 500 once it is ready; the endpoint itself by default. */
  readonly health?: string;
  /** 60 by default. */
  readonly readyWithinSeconds?: number;
  /** Sent once it is ready, in order: settings that it only takes over HTTP. */
  readonly ready?: readonly ReadyRequest[];
  /** A command that ends it, before it gets SIGTERM: for one that runs elsewhere, such as in a container. */
  readonly stop?: { readonly command: string; readonly args?: readonly string[] };
  /** Seconds from SIGTERM to SIGKILL; 5 by default. */
  readonly stopWithinSeconds?: number;
  /** A virtual environment of its own, made once from pinned versions. */
  readonly python?: PythonConfig;
}

export interface ReadyRequest {
  /** POST by default. */
  readonly method?: string;
  /** A path or URL. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or a text that is sent as it is. */
  readonly body?: unknown;
}

export interface PythonConfig {
  /** The file of requirements, from the configuration's folder. */
  readonly requirements: string;
  /** `3.13`; `3.9` by default. */
  readonly atLeast?: string;
  /** The folder of a package that is installed too, from the configuration's folder; `{executor}` is the kit's own executor of functions. */
  readonly package?: string;
}

export type FunctionsConfig =
  /** The kit finds out what works, as it does for a URL. */
  | { readonly via: 'probe' }
  /** The target calls Lambda at an address that it is told: the kit's Invoke endpoint, on this port or on a free one. */
  | { readonly via: 'endpoint'; readonly port?: number }
  /** Functions are created over Lambda's API. */
  | {
      readonly via: 'deploy';
      /** `provided.al2023` by default: the package's `bootstrap` is a Node program that speaks the Runtime API. */
      readonly runtime?: string;
      /** `bootstrap` by default; `index.handler` is for a Node runtime of the target's own. */
      readonly handler?: string;
      readonly environment?: Readonly<Record<string, string>>;
      /** False where functions can't reach this machine: they carry their scripts. True by default. */
      readonly forward?: boolean;
      /** True where the kit's executor runs them, which can make Invoke itself fail. False by default. */
      readonly raisesFaults?: boolean;
    };

/** Types the configuration: `export default defineConfig({ targets: { ... } })`. */
export const defineConfig = (config: ConformanceConfig): ConformanceConfig => config;
