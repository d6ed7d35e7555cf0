/** The way that an execution took through its machine, read off its history. */
import type { Observation } from '../../case/observation.ts';
import { comparedEvent } from '../../compare/history/event.ts';
import { takeApart } from '../../compare/history/lines.ts';

export interface Way {
  /** How often each state was entered. */
  readonly visits: ReadonlyMap<string, number>;
  /** The steps that were taken, as {@link stepKey} names them. */
  readonly steps: ReadonlySet<string>;
  /** The states of the machine's own line in their order, then how it ended: `Ask`, `Tell`, `SUCCEEDED`. */
  readonly stations: readonly string[];
}

/** Where a flow starts and ends; no state can have these names, for names have no line feeds. */
export const START = '\nstart';
export const END = '\nend';

export const stepKey = (from: string, to: string): string => JSON.stringify([from, to]);

/** undefined where the executor can't see a history. */
export function wayOf({ history, status }: Observation): Way | undefined {
  if (history === undefined || history.length === 0) return undefined;
  const visits = new Map<string, number>();
  const steps = new Set<string>();
  let stations: readonly string[] = [];
  for (const [address, { events }] of takeApart(history.map(comparedEvent)).lines) {
    const names = events
      .filter(({ event }) => event.type.endsWith('StateEntered'))
      .map(({ event }) => String(event.details['name']));
    for (const [i, name] of names.entries()) {
      visits.set(name, (visits.get(name) ?? 0) + 1);
      steps.add(stepKey(names[i - 1] ?? START, name));
    }
    if (address !== '') continue;
    stations = [...names, status];
    if (status === 'SUCCEEDED' && names.length > 0) steps.add(stepKey(names.at(-1) ?? START, END));
  }
  return { visits, steps, stations };
}
