import { describe, expect, it } from 'vitest';
import { JsonDocument } from '../../json/document.ts';
import { parseJsonOrThrow } from '../../json/parse.ts';
import { writeJson } from '../../json/write.ts';
import { seededRandom } from '../random.ts';
import { evaluateCall } from './evaluate-call.ts';
import { parseIntrinsicCall } from './parse-call.ts';

/** The result as JSON text, or the cause. */
function evaluate(text: string, input = '{}'): string {
  const call = parseIntrinsicCall(text);
  if (call === undefined) return 'refused';
  const result = evaluateCall(call, {
    input: JsonDocument.ofText(input),
    context: () => parseJsonOrThrow('{"Execution":{"Name":"e"}}'),
    variable: (name) => (name === 'v' ? 7 : undefined),
    random: seededRandom('test'),
  });
  if (result.ok) return writeJson(result.value);
  return result.kind === 'declined' ? result.reason : result.cause;
}

const INVALID =
  /^There was an error while evaluating the intrinsic function: .*\. Invalid arguments in States\.\w+$/;

/** Sources: AWS-BEHAVIOUR 3.5 and the recordings that it names. */
describe('results', () => {
  it.each([
    ["States.Format('Hello {} {}', 'x', 1.0)", '{}', '"Hello x 1.0"'],
    ["States.Format('{}', $.n)", '{"n":null}', '"null"'],
    [
      "States.Format('{} {}', $.o, $.a)",
      '{"o":{"Arg1":1,"Arg2":[]},"a":["x",true]}',
      '"{Arg1=1, Arg2=[]} [x, true]"',
    ],
    ["States.Format('no placeholders ')", '{}', '"no placeholders "'],
    ["States.Format('\\{{}\\}', 1)", '{}', '"{1}"'],
    ['States.Format($.t, 1)', '{"t":"n={}"}', '"n=1"'],
    ['States.StringToJson(\'{"a": [1.0]}\')', '{}', '{"a":[1.0]}'],
    ["States.StringToJson('')", '{}', 'null'],
    ["States.StringToJson(' ')", '{}', 'null'],
    ["States.StringToJson('-0')", '{}', '0'],
    ["States.StringToJson(' 3 ')", '{}', '3'],
    ['States.JsonToString($)', '{"b": 1, "a": [1, 2]}', '"{\\"b\\":1,\\"a\\":[1,2]}"'],
    ['States.Array()', '{}', '[]'],
    ["States.Array(1, 'x', null, true, $.a)", '{"a":{}}', '[1,"x",null,true,{}]'],
    ['States.ArrayPartition($.a, 2)', '{"a":[1,2,3]}', '[[1,2],[3]]'],
    ['States.ArrayPartition($.a, 2.6)', '{"a":[1,2,3,4,5]}', '[[1,2],[3,4],[5]]'],
    ['States.ArrayPartition($.a, 9)', '{"a":[1]}', '[[1]]'],
    ['States.ArrayPartition($.a, 2)', '{"a":[]}', '[]'],
    ['States.ArrayContains($.a, 2)', '{"a":[1,2.0]}', 'true'],
    ['States.ArrayContains($.a, $.o)', '{"a":[{"a":1,"b":2}],"o":{"b":2,"a":1}}', 'false'],
    ['States.ArrayContains($.a, $.o)', '{"a":[[{"a":1}]],"o":[{"a":1}]}', 'true'],
    ["States.ArrayContains($.a, '1')", '{"a":[1]}', 'false'],
    ['States.ArrayRange(0, 10, 3)', '{}', '[0,3,6,9]'],
    ['States.ArrayRange(3, 3, -1)', '{}', '[3]'],
    ['States.ArrayRange(5, 1, 1)', '{}', '[]'],
    ['States.ArrayRange(5, 1, -2)', '{}', '[5,3,1]'],
    ['States.ArrayRange(1.9, 3.9, 1.9)', '{}', '[1,2,3]'],
    ['States.ArrayGetItem($.a, 1)', '{"a":["x","y"]}', '"y"'],
    ['States.ArrayGetItem($.a, 1.2)', '{"a":["x","y"]}', '"y"'],
    ['States.ArrayGetItem($.a, 999)', '{"a":[]}', 'null'],
    ['States.ArrayGetItem($.a, 0)', '{"a":[null]}', 'null'],
    ['States.ArrayLength($.a)', '{"a":[1,2]}', '2'],
    ['States.ArrayUnique($.a)', '{"a":[true,false,true,false]}', '[false,true]'],
    ['States.ArrayUnique($.a)', '{"a":[[1,2],[1,2],[2,1]]}', '[[2,1],[1,2]]'],
    ['States.ArrayUnique($.a)', '{"a":[1,"1",1.0,"01"]}', '[1,"1","01"]'],
    ["States.Base64Encode('é')", '{}', '"w6k="'],
    ["States.Base64Encode('')", '{}', '""'],
    ["States.Base64Decode('w6k=')", '{}', '"é"'],
    ["States.Base64Decode('YW Jj!')", '{}', '"abc"'],
    ["States.Base64Decode('YWI')", '{}', '"ab"'],
    ["States.Hash('x', 'MD5')", '{}', '"9dd4e461268c8034f5c8564e155c67a6"'],
    [
      "States.Hash('x', 'SHA-256')",
      '{}',
      '"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"',
    ],
    ["States.Hash(1, 'MD5')", '{}', '"c4ca4238a0b923820dcc509a6f75849b"'],
    [
      'States.JsonMerge($.a, $.b, false)',
      '{"a":{"a":1,"b":{"x":1},"d":1},"b":{"a":null,"b":{"y":1},"c":3}}',
      '{"a":null,"b":{"y":1},"c":3,"d":1}',
    ],
    ['States.MathAdd(1.49, 1.5)', '{}', '3'],
    ['States.MathAdd(-1.5, 0)', '{}', '-1'],
    ['States.MathAdd(-2.5, 0)', '{}', '-2'],
    ['States.MathAdd(-0.5, 0.5)', '{}', '1'],
    ['States.MathAdd($v, -1)', '{}', '6'],
    ["States.StringSplit('1,2;3', ',;')", '{}', '["1","2","3"]'],
    ["States.StringSplit(',,,,', ',')", '{}', '[]'],
    ["States.StringSplit(', , ,', ',')", '{}', '[" "," "]'],
    ["States.StringSplit('a.b', '.')", '{}', '["a","b"]'],
    ["States.ArrayGetItem(States.Array('x', 'y'), 1)", '{}', '"y"'],
    ["States.Format('{}-{}', $$.Execution.Name, $.a[0])", '{"a":[5]}', '"e-5"'],
    ["States.ArrayLength($.a[?(@.x == 'a,b)')])", '{"a":[{"x":"a,b)"},{"x":1}]}', '1'],
  ])('%s on %s', (text, input, value) => {
    expect(evaluate(text, input)).toBe(value);
  });

  it('draws random numbers below the end and equal ones for equal seeds', () => {
    expect(Number(evaluate('States.MathRandom(3, 5)'))).toBeGreaterThanOrEqual(3);
    expect(Number(evaluate('States.MathRandom(3, 5)'))).toBeLessThan(5);
    expect(evaluate('States.MathRandom(0, 1000, 5)')).toBe(evaluate('States.MathRandom(0, 1000, 5)'));
    expect(evaluate('States.UUID()')).toMatch(
      /^"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"$/,
    );
  });
});

