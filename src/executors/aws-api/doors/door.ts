/** How the functions of a case are brought to where a target calls them. */
import type { Case } from '../../../case/case.ts';
import type { Invocation } from '../../../case/observation.ts';
import type { ExecutorOutcome } from '../../executor.ts';
import type { FunctionGroup } from '../../lambda-endpoint/function-group.ts';
import type { DeployedNames, Whereabouts } from '../names/deployed-names.ts';

export interface FunctionDoor {
  /** Whether the kit sees what functions receive, as it happens. */
  readonly hearsFunctions: boolean;
  /** Why the functions of a case can't behave here as they are scripted; undefined where they can. */
  reasonAgainst(functions: Case['functions']): string | undefined;
  /** Functions that stand ready for a case, taken for it alone; deployed names by the case's own. They must be opened. */
  take?(testCase: Case): ReadonlyMap<string, string>;
  /** The names of a case, where they aren't simply unique ones; they must be opened. */
  names?(testCase: Case, prefix: string): DeployedNames;
  open(testCase: Case, names: DeployedNames, signal: AbortSignal): Promise<DoorOpening>;
  close(): Promise<void>;
}

export type DoorOpening =
  | { readonly kind: 'open'; readonly functions: OpenedFunctions }
  | { readonly kind: 'shut'; readonly outcome: ExecutorOutcome };

export interface OpenedFunctions {
  readonly where: Whereabouts;
  /** What the kit sees of them; undefined where they run elsewhere. */
  readonly group: FunctionGroup | undefined;
  /** What they wrote down themselves, where they run elsewhere and do so. */
  readonly notes?: FunctionNotes;
  /** True where functions aren't told by which type they are invoked: those that are deployed. */
  readonly hidesTypes?: boolean;
  /** Takes them away again. Never fails: what can't be removed is left. `quiet` says that nothing of the case runs any more. */
  close(quiet: boolean): Promise<void>;
}

/** Notes that functions take of their invocations, to be read afterwards. */
export interface FunctionNotes {
  /** As of the last reading, in order. */
  readonly invocations: readonly Invocation[];
  /** Why they can't be read now; undefined where they were. */
  read(): Promise<string | undefined>;
}
