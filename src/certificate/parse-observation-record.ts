/** Reads a line of `observations.ndjson`, strictly. */
import { parseCase } from '../case/parse-case.ts';
import {
  expectNumber,
  expectObject,
  expectOneOf,
  expectOnlyFields,
  expectText,
  ShapeError,
} from '../case/shape.ts';
import { hasKey, type JsonObject, type JsonValue } from '../json/value.ts';
import { parseApiOutcome } from '../suites/api-cases/api-outcome.ts';
import { parseOutcome } from '../run/parse-outcome.ts';
import {
  BUNDLE_FORMAT,
  type ObservationRecord,
  type ObservationsFooter,
  type ObservationsHeader,
  type ObservedApiCase,
  type ObservedCase,
  type ObservedMinimal,
} from './observations.ts';

/** Throws a ShapeError where the value is no record of this format. */
export function parseObservationRecord(value: JsonValue): ObservationRecord {
  const source = expectObject(value, '');
  switch (expectOneOf(source['kind'], ['header', 'case', 'api', 'minimal', 'footer'], 'kind')) {
    case 'header':
      return header(source);
    case 'case':
      return observedCase(source);
    case 'api':
      return apiCase(source);
    case 'minimal':
      return minimal(source);
    case 'footer':
      return footer(source);
  }
}

function header(source: JsonObject): ObservationsHeader {
  expectOnlyFields(source, ['kind', 'format', 'kit', 'target', 'profile', 'started'], 'the header');
  const format = expectNumber(source['format'], 'format');
  if (format !== BUNDLE_FORMAT)
    throw new ShapeError('format', `${BUNDLE_FORMAT}, the format that this kit reads`, format);
  const target = expectObject(source['target'], 'target');
  expectOnlyFields(target, ['name', 'version'], 'target');
  const profile = expectObject(source['profile'], 'profile');
  expectOnlyFields(profile, ['name', 'version', 'digest'], 'profile');
  return {
    kind: 'header',
    format: BUNDLE_FORMAT,
    kit: expectText(source['kit'], 'kit'),
    target: {
      name: expectText(target['name'], 'target.name'),
      version: expectText(target['version'], 'target.version'),
    },
    profile: {
      name: expectText(profile['name'], 'profile.name'),
      version: expectNumber(profile['version'], 'profile.version'),
      digest: expectText(profile['digest'], 'profile.digest'),
    },
    started: expectText(source['started'], 'started'),
  };
}

function observedCase(source: JsonObject): ObservedCase {
  expectOnlyFields(source, ['kind', 'index', 'case', 'target', 'again'], 'the case');
  return {
    kind: 'case',
    index: expectNumber(source['index'], 'index'),
    case: expectText(source['case'], 'case'),
    target: parseOutcome(source['target'], 'target'),
    ...(hasKey(source, 'again') && { again: parseOutcome(source['again'], 'again') }),
  };
}

function apiCase(source: JsonObject): ObservedApiCase {
  expectOnlyFields(source, ['kind', 'index', 'api', 'outcome', 'again'], 'the API case');
  return {
    kind: 'api',
    index: expectNumber(source['index'], 'index'),
    api: expectText(source['api'], 'api'),
    outcome: parseApiOutcome(source['outcome'], 'outcome'),
    ...(hasKey(source, 'again') && { again: parseApiOutcome(source['again'], 'again') }),
  };
}

function minimal(source: JsonObject): ObservedMinimal {
  expectOnlyFields(source, ['kind', 'signature', 'case', 'target'], 'the minimal case');
  const parsing = parseCase(source['case'] ?? null);
  if (!parsing.ok) throw new ShapeError('case', `a case (${parsing.message})`, source['case']);
  return {
    kind: 'minimal',
    signature: expectText(source['signature'], 'signature'),
    case: parsing.case,
    target: parseOutcome(source['target'], 'target'),
  };
}

function footer(source: JsonObject): ObservationsFooter {
  expectOnlyFields(source, ['kind', 'cases', 'stopped', 'ended'], 'the footer');
  return {
    kind: 'footer',
    cases: expectNumber(source['cases'], 'cases'),
    ...(hasKey(source, 'stopped') && { stopped: expectText(source['stopped'], 'stopped') }),
    ended: expectText(source['ended'], 'ended'),
  };
}
