/** A user's own machine, as the header of its run describes it and the summary grades it. */
import type { MachineType } from '../case/case.ts';
import { emptyCounts, type Counts, type TransitionCounts } from './tally.ts';

/** What the list of cases says of the machine before anything is judged. */
export interface ExaminedMachine {
  /** The file, with the logical id of one machine of a template. */
  readonly name: string;
  readonly type: MachineType;
  /** Inner ones included. */
  readonly states: number;
  readonly transitions: readonly ListedTransition[];
  /** What no target was judged on, and what ran in its place. */
  readonly standIns: readonly ReportedStandIn[];
  /** Times that were shortened, with the cases of the list in which they were. */
  readonly shortened: readonly ReportedShortening[];
  /** What was taken for what. */
  readonly notes: readonly string[];
}

export interface ListedTransition {
  /** `Check, rule 2 → Pay`. */
  readonly id: string;
  /** Why no case of the list takes it. */
  readonly never?: string;
  /** True where nothing can take it. */
  readonly unreachable?: true;
}

export interface ReportedStandIn {
  readonly state: string;
  /** What the machine calls there: `dynamodb:putItem`. */
  readonly resource: string;
  readonly instead: string;
}

export interface ReportedShortening {
  readonly state: string;
  readonly field: string;
  readonly from: string;
  readonly to: string;
  readonly cases: number;
}

/** The summary's part about the machine. */
export interface MachineSummary extends Omit<ExaminedMachine, 'transitions'> {
  readonly transitions: readonly CountedTransition[];
  /** Transitions that something can take. */
  readonly reachable: number;
  /** Those that cases of the run took. */
  readonly reached: number;
  /** Those on which the target was judged: taken by a case that conforms or diverges. */
  readonly judged: number;
  /** Those among them of which every case ends as expected. */
  readonly sound: number;
}

/** A transition with the cases that took it, by verdict. */
export interface CountedTransition extends ListedTransition, Counts {
  /** Diverging cases whose status, output, error, invocations or answers differ: what the machine's users notice. */
  readonly endsOtherwise: number;
}

/** `counts` are those of the transitions, by id. */
export function summarizeMachine(
  { transitions, ...machine }: ExaminedMachine,
  counts: TransitionCounts,
): MachineSummary {
  const counted = transitions.map((listed) => ({
    ...listed,
    ...(counts[listed.id] ?? { ...emptyCounts(), endsOtherwise: 0 }),
  }));
  const judged = counted.filter(({ conforms, diverges }) => conforms + diverges > 0);
  return {
    ...machine,
    transitions: counted,
    reachable: transitions.filter(({ unreachable }) => unreachable !== true).length,
    reached: counted.filter(({ cases }) => cases > 0).length,
    judged: judged.length,
    sound: judged.filter(({ endsOtherwise }) => endsOtherwise === 0).length,
  };
}
