import { expect, test } from 'vitest';
import { parseJsonOrThrow } from './parse.ts';
import { writeJson } from './write.ts';

test.each([
  ['1.0'],
  [' -0', '-0'],
  ['1E5'],
  ['-12.50'],
  ['12345678901234567890'],
  ['[1.0]'],
  ['[ 2,\n 3.10]', '[2,3.10]'],
  ['{"a":1.0}'],
  ['{"a" : 1e2}', '{"a":1e2}'],
  ['{"a":{"b":[0,-0]}}'],
  ['{"a":-1.0}'],
  ['{"b":1,"2":3,"1":4}'],
  ['{"at":"10:00:00.5","n":[[1.0]]}'],
  ['{"text":"\\"n\\":1.5, 2.0","n":7}'],
  ['"1.0"'],
  ['{"token":"5E77.e1"}'],
])('%s keeps its spelling and its order', (text, written = text) => {
  expect(writeJson(parseJsonOrThrow(text))).toBe(written);
});
