/** How the flavours fared in finished runs, target by target. */
import { join } from 'node:path';
import { parseCase } from '../case/parse-case.ts';
import { expectObject, expectText, mapItems, ShapeError } from '../case/shape.ts';
import { isJsonObject, valueAt, type JsonValue } from '../json/value.ts';
import { parseObservation } from '../report/run-files/parse-observation.ts';
import { parseRecord, type ReadRecord } from '../report/run-files/parse-run-line.ts';
import { readPlainJson } from '../report/run-files/read-json-file.ts';
import { readRun } from '../report/run-files/read-run.ts';
import { RunFileError } from '../report/run-files/run-file-error.ts';
import { textLines } from '../report/run-files/text-lines.ts';
import { emptyCounts, type Counts } from '../run/tally.ts';
import { FLAVOURS, flavoursOf, type Flavour } from './flavours-of.ts';

export interface FlavoursOfTarget {
  readonly target: string;
  readonly flavours: Readonly<Record<Flavour, Counts>>;
}

/**
 * Runs of one target are taken together, in the order of the folders; a case that is in several of them counts once, as the
 * first one saw it. Throws a RunFileError for a folder that isn't a finished run against the reference.
 */
export async function countFlavours(folders: readonly string[]): Promise<readonly FlavoursOfTarget[]> {
  const targets = new Map<string, { readonly seen: Set<string>; readonly counts: Counting }>();
  for (const folder of folders) {
    const { summary } = await readRun(folder);
    const file = join(folder, 'run.ndjson');
    if (summary.oracle !== 'reference')
      throw new RunFileError(
        file,
        `oracle: expected reference, which knows what a case carries out, found ${summary.oracle}.`,
      );
    const known = targets.get(summary.target) ?? { seen: new Set(), counts: noCounts() };
    targets.set(summary.target, known);
    for await (const { number, text } of textLines(file)) {
      const { record, flavours } = readPlainJson(text, `${file}:${number}`, 'a record', flavouredRecord);
      if (record.kind !== 'case' || known.seen.has(record.case.id)) continue;
      known.seen.add(record.case.id);
      for (const flavour of flavours) {
        known.counts[flavour].cases += 1;
        known.counts[flavour][record.verdict.kind] += 1;
      }
    }
  }
  return [...targets].map(([target, { counts }]) => ({ target, flavours: counts }));
}

type Counting = Record<Flavour, Record<keyof Counts, number>>;

const noCounts = (): Counting =>
  Object.fromEntries(FLAVOURS.map((flavour) => [flavour, emptyCounts()])) as Counting;

interface FlavouredRecord {
  readonly record: ReadRecord;
  readonly flavours: ReadonlySet<Flavour>;
}

function flavouredRecord(value: JsonValue): FlavouredRecord {
  const record = parseRecord(value);
  const none = { record, flavours: new Set<Flavour>() };
  const source = expectObject(value, '');
  const oracle = source['oracle'];
  // What the reference itself declines has no flavour that anybody could be judged on.
  if (record.kind !== 'case' || !isJsonObject(oracle) || valueAt(oracle, 'kind') !== 'observed') return none;
  const parsing = parseCase(expectObject(source['case'], 'case'));
  if (!parsing.ok) throw new ShapeError('case', `a case (${parsing.message})`, source['case']);
  const { history } = parseObservation(oracle['observation'], 'oracle.observation');
  const rules = oracle['rules'] === undefined ? [] : mapItems(oracle['rules'], 'oracle.rules', expectText);
  return { record, flavours: flavoursOf(parsing.case, { rules, history }) };
}
