import { expect, it } from 'vitest';
import { prettyText } from './pretty-json.ts';

it('indents, and keeps how numbers were spelled and keys were ordered', () => {
  expect(prettyText('{"b":[1.0,1e3],"2":{},"1":[],"a":"é\\n"}')).toBe(
    '{\n  "b": [\n    1.0,\n    1e3\n  ],\n  "2": {},\n  "1": [],\n  "a": "é\\n"\n}',
  );
});

it('leaves what is not JSON as it is', () => {
  expect(prettyText('{"a":}')).toBe('{"a":}');
});