describe('arguments that AWS refuses at run time', () => {
  it.each([
    "States.Format('{}')",
    "States.Format('{}', 1, 2)",
    'States.Format(1)',
    'States.StringToJson(1)',
    "States.StringToJson('1', 2)",
    'States.JsonToString()',
    'States.ArrayPartition(States.Array(1), 0.6)',
    'States.ArrayPartition(States.Array(1), -1)',
    "States.ArrayPartition(States.Array(1), '1')",
    'States.ArrayPartition(1, 1)',
    "States.ArrayContains('a', 'a')",
    'States.ArrayRange(0, 10, 0)',
    'States.ArrayRange(0, 10, 0.49)',
    'States.ArrayRange(0, 1000, 1)',
    'States.ArrayRange(0, 10)',
    'States.ArrayGetItem(States.Array(1, 2, 3), 3)',
    'States.ArrayGetItem(States.Array(1), -1)',
    "States.ArrayLength('abc')",
    'States.ArrayUnique(1)',
    'States.Base64Encode(1)',
    'States.Base64Decode(null)',
    "States.Hash('x', 'sha-256')",
    "States.Hash('x', 'SHA256')",
    "States.Hash(null, 'MD5')",
    'States.JsonMerge($, $, true)',
    'States.JsonMerge(1, $, false)',
    'States.JsonMerge($, $)',
    'States.MathRandom(1.4, 1.6)',
    'States.MathRandom(2, 2)',
    "States.MathRandom('1', 2)",
    "States.MathRandom(1, 2, 'x')",
    'States.MathAdd(2147483647, 1)',
    'States.MathAdd(-2147483648, -1)',
    'States.MathAdd(2147483648, 0)',
    "States.MathAdd('1', 1)",
    'States.MathAdd(true, 1)',
    'States.MathAdd(1)',
    'States.StringSplit(1, 2)',
    'States.UUID(1)',
  ])('%s', (text) => {
    expect(evaluate(text)).toMatch(INVALID);
    expect(evaluate(text)).toContain(text);
  });

  it('takes 10,000 characters for a hash or for Base64, and no more', () => {
    const [fits, long] = [10_000, 10_001].map((length) => JSON.stringify({ s: 'x'.repeat(length) })) as [
      string,
      string,
    ];
    for (const call of ["States.Hash($.s, 'MD5')", 'States.Base64Encode($.s)', 'States.Base64Decode($.s)']) {
      expect(evaluate(call, fits)).not.toMatch(INVALID);
      expect(evaluate(call, long)).toMatch(INVALID);
    }
    expect(evaluate('States.ArrayLength(States.ArrayRange(1, 1000, 1))')).toBe('1000');
  });

  it('quotes the outermost call', () => {
    expect(evaluate('States.Array(States.MathAdd(1))')).toBe(
      'There was an error while evaluating the intrinsic function: States.Array(States.MathAdd(1)). Invalid arguments in States.MathAdd',
    );
  });

  it('says what is wrong with a template and with JSON', () => {
    expect(evaluate("States.Format('Hello {', 1)")).toContain(
      "Invalid template in States.Format: matching '}' not found for '{'.",
    );
    expect(evaluate("States.Format('}', 1)")).toContain("matching '{' not found for '}'.");
    expect(evaluate("States.StringToJson('{bad}')")).toContain(
      "Cannot convert String to Json in States.StringToJson, caused by: Unexpected character ('b' (code 98)): was expecting double-quote to start field name\n at [Source: REDACTED",
    );
  });

  it('has a wording of its own for a missing path', () => {
    expect(evaluate('States.ArrayPartition($.missing, 2)')).toBe(
      "The function 'States.ArrayPartition($.missing, 2)' had the following error: The JsonPath argument for the field '$.missing' could not be found in the input '{}'",
    );
  });

  it('declines the functions of Jayway', () => {
    expect(evaluate('States.Array($.a.length())', '{"a":[]}')).toContain(
      "what AWS makes of Jayway's functions",
    );
  });
});

describe('calls that AWS refuses when the machine is created', () => {
  it.each([
    'States.Nope(1)',
    'States.UUID',
    'States.Format("double")',
    "States.Format('\\n')",
    "States.Format('a\\\"b')",
    "States.Format('unclosed)",
    'States.Array(1,)',
    'States.Array(1) x',
    "States.StringSplit('a', ',')[0]",
    'abc',
    'States.Array(.a)',
  ])('%s', (text) => {
    expect(evaluate(text)).toBe('refused');
  });

  it('nests ten deep and no deeper', () => {
    const nested = (depth: number): string => 'States.Array('.repeat(depth) + ')'.repeat(depth);
    expect(evaluate(nested(10))).toBe('[[[[[[[[[[]]]]]]]]]]');
    expect(evaluate(nested(11))).toBe('refused');
  });

  it('takes a real line break in a string, quotes included', () => {
    expect(evaluate('States.Format(\'a\nb"c"\')')).toBe('"a\\nb\\"c\\""');
  });
});
