/** Reads the catalogue of rules from its files, strictly: a misspelt field would silently weaken a rule. */
import {
  expectArray,
  expectNumber,
  expectObject,
  expectOneOf,
  expectOnlyFields,
  expectText,
  mapItems,
  ShapeError,
} from '../case/shape.ts';
import { hasKey, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import { ASPECTS } from './aspect.ts';
import { Catalogue } from './catalogue.ts';
import type { Evidence, Rule } from './rule.ts';

/** A file of the catalogue: its name, for messages, and its content. */
export interface CatalogueFile {
  readonly name: string;
  readonly content: JsonValue;
}

/** The catalogue of all files. Throws a {@link ShapeError} that names file and rule where a file isn't as it should be. */
export function readCatalogue(files: readonly CatalogueFile[]): Catalogue {
  const rules = new Map<string, Rule>();
  for (const { name, content } of files) {
    for (const rule of mapItems(content, name, readRule)) {
      if (rules.has(rule.id)) throw new ShapeError(`${name}.${rule.id}`, 'an id that occurs once', rule.id);
      rules.set(rule.id, rule);
    }
  }
  return new Catalogue(rules);
}

const FIELDS = ['id', 'title', 'text', 'evidence', 'covers', 'decides', 'specificity', 'cases'];
const ID = /^[a-z][a-z-]*\.[A-Za-z][A-Za-z0-9_-]*$/;
const CASE = /^[a-z-]+\/[a-z0-9-]+$/;

function readRule(value: JsonValue, index: string): Rule {
  const source = expectObject(value, index);
  const id = matching(source['id'], ID, `${index}.id`, 'subject.behaviour');
  const place = `${index} (${id})`;
  expectOnlyFields(source, FIELDS, place);
  const [first, ...others] = mapItems(source['evidence'], `${place}.evidence`, readEvidence);
  if (first === undefined) throw new ShapeError(`${place}.evidence`, 'at least one piece of evidence', []);
  const specificity = expectNumber(source['specificity'], `${place}.specificity`);
  if (!Number.isInteger(specificity) || specificity < 1 || specificity > 9)
    throw new ShapeError(`${place}.specificity`, 'a whole number from 1 to 9', specificity);
  return {
    id,
    title: expectText(source['title'], `${place}.title`),
    text: expectText(source['text'], `${place}.text`),
    evidence: [first, ...others],
    covers: mapItems(source['covers'], `${place}.covers`, readPattern),
    decides: hasKey(source, 'decides')
      ? mapItems(source['decides'], `${place}.decides`, (one, inner) => expectOneOf(one, ASPECTS, inner))
      : [],
    specificity,
    cases: expectArray(source['cases'], `${place}.cases`).map((item, i) =>
      matching(item, CASE, `${place}.cases[${i}]`, 'suite/case'),
    ),
  };
}

function matching(value: JsonValue | undefined, pattern: RegExp, place: string, form: string): string {
  const text = expectText(value, place);
  if (!pattern.test(text)) throw new ShapeError(place, `a text of the form ${form}`, text);
  return text;
}

function readPattern(value: JsonValue, place: string): RegExp {
  const source = expectText(value, place);
  try {
    return new RegExp(source);
  } catch {
    throw new ShapeError(place, 'a regular expression', source);
  }
}

const EVIDENCE = {
  recorded: ['recording'],
  measured: ['source'],
  documented: ['document', 'section'],
  inferred: ['why'],
} as const;

function readEvidence(value: JsonValue, place: string): Evidence {
  const source = expectObject(value, place);
  const kind = expectOneOf(
    source['kind'],
    ['recorded', 'measured', 'documented', 'inferred'],
    `${place}.kind`,
  );
  const fields = EVIDENCE[kind];
  expectOnlyFields(source, ['kind', ...fields, ...(kind === 'inferred' ? [] : ['note'])], place);
  const text = (field: string): string => expectText(valueAt(source, field), `${place}.${field}`);
  switch (kind) {
    case 'recorded':
      return { kind, recording: text('recording'), ...note(source, place) };
    case 'measured':
      return { kind, source: text('source'), ...note(source, place) };
    case 'documented':
      return { kind, document: text('document'), section: text('section'), ...note(source, place) };
    case 'inferred':
      return { kind, why: text('why') };
  }
}

const note = (source: JsonObject, place: string): { readonly note?: string } =>
  hasKey(source, 'note') ? { note: expectText(source['note'], `${place}.note`) } : {};
