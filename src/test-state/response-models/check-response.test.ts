import { expect, test } from 'vitest';
import { parseJsonOrThrow } from '../../json/parse.ts';
import { responseProblem } from './check-response.ts';
import { capitalized } from './field-spelling.ts';
import { readServiceModel } from './response-model.ts';

const model = readServiceModel(
  parseJsonOrThrow(`{
    "operations": { "Get": "Answer" },
    "shapes": {
      "Answer": {
        "fields": {
          "text": "string", "count": "Count", "flag": "boolean", "kind": "Kind", "list": ["Inner"],
          "map": {"each": "number"}, "free": "any", "inner": "Inner", "again": "Answer"
        },
        "required": ["text"]
      },
      "Inner": { "fields": { "id": "Id", "constructor": "number" }, "required": ["id"] },
      "Id": { "type": "string", "min": 2, "max": 3 },
      "Count": { "type": "number", "min": 1, "max": 9 },
      "Kind": { "type": "string", "values": ["A", "B"] }
    }
  }`),
);

const problem = (text: string, required = true): string | undefined =>
  responseProblem(parseJsonOrThrow(text), { kind: 'shape', name: 'Answer' }, model, {
    required,
    spell: capitalized,
  });

test.each([
  ['{}', "Required field 'Text' is missing"],
  ['{"text":"lower case"}', "Required field 'Text' is missing"],
  ['{"Text":"","Inner":{}}', "Required field 'Id' is missing"],
  ['{"Text":1}', "Field 'Text' must be a string"],
  ['{"Text":null}', "Field 'Text' must be a string"],
  ['{"Text":"","Count":"1"}', "Field 'Count' must be a number"],
  ['{"Text":"","Count":0.5}', "Field 'Count' is less than the minimum value"],
  ['{"Text":"","Count":1e1}', "Field 'Count' exceeds the maximum value"],
  ['{"Text":"","Flag":"true"}', "Field 'Flag' must be a boolean"],
  ['{"Text":"","Kind":"C"}', "Field 'Kind' is not an expected value"],
  ['{"Text":"","Kind":1}', "Field 'Kind' must be a string"],
  ['{"Text":"","List":{}}', "Field 'List' must be an array"],
  ['{"Text":"","List":[{"Id":"ab"},{"Id":"a"}]}', "Field 'Id' is smaller than the minimum length"],
  ['{"Text":"","List":[{"Id":"abcd"}]}', "Field 'Id' exceeds the maximum length"],
  ['{"Text":"","List":[7]}', "Field 'List' must be an object"],
  ['{"Text":"","Map":[]}', "Field 'Map' must be an object"],
  ['{"Text":"","Map":{"any key":"1"}}', "Field 'Map' must be a number"],
  ['{"Text":"","Inner":{"Id":"ab","Constructor":"1"}}', "Field 'Constructor' must be a number"],
  ['{"Text":"","Again":{"Text":"","Again":{"Text":2}}}', "Field 'Text' must be a string"],
])('%s: %s', (text, expected) => {
  expect(problem(text)).toBe(expected);
});

test.each([
  '{"Text":"","Unknown":1,"count":"not the name"}',
  '{"Text":"","__proto__":{"Count":"x"},"constructor":1}',
  '{"Text":"","Count":9,"Kind":"B","Map":{},"List":[],"Free":{"a":[null]}}',
])('lets %s pass', (text) => {
  expect(problem(text)).toBeUndefined();
});

test('PRESENT asks for no field, at no depth, but looks at those that are there', () => {
  expect(problem('{"Inner":{}}', false)).toBeUndefined();
  expect(problem('{"Inner":{"Id":1}}', false)).toBe("Field 'Id' must be a string");
});
