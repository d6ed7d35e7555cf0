/** Reads a file of a directed suite, strictly. */
import { parseCase } from '../case/parse-case.ts';
import { expectObject, expectOnlyFields, expectText, mapItems, ShapeError } from '../case/shape.ts';
import { hasKey, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import { expandTexts } from './expand-texts.ts';
import { readApiCalls } from './read-api-case.ts';
import { readExpectation } from './read-expectation.ts';
import type { DirectedCase, SuiteFile } from './suite.ts';

/** Throws a {@link ShapeError} that names the case and the field where the file isn't as it should be. */
export function readSuite(content: JsonValue, file: string): SuiteFile {
  const source = expectObject(expandTexts(content), file);
  expectOnlyFields(source, ['suite', 'cases', 'apiCases'], file);
  const suite = expectText(source['suite'], `${file}.suite`);
  const list = <T>(field: string, read: (item: JsonValue, place: string) => T): readonly T[] =>
    hasKey(source, field) ? mapItems(source[field], `${file}.${field}`, read) : [];
  return {
    suite,
    cases: list('cases', (item, place) => readCase(item, suite, place)),
    apiCases: list('apiCases', (item, place) => {
      const { head, source: value, place: named } = readHead(item, suite, ['calls'], place);
      return { ...head, calls: readApiCalls(value['calls'], `${named}.calls`) };
    }),
  };
}

function readCase(value: JsonValue, suite: string, index: string): DirectedCase {
  const { head, source, place } = readHead(value, suite, ['case', 'expect'], index);
  const body = expectObject(source['case'], `${place}.case`);
  expectOnlyFields(
    body,
    ['machine', 'input', 'inputText', 'functions', 'callbacks', 'integrations'],
    `${place}.case`,
  );
  const parsing = parseCase({ ...body, id: head.name });
  if (!parsing.ok) throw new ShapeError(`${place}.case`, parsing.message, body);
  return { ...head, case: parsing.case, expect: readExpectation(source['expect'], `${place}.expect`) };
}

/** What cases of both kinds have. */
function readHead(value: JsonValue, suite: string, fields: readonly string[], index: string) {
  const source: JsonObject = expectObject(value, index);
  const id = expectText(source['id'], `${index}.id`);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
    throw new ShapeError(`${index}.id`, 'lower-case words with hyphens', id);
  const place = `${index} (${id})`;
  expectOnlyFields(source, ['id', 'rules', 'about', ...fields], place);
  const rules = mapItems(valueAt(source, 'rules'), `${place}.rules`, expectText);
  if (rules.length === 0) throw new ShapeError(`${place}.rules`, 'at least one rule', []);
  const about = expectText(source['about'], `${place}.about`);
  return { head: { name: `${suite}/${id}`, suite, rules, about }, source, place };
}
