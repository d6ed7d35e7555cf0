import { describe, expect, it } from 'vitest';
import { parseJsonOrThrow } from '../../json/parse.ts';
import { writeJson } from '../../json/write.ts';
import { evaluatePath } from './evaluate-path.ts';
import { parsePath } from './parse-path.ts';
import { describeProblem } from './path-problem.ts';
import type { Path } from './path.ts';
import { insertAt, parseReferencePath } from './reference-path.ts';

const pathOf = (text: string): Path => {
  const path = parsePath(text);
  if (path === undefined) throw new Error(`no path: ${text}`);
  return path;
};

/** The value at a path as JSON text, or what Jayway says. */
const at = (text: string, document: string): string => {
  const found = evaluatePath(pathOf(text), parseJsonOrThrow(document));
  return found.ok ? writeJson(found.value) : describeProblem(found);
};

const STORE =
  '{"items":[{"id":1,"tags":["a","b"],"keep":false},{"id":2,"tags":[],"name":"x"},{"id":3.0}],"o":{"a":{"n":null}},"s":"text","delivery-partner":{"name":"P"}}';

describe('definite paths', () => {
  it.each([
    ['$', STORE, STORE],
    ['$.items[0].id', STORE, '1'],
    ['$.items[-1].id', STORE, '3.0'],
    ["$['delivery-partner'].name", STORE, '"P"'],
    ['$["s"]', STORE, '"text"'],
    ['$.o.a.n', STORE, 'null'],
    ['$[1]', '[1,2]', '2'],
    ["$['a b']['c.d']", '{"a b":{"c.d":7}}', '7'],
    ["$['it\\'s']", '{"it\'s":1}', '1'],
    ['$[\'Test\\""Name"\']', '{"Test\\\\\\"\\"Name\\"":"v"}', '"v"'],
  ])('%s', (path, document, value) => {
    expect(at(path, document)).toBe(value);
  });

  it.each([
    ['$.missing', STORE, "No results for path: $['missing']"],
    ['$.o.b', STORE, "No results for path: $['o']['b']"],
    ['$.no.such.path', STORE, "Missing property in path $['no']"],
    ['$.items[0].no.x', STORE, "Missing property in path $['items'][0]['no']"],
    ['$.s[0]', STORE, 'Filter: [0] can only be applied to arrays. Current context is: "text"'],
    ['$.items[7]', STORE, "No results for path: $['items'][7]"],
    [
      '$.s.x',
      STORE,
      "Expected to find an object with property ['x'] in path $['s'] but found 'com.fasterxml.jackson.databind.node.TextNode'. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'.",
    ],
    ['$.toString', '{}', "No results for path: $['toString']"],
  ])('%s: %s', (path, document, problem) => {
    expect(at(path, document)).toBe(problem);
  });
});

describe('indefinite paths', () => {
  it.each([
    ['$.items[*].id', '[1,2,3.0]'],
    ['$.items[1:].id', '[2,3.0]'],
    ['$.items[:2].id', '[1,2]'],
    ['$.items[-1:].id', '[3.0]'],
    ['$.items[0:3:2].id', '[1,3.0]'],
    ['$.items[0,2].id', '[1,3.0]'],
    ['$.items[0][\'id\',"keep"]', '[1,false]'],
    ['$.items[*].missing', '[]'],
    ['$.nothing[*]', '[]'],
    ['$.nothing.deeper[1:5].x', '[]'],
    ['$.s[*]', '[]'],
    ['$.o.*', '[{"n":null}]'],
    ['$..id', '[1,2,3.0]'],
    ['$.o..n', '[null]'],
    ['$..tags[*]', '["a","b"]'],
    ['$.items[?(@.id == 3)].id', '[3.0]'],
    ['$.items[?(@.keep)].id', '[1]'],
    ['$.items[?(!@.keep)].id', '[2,3.0]'],
    ["$.items[?(@.name == 'x' || @.id == 1)].id", '[1,2]'],
    ['$.items[?(@.id > 1 && @.id < 3)].id', '[2]'],
    ['$.items[?(@.id >= 2)].id', '[2,3.0]'],
    ['$.items[?(@.id <= 2)].id', '[1,2]'],
    ['$.items[?(@.id != 1)].id', '[2,3.0]'],
    ['$.items[?(@.name =~ /X/i)].id', '[2]'],
    ['$.items[?(@.id in [1, 3])].id', '[1,3.0]'],
    ['$.items[?(@.id nin [1, 3])].id', '[2]'],
    ['$.items[?(@.tags[0] == "a")].id', '[1]'],
    ['$.items[?(@.id == $.items[1].id)].id', '[2]'],
    ['$.items[?(@.name == null)].id', '[]'],
  ])('%s', (path, value) => {
    expect(pathOf(path).definite).toBe(false);
    expect(at(path, STORE)).toBe(value);
  });

  it.each([
    ['$.items[?(@.name == x)].id', '[2]'],
    ['$.items[?(@.name==x && @.id > 1)].id', '[2]'],
    ['$.items[?(@.name == y || @.name == x)].id', '[2]'],
    ['$.items[?(@.tags[0]==a)].id', '[1]'],
    ['$.items[?(@.name == true)].id', '[]'],
    ['$.items[?(@.name == truely)].id', '[]'],
    ['$.items[?(@.id == 2nd)].id', '[]'],
  ])('%s: a text without quotes is a text', (path, value) => {
    expect(at(path, STORE)).toBe(value);
    expect(pathOf(path).unmodelled).toBe(false);
  });

  it.each([
    '$.items[(@.length-1)]',
    '$.items[?(@.constructor.constructor("x")())]',
    "$.items[?(@.name contains 'x')]",
    "$.items[?(@.name == ')' )].tags.length()",
    '$..[?(@.a size 2)]',
    '$.items[?(@.tags.length() > 1)]',
  ])('%s is never run', (text) => {
    expect(pathOf(text).unmodelled).toBe(true);
    expect(at(text, STORE)).toBe('[]');
  });

  it('has no array length as a property', () => {
    expect(at('$.items[*].tags.length', STORE)).toBe('[]');
  });
});

