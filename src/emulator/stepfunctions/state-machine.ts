/** A state machine with its revisions, versions and aliases (AWS-BEHAVIOUR 8.1, 8.3). */
import type { MachineType } from '../../case/case.ts';
import type { StoredExecution } from '../executions/stored-execution.ts';
import type { Configuration } from './configuration.ts';
import type { Definition } from './definition.ts';
import type { Route } from './shapes.ts';

/** What executions run with; each update that changes something makes a new one. */
export interface Revision {
  /** Absent until the first update that changed something (8.1.8). */
  readonly id?: string;
  readonly definition: Definition;
  readonly roleArn: string;
  readonly configuration: Configuration;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
}

export interface Version {
  readonly number: number;
  readonly arn: string;
  readonly revision: Revision;
  readonly description: string | undefined;
  readonly createdAt: number;
}

export interface Alias {
  readonly name: string;
  readonly arn: string;
  readonly description: string | undefined;
  readonly routes: readonly Route[];
  /** The routes before the last update. */
  readonly before?: readonly Route[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What a repeated CreateStateMachine must equal to be the same request (8.1.5). */
export interface Creation {
  readonly publish: boolean;
  readonly versionDescription: string | undefined;
}

export class MachineRecord {
  readonly name: string;
  readonly arn: string;
  readonly type: MachineType;
  readonly creation: Creation;
  readonly createdAt: number;
  readonly tags: Map<string, string>;
  /** By number. */
  readonly versions = new Map<number, Version>();
  /** By name. */
  readonly aliases = new Map<string, Alias>();
  /** By name, oldest first; a name is used once in a machine (8.3.10). */
  readonly executions = new Map<string, StoredExecution>();
  revision: Revision;
  /** The revision before the last update. */
  before: Revision | undefined = undefined;
  /** DeleteStateMachine was called: nothing finds it any more but its executions (8.1.12). */
  deleting = false;
  #lastVersion = 0;

  constructor(
    identity: Pick<MachineRecord, 'name' | 'arn' | 'type' | 'creation' | 'createdAt' | 'tags' | 'revision'>,
  ) {
    this.name = identity.name;
    this.arn = identity.arn;
    this.type = identity.type;
    this.creation = identity.creation;
    this.createdAt = identity.createdAt;
    this.tags = identity.tags;
    this.revision = identity.revision;
  }

  /** A revision that is published already keeps its version (8.3.1, RECORDED 107); numbers are never used again. */
  publish(description: string | undefined, now: number): Version {
    for (const version of this.versions.values()) {
      if (version.revision === this.revision) return version;
    }
    this.#lastVersion += 1;
    const number = this.#lastVersion;
    const arn = `${this.arn}:${number}`;
    const version = { number, arn, revision: this.revision, description, createdAt: now };
    this.versions.set(number, version);
    return version;
  }

  /** The version that a qualified ARN names. */
  versionOf(qualifier: string): Version | undefined {
    return /^\d+$/.test(qualifier) ? this.versions.get(Number(qualifier)) : undefined;
  }

  /** Names of the aliases that lead to a version. */
  aliasesOf(version: Version): readonly string[] {
    return [...this.aliases.values()]
      .filter(({ routes }) => routes.some((route) => route.stateMachineVersionArn === version.arn))
      .map(({ name }) => name);
  }
}
