/** What a run says of a user's own machine: which transitions were reached and judged, which never, what stood for what. */
import type { MachineSummary } from '../run/examined-machine.ts';
import { counted } from './verdict-line.ts';

export interface MachineSection {
  readonly title: string;
  /** One line each. */
  readonly items: readonly string[];
}

/** The figures first, in one sentence. */
export function machineFigures(
  { transitions, reachable, reached, judged, sound }: MachineSummary,
  target: string,
): string {
  const all = transitions.length === reachable ? '' : `, ${transitions.length} in all`;
  return `${reached} of ${counted(reachable, 'transition')} that can be taken were reached${all}; ${target} was judged on ${judged}, and on ${sound} of them every case ended as on AWS.`;
}

/** Only what there is something to say of. */
export function machineSections(
  { transitions, standIns, shortened, notes }: MachineSummary,
  target: string,
): readonly MachineSection[] {
  const missed = transitions.filter(({ cases }) => cases === 0);
  const unjudged = transitions.filter(
    ({ cases, conforms, diverges }) => cases > 0 && conforms + diverges === 0,
  );
  const otherwise = transitions.filter(({ endsOtherwise }) => endsOtherwise > 0);
  return [
    {
      title: 'Transitions that nothing can take',
      items: missed.filter(({ unreachable }) => unreachable).map(({ id, never }) => `${id}: ${never ?? ''}`),
    },
    {
      title: 'Transitions that no case took',
      items: missed
        .filter(({ unreachable }) => !unreachable)
        .map(({ id, never }) => `${id}: ${never ?? 'its cases were not run'}`),
    },
    {
      title: `Transitions on which ${target} was not judged`,
      items: unjudged.map(
        ({ id, cases, declined, indeterminate }) =>
          `${id}: ${counted(cases, 'case')}, ${declined} declined, ${indeterminate} indeterminate`,
      ),
    },
    {
      title: 'Transitions in cases that end otherwise than on AWS',
      items: otherwise.map(
        ({ id, cases, endsOtherwise }) => `${id}: ${endsOtherwise} of ${counted(cases, 'case')}`,
      ),
    },
    {
      title: 'Not judged, for something stood in its place',
      items: standIns.map(({ state, resource, instead }) => `${state} (${resource}): ${instead}`),
    },
    {
      title: 'Shortened, for cases run by the real clock',
      items: shortened.map(
        ({ state, field, from, to, cases }) =>
          `${state}, ${field}: ${from} → ${to} in ${counted(cases, 'case')}`,
      ),
    },
    { title: 'Taken for granted', items: notes },
  ].filter(({ items }) => items.length > 0);
}