describe('parsePath', () => {
  it.each([
    '',
    'a',
    '.a',
    '$a b',
    '$.',
    '$..',
    '$[',
    '$[abc]',
    "$['a'",
    '$.a[?(@.b ==)]',
    '$.a[?(@.b && )]',
    '$.a[?()]',
    '$.a[?(@.b]',
    '$.a[?@.b]',
    '$.a[(@.b)',
    '$ .a',
    '$.a)',
  ])('refuses %j', (text) => {
    expect(parsePath(text)).toBeUndefined();
  });

  it('knows the three roots', () => {
    expect(parsePath('$.a')?.root).toEqual({ kind: 'input' });
    expect(parsePath('$$.Execution.Id')?.root).toEqual({ kind: 'context' });
    expect(parsePath('$name.a[0]')?.root).toEqual({ kind: 'variable', name: 'name' });
    expect(parsePath('$$')?.segments).toEqual([]);
  });

  it('passes over white space at the end', () => {
    expect(parsePath('$$.Execution.Name ')).toMatchObject({ text: '$$.Execution.Name ', definite: true });
    expect(parsePath('$.a\n')?.segments).toEqual([{ kind: 'property', name: 'a' }]);
    expect(parsePath(' $.a')).toBeUndefined();
  });

  it('takes functions as what they are', () => {
    expect(parsePath('$.items.length()')?.segments.at(-1)).toEqual({ kind: 'function', name: 'length' });
  });
});

describe('reference paths', () => {
  const insert = (path: string, document: string, value: string): string | undefined => {
    const inserted = insertAt(parseJsonOrThrow(document), pathOf(path).segments, parseJsonOrThrow(value));
    return inserted.ok ? writeJson(inserted.value) : undefined;
  };

  it.each([
    ['$.a', '{"b":1}', '2', '{"b":1,"a":2}'],
    ['$.a.b.c', '{}', '1', '{"a":{"b":{"c":1}}}'],
    ['$.a', '{"a":{"x":1},"z":0}', '{"y":2}', '{"a":{"y":2},"z":0}'],
    ['$.a[1]', '{"a":[1,2,3]}', '9', '{"a":[1,9,3]}'],
    ['$.a[0].b', '{"a":[{"b":1}]}', '2', '{"a":[{"b":2}]}'],
    ['$', '{"a":1}', '5', '5'],
  ])('writes %s', (path, document, value, result) => {
    expect(insert(path, document, value)).toBe(result);
  });

  it.each([
    ['$.a', '5'],
    ['$.a.b', '{"a":5}'],
    ['$.a[3]', '{"a":[1]}'],
    ['$.a[0]', '{"a":{}}'],
    ['$.a[-1]', '{"a":[1]}'],
  ])('cannot write %s into %s', (path, document) => {
    expect(insert(path, document, '1')).toBeUndefined();
  });

  it('are definite', () => {
    expect(parseReferencePath('$.a[0].b')).toBeDefined();
    expect(parseReferencePath('$.a[*]')).toBeUndefined();
    expect(parseReferencePath('a')).toBeUndefined();
  });
});
