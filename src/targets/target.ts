/** A target by name: a program that the kit starts, or one that runs already. */
import type { TargetApi } from '../executors/aws-api/api.ts';
import type { TargetTraits } from '../executors/aws-api/target-traits.ts';
import type { Executor } from '../executors/executor.ts';
import type { Capability } from './capabilities/capability.ts';

export interface TargetOptions {
  /** Lines about what takes long: an environment that is made, a server that starts. */
  readonly progress?: (line: string) => void;
  /** Gives up the start. */
  readonly signal?: AbortSignal;
  /** A fixed port for the kit's Lambda Invoke endpoint, for a target that is told its address before the kit starts. */
  readonly lambdaPort?: number;
  /** The AWS account that may be touched: twelve digits. */
  readonly account?: string;
  /** The configuration file; `conformance.config.*` in the working folder by default. */
  readonly config?: string;
  /** Opens a target whose functions can't be made to behave, too: cases without functions run, the others are declined. */
  readonly evenWithoutFunctions?: boolean;
  /** What stands behind the name of a preset that takes settings: `strict?throttle=10&reset=2`. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface TargetPreset {
  readonly name: string;
  /** What it is, in a line. */
  readonly about: string;
  /** Names of the settings that may follow its name; none if absent. */
  readonly settings?: readonly string[];
  /** What it can't do, in words, where there is no API to be asked. */
  readonly limits?: string;
  /** Another target that this one is a way of having: it isn't looked at twice. */
  readonly wayOf?: string;
  /** What it takes to have it on this machine, found out without starting or fetching anything. */
  check(): Promise<Availability>;
  open(options: TargetOptions): Promise<TargetOpening>;
}

export type Availability =
  /** It can be had at once: it runs, or can be started; `how` says which. */
  | { readonly kind: 'ready'; readonly how: string }
  /** Something is fetched on first use; `how` says what and how much. */
  | { readonly kind: 'preparable'; readonly how: string }
  | { readonly kind: 'unavailable'; readonly reason: string; readonly remedy: string };

/** A target behind the AWS API, for whoever looks at more than what its cases lead to. */
export interface Connection {
  readonly api: TargetApi;
  readonly traits: TargetTraits;
  /** How its functions are had, in words. */
  readonly functions: string;
  /** True where none of the kit's functions runs there: {@link TargetOptions.evenWithoutFunctions}. */
  readonly withoutFunctions?: boolean;
  /** Found out once, when somebody asks. */
  readonly capabilities: () => Promise<readonly Capability[]>;
}

export type TargetOpening =
  | {
      readonly kind: 'open';
      /** Closing it ends everything that was started for the target. */
      readonly executor: Executor;
      /** Where its API answers; absent for a library. */
      readonly url?: string;
      /** Absent for a library and for a recording. */
      readonly connection?: Connection;
    }
  /** `remedy` says what the user can do. */
  | { readonly kind: 'unavailable'; readonly reason: string; readonly remedy: string };
