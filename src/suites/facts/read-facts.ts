/** Reads the file of edge facts, strictly. */
import { expectNumber, expectObject, expectOnlyFields, expectText, mapItems } from '../../case/shape.ts';
import { hasKey, type JsonObject, type JsonValue } from '../../json/value.ts';
import { expandTexts } from '../expand-texts.ts';
import { readExpectation } from '../read-expectation.ts';
import type { EdgeFact, MistakenAnswer, MistakenRun, Mistake } from './fact.ts';

/** Throws a {@link ShapeError} that names the fact and the field where the file isn't as it should be. */
export function readFacts(content: JsonValue, file: string): readonly EdgeFact[] {
  const source = expectObject(expandTexts(content), file);
  expectOnlyFields(source, ['facts'], file);
  return mapItems(source['facts'], `${file}.facts`, readFact);
}

function readFact(value: JsonValue, index: string): EdgeFact {
  const source = expectObject(value, index);
  const fact = expectText(source['fact'], `${index}.fact`);
  const place = `${index} (${fact})`;
  expectOnlyFields(source, ['fact', 'text', 'passing', 'differing'], place);
  return {
    fact,
    text: expectText(source['text'], `${place}.text`),
    passing: mapItems(source['passing'], `${place}.passing`, expectText),
    differing: mapItems(source['differing'], `${place}.differing`, readMistake),
  };
}

function readMistake(value: JsonValue, place: string): Mistake {
  const source = expectObject(value, place);
  expectOnlyFields(source, ['case', 'about', 'shows'], place);
  const head = {
    name: expectText(source['case'], `${place}.case`),
    about: expectText(source['about'], `${place}.about`),
  };
  const shows = expectObject(source['shows'], `${place}.shows`);
  return hasKey(shows, 'call')
    ? { ...head, kind: 'api', shows: readAnswer(shows, `${place}.shows`) }
    : { ...head, kind: 'run', shows: readRun(shows, `${place}.shows`) };
}

function readRun(source: JsonObject, place: string): MistakenRun {
  if (hasKey(source, 'status')) return readExpectation(source, place);
  const { status: _, ...shows } = readExpectation({ ...source, status: 'RUNNING' }, place);
  return shows;
}

function readAnswer(source: JsonObject, place: string): MistakenAnswer {
  const call = expectNumber(source['call'], `${place}.call`);
  if (hasKey(source, 'error')) {
    expectOnlyFields(source, ['call', 'error', 'message'], place);
    const error = expectText(source['error'], `${place}.error`);
    return {
      call,
      answer: { kind: 'error', error, message: expectText(source['message'], `${place}.message`) },
    };
  }
  expectOnlyFields(source, ['call', 'fields', 'absent'], place);
  return {
    call,
    answer: {
      kind: 'fields',
      fields: hasKey(source, 'fields') ? expectObject(source['fields'], `${place}.fields`) : {},
      absent: hasKey(source, 'absent') ? mapItems(source['absent'], `${place}.absent`, expectText) : [],
    },
  };
}
