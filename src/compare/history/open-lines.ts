/**
 * Lines whose extent AWS leaves open: when one line of a Parallel or Map fails, how far the others got depends on the moment
 * (AWS-BEHAVIOUR 6.4.8, 6.5.8, 10.2.8), and with it which lines they had started themselves: those observed are open too.
 */
import type { Line, LineEvent, Lines } from './lines.ts';

export function openLines({ lines }: Lines, observed?: Lines): ReadonlySet<string> {
  const open = new Set<string>();
  const all = [...lines.values()];
  const lineOf = new Map(all.flatMap((line) => line.events.map(({ event }) => [event.id, line] as const)));
  const end = lines.get('')?.events.at(-1)?.event;
  for (const group of groupsOf(all)) {
    if (group.length < 2 || succeeded(group[0] as Line)) continue;
    const failing = failingLine(group, end?.previousEventId ?? 0, lineOf);
    for (const line of group) if (line !== failing) open.add(line.address);
  }
  const addresses = [...lines.keys(), ...(observed?.lines.keys() ?? [])];
  return new Set(addresses.filter((address) => withEnclosing(address).some((one) => open.has(one))));
}

/** `/2:A/1[0]` and `/2:A`. A state's name may hold a slash: then one of them is no line, and does no harm. */
const withEnclosing = (address: string): readonly string[] =>
  Array.from(address.matchAll(/\/|$/g), ({ index }) => address.slice(0, index));

/** The lines that were started together: those of one attempt of one container. */
function groupsOf(lines: readonly Line[]): readonly (readonly Line[])[] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    if (line.parent === undefined) continue;
    const key = `${line.parent.address}/${startPlace(line)}`;
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  return [...groups.values()];
}

/** The place of the event that started a line, in the line around it. */
const startPlace = (line: Line): number => Number(/\/(\d+)(?::[^/]*|\[\d+\])$/.exec(line.address)?.[1] ?? -1);

/** What the container wrote next in its own line, after the lines had ended. */
const nextOf = (line: Line): readonly LineEvent[] => line.parent?.events.slice(startPlace(line) + 1) ?? [];

const succeeded = (line: Line): boolean => {
  const next = nextOf(line)[0]?.event.type;
  return next === `${line.container}StateSucceeded`;
};

/** The line that the failure came from: the container's next event points into it, or the end of the execution does. */
function failingLine(
  group: readonly Line[],
  endsAfter: number,
  lineOf: ReadonlyMap<number, Line>,
): Line | undefined {
  const first = group[0] as Line;
  const failed = nextOf(first).find(({ event }) => /^(Parallel|Map)State(Failed|Started)$/.test(event.type));
  const failedAt = failed?.event.previousEventId ?? endsAfter;
  const holder = lineOf.get(failedAt);
  return holder && group.find((line) => holder === line || holder.address.startsWith(`${line.address}/`));
}
