/** Makes a published result of a finished run's folder. */
import { join } from 'node:path';
import { expectObject, expectText, mapItems } from '../case/shape.ts';
import { caseFile } from '../case/write-case.ts';
import { independent } from '../compare/signature.ts';
import type { Verdict } from '../compare/verdict.ts';
import { isJsonObject, valueAt, type JsonValue } from '../json/value.ts';
import { parseRecord } from '../report/run-files/parse-run-line.ts';
import { readPlainJson } from '../report/run-files/read-json-file.ts';
import { readRun } from '../report/run-files/read-run.ts';
import { RunFileError } from '../report/run-files/run-file-error.ts';
import { textLines } from '../report/run-files/text-lines.ts';
import { sidesOf } from '../report/side-by-side.ts';
import type { Judging } from '../rules/judging.ts';
import type { ListIdentity } from '../run/case-list.ts';
import type { RunHeader } from '../run/record.ts';
import { PUBLISHED_FORMAT, RULE_COUNTS, type Published, type RuleCounts } from './published.ts';

export interface Publishing extends Pick<Judging, 'attribute'> {
  /** In place of the name that the run has for its target. */
  readonly name?: string;
  /** The target's own version. */
  readonly version?: string;
}

/** Throws a RunFileError for a folder that isn't a whole, finished run against the reference. */
export async function publishedOf(
  folder: string,
  { attribute, name, version }: Publishing,
): Promise<Published> {
  const { summary, findings } = await readRun(folder);
  const file = join(folder, 'run.ndjson');
  if (!summary.complete)
    throw new RunFileError(file, 'the run is incomplete and grades nothing: run it again, and publish that.');
  if (summary.oracle !== 'reference')
    throw new RunFileError(
      file,
      `oracle: expected reference, which knows the rules that a case carries out, found ${summary.oracle}.`,
    );
  const { header, rules } = await readRules(file, attribute);
  return {
    format: PUBLISHED_FORMAT,
    target: name ?? summary.target,
    ...(version !== undefined && { version }),
    kit: summary.kit,
    date: summary.started.slice(0, 'yyyy-mm-dd'.length),
    seed: summary.seed,
    suites: summary.suites,
    list: listOf(header, file),
    counts: {
      cases: summary.cases,
      conforms: summary.conforms,
      diverges: summary.diverges,
      declined: summary.declined,
      indeterminate: summary.indeterminate,
    },
    divergenceRate: summary.divergenceRate,
    coverageRate: summary.coverageRate,
    rules,
    findings: findings.map((finding) => ({
      id: finding.id,
      title: finding.title,
      level: finding.level,
      rules: finding.rules,
      count: finding.count,
      states: finding.states,
      sides: sidesOf(finding),
      case: caseFile(finding.case) as JsonValue,
    })),
    reasons: summary.reasons,
  };
}

function listOf({ list, shard }: RunHeader, file: string): ListIdentity {
  if (shard !== undefined || list === undefined)
    throw new RunFileError(
      `${file}:1`,
      'expected a whole run, found a shard: merge the shards first, and publish that.',
    );
  return list;
}

type Counting = Record<keyof RuleCounts, number>;

async function readRules(
  file: string,
  attribute: Judging['attribute'],
): Promise<{ readonly header: RunHeader; readonly rules: Published['rules'] }> {
  const counted = new Map<string, Counting>();
  let header: RunHeader | undefined;
  for await (const { number, text } of textLines(file)) {
    const place = `${file}:${number}`;
    const { record, carriedOut } = readPlainJson(text, place, 'a record', (value) => ({
      record: parseRecord(value),
      carriedOut: rulesIn(value),
    }));
    if (record.kind === 'header') header = record;
    if (record.kind === 'case') countCase(counted, carriedOut, record.verdict, attribute);
  }
  if (header === undefined) throw new RunFileError(`${file}:1`, 'expected the header of a run.');
  const sorted = [...counted].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { header, rules: Object.fromEntries(sorted) };
}

/** The rules that the reference carried out. */
function rulesIn(value: JsonValue): readonly string[] {
  const oracle = valueAt(expectObject(value, ''), 'oracle');
  const rules = isJsonObject(oracle) ? valueAt(oracle, 'rules') : undefined;
  return rules === undefined ? [] : [...new Set(mapItems(rules, 'oracle.rules', expectText))];
}

function countCase(
  counted: Map<string, Counting>,
  carriedOut: readonly string[],
  verdict: Verdict,
  attribute: Judging['attribute'],
): void {
  const add = (rule: string, kind: keyof RuleCounts): void => {
    const counts = counted.get(rule) ?? nothing();
    counted.set(rule, counts);
    counts[kind] += 1;
  };
  if (verdict.kind !== 'diverges') {
    for (const rule of carriedOut) add(rule, verdict.kind);
    return;
  }
  const broken = new Set(
    independent(verdict.differences).map((difference) => attribute(difference, carriedOut).id),
  );
  for (const rule of broken) add(rule, 'diverges');
  for (const rule of carriedOut) if (!broken.has(rule)) add(rule, 'elsewhere');
}

const nothing = (): Counting =>
  Object.fromEntries(RULE_COUNTS.map((kind) => [kind, 0])) as Record<keyof RuleCounts, number>;
