/** How the real control plane behaves, in figures that can be changed (AWS-BEHAVIOUR 9.1, 10.1). */
import type { RegionClass } from './published-quotas.ts';

export interface KeyPair {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface StrictOptions {
  /** The key pair that callers must sign with. */
  readonly credentials: KeyPair;
  /** Seconds for which a new function is Pending (10.1.7); Infinity for one that never becomes Active. */
  readonly pendingSeconds: number;
  /** Seconds for which a change of a function is in progress (10.1.8). */
  readonly changeSeconds: number;
  /**
   * Seconds after a role was first named for which nobody can assume it (10.1.12, 10.1.13): a role that is made for a run is as
   * new as its first use.
   */
  readonly roleSeconds: number;
  /** Seconds more until what the role's policies allow is allowed (10.1.14). */
  readonly policySeconds: number;
  /** The longest time in seconds for which eventually consistent operations don't know what happened; each resource has its own. */
  readonly lagSeconds: number;
  /** The published token buckets; those of the region unless given. */
  readonly quotas: RegionClass | 'none' | undefined;
  /** Share of the calls, 0 to 1, that are throttled at random on top. */
  readonly throttle: number;
  /** Share of the calls whose connection is reset: half of them before they are carried out, half of them after. */
  readonly reset: number;
  /** Seed of what happens at random. */
  readonly seed: number;
  /** Name of the DynamoDB table that stands ready, as the template makes it (aws/sfn-conformance.yaml). */
  readonly table: string;
}

/** No secrets: they open nothing but an emulator on this machine. */
export const STRICT_CREDENTIALS: KeyPair = {
  accessKeyId: 'sfn-conformance-strict',
  secretAccessKey: 'not-a-secret',
};

export const DEFAULT_STRICT: StrictOptions = {
  credentials: STRICT_CREDENTIALS,
  pendingSeconds: 2,
  changeSeconds: 0.5,
  roleSeconds: 5,
  policySeconds: 1,
  lagSeconds: 1,
  quotas: undefined,
  throttle: 0,
  reset: 0,
  seed: 1,
  table: 'sfn-conformance',
};
