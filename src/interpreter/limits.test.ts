/** What is too large or too deep for AWS: known of outputs (AWS-BEHAVIOUR 2.2.5), declined where nobody knows what it says. */
import { expect, test } from 'vitest';
import { runWith } from './run-with.fixture.ts';

/** A JSON text of so many bytes. */
const text = (bytes: number): string => JSON.stringify('x'.repeat(bytes - 2));

const LARGEST = 262_144;
const PASS = { StartAt: 'P', States: { P: { Type: 'Pass', Parameters: 1, End: true } } };
const twice = { 'a.$': '$', 'b.$': '$' };

/** Half of the limit, so that a template with two of it is over it. */
const HALF = text(LARGEST / 2);

test.each<[number, string]>([
  [LARGEST, 'SUCCEEDED'],
  [LARGEST + 1, 'FAILED'],
])('an output of %s bytes: %s', async (bytes, status) => {
  // {"a":"..."} has 6 bytes more than the text.
  const states = { P: { Type: 'Pass', Parameters: { 'a.$': '$' }, End: true } };
  const { end } = await runWith(states, { input: text(bytes - 6) });
  expect(end?.status).toBe(status);
  if (status === 'FAILED')
    expect(end).toMatchObject({
      failure: {
        kind: 'limit',
        error: 'States.DataLimitExceeded',
        cause:
          "The state/task 'P' returned a result with a size exceeding the maximum number of bytes service limit.",
      },
    });
});

test('bytes are counted, not characters', async () => {
  const states = { P: { Type: 'Pass', Parameters: { 'a.$': '$' }, End: true } };
  const { end } = await runWith(states, { input: JSON.stringify('é'.repeat(LARGEST / 2)) });
  expect(end).toMatchObject({ status: 'FAILED', failure: { error: 'States.DataLimitExceeded' } });
});

test.each<[string, object, string]>([
  [
    'Parameters',
    { X: { Type: 'Parallel', Branches: [PASS], Parameters: twice, End: true } },
    "state 'X' gives its work more than",
  ],
  [
    'ItemSelector',
    {
      M: {
        Type: 'Map',
        ItemsPath: '$$.Execution.Input[:1]',
        ItemProcessor: PASS,
        ItemSelector: twice,
        End: true,
      },
    },
    "state 'M' gives an iteration more than",
  ],
  [
    'Assign',
    { P: { Type: 'Pass', Assign: { a: 1, 'b.$': '$', 'c.$': '$' }, End: true } },
    "state 'P' assigns variables of more than",
  ],
])('%s of more than that are declined', async (name, states, reason) => {
  const input = name === 'ItemSelector' ? `[${text(LARGEST / 2 - 2)}]` : HALF;
  const { end } = await runWith(states, { input });
  expect(end?.status).toBe('DECLINED');
  expect(end?.status === 'DECLINED' && end.reason).toContain(`${reason} ${LARGEST} bytes`);
});

test('variables of exactly as many bytes are assigned', async () => {
  const states = { P: { Type: 'Pass', Assign: { 'b.$': '$', 'c.$': '$' }, End: true } };
  expect((await runWith(states, { input: HALF })).end?.status).toBe('SUCCEEDED');
});

test('an expression that makes a value which nests deeper than AWS reads is declined where it leaves the state', async () => {
  const nested = `$reduce([1..1100], function($a, $b) { [[$a]] }, 1)`;
  const states = {
    P: { QueryLanguage: 'JSONata', Type: 'Pass', Output: { a: `{% ${nested} %}` }, End: true },
  };
  const { end } = await runWith(states);
  expect(end?.status).toBe('DECLINED');
});
