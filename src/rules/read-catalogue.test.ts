import { expect, test } from 'vitest';
import type { JsonValue } from '../json/value.ts';
import { readCatalogue } from './read-catalogue.ts';
import { levelOf } from './rule.ts';

const plain = {
  id: 'path.missing-leaf',
  title: 'A title',
  text: 'A text.',
  evidence: [{ kind: 'documented', document: 'A document', section: 'a section' }],
  covers: ['^cause cause$'],
  specificity: 5,
  cases: ['paths/missing-leaf'],
};

const read = (rule: object) =>
  readCatalogue([{ name: 'path.json', content: [rule] as unknown as JsonValue }]);

test('reads a rule', () => {
  const rule = read(plain).find('path.missing-leaf');
  expect(rule).toMatchObject({ id: 'path.missing-leaf', specificity: 5, cases: ['paths/missing-leaf'] });
  expect(rule?.covers[0]?.test('cause cause')).toBe(true);
});

test('a rule is inferred where all its evidence is', () => {
  const inferred = { kind: 'inferred', why: 'a reason' } as const;
  const measured = { kind: 'measured', source: 'somebody' } as const;
  expect(levelOf({ evidence: [inferred, inferred] })).toBe('inferred');
  expect(levelOf({ evidence: [inferred, measured] })).toBe('proven');
});

test.each([
  ['an id without a subject', { id: 'missing-leaf' }, 'subject.behaviour'],
  ['no evidence', { evidence: [] }, 'at least one piece of evidence'],
  ['evidence of an unknown kind', { evidence: [{ kind: 'guessed' }] }, '"recorded" or "measured"'],
  [
    'evidence with a field too many',
    { evidence: [{ kind: 'inferred', why: 'x', note: 'y' }] },
    'only the fields',
  ],
  ['a field nobody knows', { specifity: 5 }, 'only the fields'],
  ['a specificity out of range', { specificity: 10 }, 'from 1 to 9'],
  ['a broken pattern', { covers: ['('] }, 'a regular expression'],
  ['a case without a suite', { cases: ['missing-leaf'] }, 'suite/case'],
])('refuses %s', (_, change, message) => {
  expect(() => read({ ...plain, ...change })).toThrow(message);
});

test('refuses an id that occurs twice', () => {
  const files = ['a.json', 'b.json'].map((name) => ({ name, content: [plain] as unknown as JsonValue }));
  expect(() => readCatalogue(files)).toThrow('b.json.path.missing-leaf: expected an id that occurs once');
});
