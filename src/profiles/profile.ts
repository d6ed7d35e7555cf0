/** A profile: the frozen list of cases that a certificate stands for. Data under `suites/profiles`, never changed once published. */

export interface Profile {
  readonly name: string;
  /** Counted from 1; another list is another version. */
  readonly version: number;
  /** When it was frozen: `2026-11-22`. */
  readonly date: string;
  /** Why there is this version. */
  readonly reason: string;
  /** What it covers, in a line. */
  readonly about: string;
  /** The kit's version that froze it. */
  readonly kit: string;
  /** SHA-256 of the texts of all cases, one a line, in hexadecimal digits. */
  readonly digest: string;
  /** Directed cases of its suites by which a target could prove nothing, and why. */
  readonly leftOut: readonly LeftOut[];
  readonly cases: readonly ProfileEntry[];
  /** Cases of the API, which no single run of a machine shows. */
  readonly apiCases: readonly ApiEntry[];
}

/** An API case by its name, with the rules that decide it, the one that it is about first. */
export interface ApiEntry {
  readonly api: string;
  readonly rules: readonly string[];
  /** Of its text. */
  readonly hash: string;
}

export interface LeftOut {
  readonly directed: string;
  readonly why: string;
}

/** Where a case came from, and the hash of its content. */
export type ProfileEntry = { readonly hash: string } & (
  | {
      /** The name of a directed case, `suite/id`. */
      readonly directed: string;
      /** The rules that decide it. */
      readonly rules: readonly string[];
    }
  | {
      /** A case that the generators gave: the seed, and the place in its stream. */
      readonly seed: number;
      readonly index: number;
    }
);

/** The suite that an entry's case belongs to. */
export const suiteOf = (entry: ProfileEntry): string =>
  'directed' in entry ? (entry.directed.split('/')[0] ?? '') : 'generated';

/** `lambda-core 1`, as messages name it. */
export const profileTitle = ({ name, version }: Pick<Profile, 'name' | 'version'>): string =>
  `${name} ${version}`;
