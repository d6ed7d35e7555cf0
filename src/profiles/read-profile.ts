/** Reads the index of a profile, strictly: a list that is misread is another list. */
import {
  expectNumber,
  expectObject,
  expectOnlyFields,
  expectText,
  mapItems,
  ShapeError,
} from '../case/shape.ts';
import { hasKey, type JsonObject, type JsonValue } from '../json/value.ts';
import type { ApiEntry, LeftOut, Profile, ProfileEntry } from './profile.ts';

const FIELDS = [
  'profile',
  'version',
  'date',
  'reason',
  'about',
  'kit',
  'digest',
  'leftOut',
  'cases',
  'apiCases',
];

/** Throws a ShapeError that names the place. */
export function readProfile(value: JsonValue): Profile {
  const source = expectObject(value, '');
  expectOnlyFields(source, FIELDS, 'the profile');
  const text = (field: string, pattern?: RegExp, form = ''): string => {
    const found = expectText(source[field], field);
    if (pattern && !pattern.test(found)) throw new ShapeError(field, form, found);
    return found;
  };
  return {
    name: text('profile', /^[a-z]+(-[a-z]+)*$/, 'lower-case words with hyphens'),
    version: wholeNumber(source, 'version', 'version', 1),
    date: text('date', /^\d{4}-\d\d-\d\d$/, 'a date such as 2026-11-22'),
    reason: text('reason', /\S/, 'a reason'),
    about: text('about'),
    kit: text('kit'),
    digest: text('digest', /^[0-9a-f]{64}$/, '64 hexadecimal digits'),
    leftOut: mapItems(source['leftOut'], 'leftOut', readLeftOut),
    cases: mapItems(source['cases'], 'cases', readEntry),
    apiCases: mapItems(source['apiCases'], 'apiCases', readApiEntry),
  };
}

function readLeftOut(value: JsonValue, place: string): LeftOut {
  const source = expectObject(value, place);
  expectOnlyFields(source, ['directed', 'why'], place);
  return {
    directed: expectText(source['directed'], `${place}.directed`),
    why: expectText(source['why'], `${place}.why`),
  };
}

function readApiEntry(value: JsonValue, place: string): ApiEntry {
  const source = expectObject(value, place);
  expectOnlyFields(source, ['api', 'rules', 'hash'], place);
  return {
    api: expectText(source['api'], `${place}.api`),
    rules: mapItems(source['rules'], `${place}.rules`, expectText),
    hash: readHash(source, place),
  };
}

function readHash(source: JsonObject, place: string): string {
  const hash = expectText(source['hash'], `${place}.hash`);
  if (!/^[0-9a-f]{16}$/.test(hash)) throw new ShapeError(`${place}.hash`, '16 hexadecimal digits', hash);
  return hash;
}

function readEntry(value: JsonValue, place: string): ProfileEntry {
  const source = expectObject(value, place);
  const hash = readHash(source, place);
  if (hasKey(source, 'directed')) {
    expectOnlyFields(source, ['directed', 'rules', 'hash'], place);
    return {
      directed: expectText(source['directed'], `${place}.directed`),
      rules: mapItems(source['rules'], `${place}.rules`, expectText),
      hash,
    };
  }
  expectOnlyFields(source, ['seed', 'index', 'hash'], place);
  return {
    seed: wholeNumber(source, 'seed', `${place}.seed`),
    index: wholeNumber(source, 'index', `${place}.index`),
    hash,
  };
}

function wholeNumber(source: JsonObject, field: string, place: string, least = 0): number {
  const value = expectNumber(source[field], place);
  if (!Number.isSafeInteger(value) || value < least)
    throw new ShapeError(place, `a whole number of at least ${least}`, value);
  return value;
}
