/** Reads a line of `run.ndjson`, as far as reports need it. */
import {
  expectArray,
  expectNumber,
  expectObject,
  expectOneOf,
  expectText,
  mapItems,
  ShapeError,
} from '../../case/shape.ts';
import { VERDICT_KINDS, type Verdict } from '../../compare/verdict.ts';
import { hasKey, valueAt, type JsonObject, type JsonValue } from '../../json/value.ts';
import { RUN_FORMAT, type RunFooter, type RunHeader } from '../../run/record.ts';
import type { OutlinedLine } from '../case-outline.ts';
import { parseDifference } from './parse-difference.ts';

export type ReadRecord = RunHeader | RunFooter | (OutlinedLine & { readonly kind: 'case' });

/** Throws a ShapeError where the value is no record of this format. */
export function parseRecord(value: JsonValue): ReadRecord {
  const source = expectObject(value, '');
  const kind = expectOneOf(source['kind'], ['header', 'case', 'footer'], 'kind');
  switch (kind) {
    case 'header':
      return header(source);
    case 'case':
      return caseLine(source);
    case 'footer':
      return footer(source);
  }
}

function header(source: JsonObject): RunHeader {
  const format = expectNumber(source['format'], 'format');
  const kit = expectText(source['kit'], 'kit');
  if (format !== RUN_FORMAT) {
    throw new ShapeError(
      'format',
      `${RUN_FORMAT}, the format that this kit reads (kit ${kit} wrote the run: render it with that one)`,
      format,
    );
  }
  return {
    ...source,
    kind: 'header',
    format: RUN_FORMAT,
    kit,
    target: expectText(source['target'], 'target'),
    oracle: expectText(source['oracle'], 'oracle'),
    seed: expectNumber(source['seed'], 'seed'),
    runs: expectNumber(source['runs'], 'runs'),
    suites: texts(source, 'suites'),
    started: expectText(source['started'], 'started'),
  };
}

function caseLine(source: JsonObject): ReadRecord {
  return {
    kind: 'case',
    index: expectNumber(source['index'], 'index'),
    case: { id: expectText(expectObject(source['case'], 'case')['id'], 'case.id') },
    features: texts(source, 'features'),
    suite: expectText(source['suite'], 'suite'),
    ...(hasKey(source, 'transitions') && { transitions: texts(source, 'transitions') }),
    verdict: verdict(expectObject(source['verdict'], 'verdict')),
  };
}

function verdict(source: JsonObject): Verdict {
  const kind = expectOneOf(source['kind'], VERDICT_KINDS, 'verdict.kind');
  switch (kind) {
    case 'conforms':
      return {
        kind,
        ...(hasKey(source, 'warnings') && {
          warnings: mapItems(source['warnings'], 'verdict.warnings', parseDifference),
        }),
        ...(hasKey(source, 'inferred') && { inferred: texts(source, 'inferred', 'verdict.') }),
      };
    case 'diverges':
      return { kind, differences: mapItems(source['differences'], 'verdict.differences', parseDifference) };
    case 'declined':
    case 'indeterminate':
      return { kind, reason: expectText(source['reason'], 'verdict.reason') };
  }
}

function footer(source: JsonObject): RunFooter {
  const count = (field: string): number => expectNumber(source[field], field);
  const complete = source['complete'];
  if (typeof complete !== 'boolean') throw new ShapeError('complete', 'true or false', complete);
  return {
    ...source,
    kind: 'footer',
    cases: count('cases'),
    conforms: count('conforms'),
    diverges: count('diverges'),
    declined: count('declined'),
    indeterminate: count('indeterminate'),
    complete,
    ...(hasKey(source, 'stopped') && { stopped: expectText(source['stopped'], 'stopped') }),
    ended: expectText(source['ended'], 'ended'),
  };
}

const texts = (source: JsonObject, field: string, before = ''): readonly string[] =>
  expectArray(valueAt(source, field), `${before}${field}`).map((item, i) =>
    expectText(item, `${before}${field}[${i}]`),
  );
