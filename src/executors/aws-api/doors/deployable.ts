/** What of a script can be had from a function that is deployed, and what only an Invoke endpoint can do. */
import type { AliasTarget, Case, FunctionScript, Outcome } from '../../../case/case.ts';

/** Versions that are published one by one. */
const MOST_VERSIONS = 10;

/** What a door can do beside deploying. */
export interface Deployer {
  /** Invoke can be made to fail here. */
  readonly raisesFaults: boolean;
  /** Invocations are heard while they run, so that an alias can be moved from one to the next. */
  readonly movesAliases: boolean;
}

export function reasonAgainstDeploying(
  functions: Case['functions'],
  { raisesFaults, movesAliases }: Deployer,
): string | undefined {
  for (const [name, script] of Object.entries(functions)) {
    const fault = raisesFaults ? undefined : outcomesOf(script).find((outcome) => 'fault' in outcome);
    if (fault && 'fault' in fault)
      return `Invoke itself can't be made to fail with ${fault.fault} here: function '${name}' is deployed`;
    const [alias] = Object.entries(script.aliases ?? {}).find(([, target]) => !isDeployable(target)) ?? [];
    if (alias !== undefined)
      return `the alias '${alias}' of function '${name}' leads to more than two versions at once`;
    const [moving] = Object.entries(script.aliases ?? {}).find(([, target]) => Array.isArray(target)) ?? [];
    if (moving !== undefined && !movesAliases)
      return `the alias '${moving}' of function '${name}' moves between invocations; nobody hears of them here, to move it`;
    const odd = Object.keys(script.versions ?? {}).find(
      (version) => !/^[1-9]\d*$/.test(version) || Number(version) > MOST_VERSIONS,
    );
    if (odd !== undefined)
      return `version '${odd}' of function '${name}' can't be published: versions are numbered from 1`;
  }
  return undefined;
}

export const outcomesOf = ({ outcomes, versions }: FunctionScript): readonly Outcome[] => [
  ...outcomes,
  ...Object.values(versions ?? {}).flat(),
];

/** An alias that moves is deployed where it leads first. */
export const deployedTarget = (target: AliasTarget): Exclude<AliasTarget, readonly string[]> =>
  typeof target === 'string' || 'weights' in target ? target : (target[0] ?? '$LATEST');

const isDeployable = (target: AliasTarget): boolean =>
  typeof target === 'string' || !('weights' in target) || Object.keys(target.weights).length <= 2;

/** Seconds: far more than a busy machine needs to answer. Nobody sees the time-out of a function that never runs into it. */
const NEVER_REACHED = 60;

/**
 * Lambda's default where the function is scripted to run into it, unless it also takes longer without doing so. One time-out for
 * all others, so that a function that was deployed for one case suits the next.
 */
export function timeoutSecondsOf(script: FunctionScript): number {
  const outcomes = outcomesOf(script);
  const longest = Math.max(0, ...outcomes.map(({ delaySeconds }) => delaySeconds ?? 0));
  if (!outcomes.some((outcome) => 'timeout' in outcome))
    return Math.max(NEVER_REACHED, Math.ceil(longest) + 3);
  return longest === 0 ? 3 : Math.ceil(longest) + 3;
}

/** The versions as a list from 1 on, with gaps where the case has none. */
export function versionList<T>(
  script: FunctionScript,
  make: (outcomes: readonly Outcome[], version: string) => T,
): readonly (T | undefined)[] {
  const versions = script.versions ?? {};
  const highest = Math.max(0, ...Object.keys(versions).map(Number));
  return Array.from({ length: highest }, (_, i) => {
    const outcomes = versions[String(i + 1)];
    return outcomes && make(outcomes, String(i + 1));
  });
}
