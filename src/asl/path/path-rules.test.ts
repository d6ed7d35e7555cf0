import { expect, test } from 'vitest';
import { parsePath } from './parse-path.ts';
import { pathRules } from './path-rules.ts';

test.each<[string, readonly string[]]>([
  ['$.a.b', []],
  ['$.a[0]', ['path.index']],
  ['$.a[-1]', ['path.negative-index']],
  ['$.a[*].b', ['path.indefinite']],
  ['$.a[1:2]', ['path.indefinite']],
  ['$.a[-2:]', ['path.indefinite', 'path.negative-index']],
  ['$.a[0:4:2]', ['path.indefinite', 'path.negative-index']],
  ["$['a b']", ['path.quoted-names']],
  ['$..a', ['path.indefinite', 'path.descent']],
  ['$.a[?(@.b == 1)]', ['path.indefinite', 'path.filter']],
  ['$.a[?(@.b)]', ['path.indefinite', 'path.filter-existence']],
  ['$.a[?(@.b > 1)]', ['path.indefinite', 'path.filter-operators']],
  ['$.a[?(@.b == x)]', ['path.indefinite', 'path.filter-bare-text']],
  ['$.a[?(!(@.c == 1 && @.b == x))]', ['path.indefinite', 'path.filter-bare-text']],
  ['$.a[?(@.b == @.c)]', ['path.indefinite', 'path.filter-operators']],
  ['$name.a', ['path.variable']],
  ['$$', ['path.context-object']],
  ['$$.Execution.Id', ['path.context-object', 'context.execution']],
  ['$$.State.Name', ['path.context-object', 'context.state']],
  ['$$.State.RetryCount', ['path.context-object', 'context.retry-count']],
  ['$$.Map.Item.Value', ['path.context-object', 'context.map-item']],
])('%s', (text, rules) => {
  const path = parsePath(text);
  if (path === undefined) throw new Error(`${text} is no path`);
  expect(pathRules(path)).toEqual(rules);
});
