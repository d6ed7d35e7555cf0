import { expect, test } from 'vitest';
import { explain, nearest } from './explain.ts';
import { loadCatalogue } from './load-catalogue.ts';

test('shows text, level and evidence', () => {
  const text = explain('path.missing-parent', loadCatalogue());
  expect(text).toContain('path.missing-parent: A path with an earlier step missing');
  expect(text).toContain('Level: proven.');
  expect(text).toContain('- recorded on AWS: test_base_scenarios::test_catch_states_runtime');
});

test('says that a rule is only inferred', () => {
  expect(explain('data-flow.result-path-unwritable', loadCatalogue())).toContain(
    'Level: inferred. A difference under this rule is a warning',
  );
});

test('names the nearest rules for an unknown id', () => {
  expect(explain('path.missing-leef', loadCatalogue())).toMatch(
    /no rule 'path.missing-leef'[^]*- path.missing-leaf/,
  );
  expect(nearest('missing', ['a.b', 'path.missing-leaf', 'path.missing-parent'])).toEqual([
    'path.missing-leaf',
    'path.missing-parent',
  ]);
  expect(nearest('zzzzzz', ['path.missing-leaf'])).toEqual([]);
});
