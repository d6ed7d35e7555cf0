/** A function with its published versions and its aliases (LAPI:FunctionConfiguration, AliasConfiguration). */
import { randomUUID } from 'node:crypto';
import type { Random } from '../../asl/random.ts';
import type { Behaviour } from './behaviour.ts';
import type { FunctionCode } from './function-code.ts';
import type { FunctionSettings } from './function-settings.ts';
import type { Readiness } from './readiness.ts';

/** `$LATEST` or a published version. */
export interface FunctionVersion {
  readonly version: string;
  readonly settings: FunctionSettings;
  readonly code: FunctionCode;
  readonly behaviour: Behaviour;
  readonly revisionId: string;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

export interface FunctionAlias {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** Share of the invocations that go to other versions: 0 to 1 each. */
  readonly weights: Readonly<Record<string, number>>;
  readonly revisionId: string;
}

export const LATEST = '$LATEST';

export class FunctionRecord {
  readonly name: string;
  readonly arn: string;
  readonly architectures: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly readiness: Readiness;
  /** By number, in the order in which they were published. */
  readonly versions = new Map<string, FunctionVersion>();
  /** By name. */
  readonly aliases = new Map<string, FunctionAlias>();
  /** Statements of the policy by their ids, as JSON text. */
  readonly policy = new Map<string, string>();
  latest: FunctionVersion;
  #last: { readonly version: FunctionVersion; readonly of: FunctionVersion } | undefined;
  #lastNumber = 0;

  constructor(
    identity: Pick<FunctionRecord, 'name' | 'arn' | 'architectures' | 'tags' | 'readiness' | 'latest'>,
  ) {
    this.name = identity.name;
    this.arn = identity.arn;
    this.architectures = identity.architectures;
    this.tags = identity.tags;
    this.readiness = identity.readiness;
    this.latest = identity.latest;
  }

  get allVersions(): readonly FunctionVersion[] {
    return [this.latest, ...this.versions.values()];
  }

  /** What a qualifier leads to; an alias with weights draws one of its versions. */
  resolve(qualifier: string | undefined, random: Random): FunctionVersion | undefined {
    if (qualifier === undefined || qualifier === LATEST) return this.latest;
    const alias = this.aliases.get(qualifier);
    return alias ? this.#version(drawVersion(alias, random.next())) : this.#version(qualifier);
  }

  #version(version: string): FunctionVersion | undefined {
    return version === LATEST ? this.latest : this.versions.get(version);
  }

  /** Code and settings that haven't changed since the last version give that version again (AWS-BEHAVIOUR 9.2.9). */
  publish(
    description: string | undefined,
    now: number,
    behave: (version: string, latest: FunctionVersion) => Behaviour,
  ): FunctionVersion {
    if (this.#last?.of === this.latest && this.versions.has(this.#last.version.version))
      return this.#last.version;
    this.#lastNumber += 1;
    const number = String(this.#lastNumber);
    const { latest } = this;
    const version: FunctionVersion = {
      ...latest,
      version: number,
      settings: { ...latest.settings, ...(description !== undefined && { Description: description }) },
      behaviour: behave(number, latest),
      revisionId: randomUUID(),
      modifiedAt: now,
    };
    this.versions.set(number, version);
    this.#last = { version, of: latest };
    return version;
  }

  close(): void {
    for (const { behaviour } of this.allVersions) behaviour.close();
  }
}

function drawVersion({ version, weights }: FunctionAlias, drawn: number): string {
  let left = drawn;
  const other = Object.entries(weights).find(([, weight]) => (left -= weight) < 0);
  return other?.[0] ?? version;
}
