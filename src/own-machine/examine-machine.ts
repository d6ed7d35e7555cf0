/** A user's own machine as the list of cases of a run: loaded, prepared, explored, with what there is to say of it. */
import type { MachineType } from '../case/case.ts';
import { listOf, type CaseList } from '../run/case-list.ts';
import type { ExaminedMachine, ListedTransition, ReportedShortening } from '../run/examined-machine.ts';
import type { LoadedMachine } from './load/load-machine.ts';
import { MachineProblem } from './machine-problem.ts';
import { prepareMachine } from './prepare/prepare-machine.ts';
import type { FoundCase } from './search/confirm.ts';
import { Drawing } from './search/drawing.ts';
import { explore, type Exploration, type ExploreProgress } from './search/explore.ts';
import { subjectOf, type Subject } from './search/subject.ts';
import type { Never } from './transitions/raised-errors.ts';
import { whyNever } from './transitions/why-never.ts';

export interface ExamineOptions {
  readonly seed: number;
  /** Cases that are wanted; fewer come where there are no more that differ. */
  readonly cases: number;
  /** Where the definition's file doesn't say it. */
  readonly type?: MachineType;
  /** What a case contains, for the tables of features. */
  readonly featuresOf: (testCase: FoundCase['case']) => readonly string[];
  readonly onProgress?: (progress: ExploreProgress) => void;
  readonly signal: AbortSignal;
}

export interface Examination {
  readonly machine: ExaminedMachine;
  readonly list: CaseList;
  readonly cases: readonly FoundCase[];
}

/** The suite under which the cases run. */
export const OWN_MACHINE_SUITE = 'own machine';

/** Throws a MachineProblem where AWS would refuse the definition, or nothing at all can be run. */
export async function examineMachine(loaded: LoadedMachine, options: ExamineOptions): Promise<Examination> {
  const prepared = prepareMachine(loaded, options.type);
  const subject = subjectOf(prepared);
  const exploration = await explore(subject, options);
  const { cases } = exploration;
  if (cases.length === 0) {
    const [reason] = [...exploration.withoutMeaning.values(), ...exploration.declined];
    throw new MachineProblem(
      `${prepared.name}: no case was found on which a target could be judged${reason === undefined ? '' : `: ${reason}`}.`,
    );
  }
  return {
    machine: {
      name: prepared.name,
      type: prepared.type,
      states: subject.states.size - prepared.added.size,
      transitions: listedTransitions(subject, exploration, options.seed),
      standIns: prepared.standIns.map(({ state, resource, instead }) => ({ state, resource, instead })),
      shortened: shortened(cases),
      notes: [...prepared.notes, ...exploration.declined.map((reason) => `not followed: ${reason}`)],
    },
    list: listOf(
      cases.map(({ case: testCase, transitions }) => ({
        case: testCase,
        features: options.featuresOf(testCase),
        suite: OWN_MACHINE_SUITE,
        transitions,
      })),
    ),
    cases,
  };
}

/** Causes quote whole documents. */
const LONGEST_CAUSE = 300;

function listedTransitions(
  subject: Subject,
  { cases, leftOut, withoutMeaning, visited, broken, tries }: Exploration,
  seed: number,
): readonly ListedTransition[] {
  const taken = new Set(cases.flatMap(({ transitions }) => transitions));
  const missed = subject.transitions.some(({ id }) => !taken.has(id));
  const reasons = missed
    ? new Drawing(seed).next((draw) => whyNever(subject, draw))
    : new Map<string, Never>();
  return subject.transitions.map(({ id, state, way }): ListedTransition => {
    if (taken.has(id)) return { id };
    if (leftOut.has(id))
      return { id, never: `its cases are beyond the ${cases.length} that were asked for (--runs)` };
    const proven = reasons.get(id);
    if (proven !== undefined)
      return { id, never: proven.reason, ...(proven.beyond === undefined && { unreachable: true }) };
    const meaning = withoutMeaning.get(id);
    if (meaning !== undefined) return { id, never: `only in cases that were left out: ${meaning}` };
    if (!visited.has(state)) return { id, never: `none of ${tries} tries came to its state` };
    const cause = way.kind === 'next' || way.kind === 'end' ? broken.get(state) : undefined;
    const why = cause === undefined ? '' : `; it fails: ${cause.slice(0, LONGEST_CAUSE)}`;
    return { id, never: `no case was found in ${tries} tries${why}` };
  });
}

/** Each change once, with how many cases have it. */
function shortened(cases: readonly FoundCase[]): readonly ReportedShortening[] {
  const counted = new Map<string, ReportedShortening>();
  for (const { shortenings } of cases) {
    for (const shortening of shortenings) {
      const key = JSON.stringify(shortening);
      counted.set(key, { ...shortening, cases: (counted.get(key)?.cases ?? 0) + 1 });
    }
  }
  return [...counted.values()];
}
