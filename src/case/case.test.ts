import { describe, expect, it } from 'vitest';
import { drawCases } from '../../generators/draw-cases.ts';
import { contentHash, named } from './content-hash.ts';
import { parseCaseText } from './parse-case.ts';
import { caseText } from './write-case.ts';

const MACHINE = '"machine":{"definition":{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}}';

const problemOf = (text: string): string => {
  const parsing = parseCaseText(text);
  return parsing.ok ? 'a case' : parsing.message;
};

describe('cases as files', () => {
  it('come back as they were written, numbers as spelled', () => {
    for (const { case: drawn } of drawCases({ seed: 7, count: 200 })) {
      const parsing = parseCaseText(caseText(drawn));
      expect(parsing).toEqual({ ok: true, case: drawn });
      if (parsing.ok) expect(contentHash(parsing.case)).toBe(drawn.id);
    }
  });

  it('hold the input flat, and leave out what is empty', () => {
    const parsing = parseCaseText(`{"id":"x",${MACHINE},"input":{"n":1.0}}`);
    expect(parsing.ok && caseText(parsing.case)).toBe(
      '{"id":"x","machine":{"definition":{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},"type":"STANDARD"},"input":{"n":1.0}}',
    );
  });

  it('have {} for input where there is none, and keep a text that matters', () => {
    expect(parseCaseText(`{${MACHINE}}`)).toMatchObject({ case: { input: { input: {} } } });
    expect(parseCaseText(`{${MACHINE},"input":null}`)).toMatchObject({ case: { input: { input: null } } });
    expect(parseCaseText(`{${MACHINE},"inputText":"[1, 2]"}`)).toMatchObject({
      case: { input: { inputText: '[1, 2]' } },
    });
  });

  it('are named by their content where they have no name', () => {
    const [a, b, c] = ['"input":1', '"input":1.0', '"input":1'].map((input) =>
      parseCaseText(`{${MACHINE},${input}}`),
    );
    expect(a?.ok && b?.ok && a.case.id !== b.case.id).toBe(true);
    expect(a).toEqual(c);
  });

  it('have another name where they are started in another way', () => {
    const definition = { StartAt: 'A', States: { A: { Type: 'Succeed' } } };
    const rest = { input: { input: 1 }, functions: {}, callbacks: {}, integrations: {} };
    const plain = named({ ...rest, machine: { definition, type: 'STANDARD' } });
    const version = named({ ...rest, machine: { definition, type: 'STANDARD', start: 'version' } });
    expect(version.id).not.toBe(plain.id);
    expect(parseCaseText(caseText(version))).toEqual({ ok: true, case: version });
  });

  it('have the same name whatever the order of their functions', () => {
    const machine = { definition: {}, type: 'STANDARD' } as const;
    const rest = { machine, input: { input: 1 }, callbacks: {}, integrations: {} };
    const echo = { outcomes: [{ echo: true }] } as const;
    const one = named({ ...rest, functions: { a: echo, b: echo } });
    expect(named({ ...rest, functions: { b: echo, a: echo } }).id).toBe(one.id);
  });
});

describe('what is no case', () => {
  it.each([
    ['[]', 'the value: expected an object, found an array'],
    ['{}', 'machine: expected an object, found nothing'],
    ['{"machine":{}}', 'machine.definition: expected a definition (an object, or its text), found nothing'],
    [
      `{"machine":{"definition":{},"type":"FAST"}}`,
      'machine.type: expected "STANDARD" or "EXPRESS", found "FAST"',
    ],
    [
      `{${MACHINE},"functions":{"f":{"outcomes":[]}}}`,
      'functions.f.outcomes: expected at least one outcome, found an array',
    ],
    [
      `{${MACHINE},"functions":{"f":{"outcomes":[{"echo":true,"return":1}]}}}`,
      'functions.f.outcomes[0]: expected exactly one of echo, return, returnText, returnBytes, throw, throwText, fault, timeout, exit, outOfMemory, found an object with echo, return',
    ],
    [
      `{${MACHINE},"functions":{"f":{"outcomes":[{"ecko":true}]}}}`,
      'functions.f.outcomes[0]: expected only the fields echo, return, returnText, returnBytes, throw, throwText, fault, timeout, exit, outOfMemory, delaySeconds, found an object with ecko',
    ],
    [
      `{${MACHINE},"functions":{"f":{"outcomes":[{"echo":true,"delaySeconds":-1}]}}}`,
      'functions.f.outcomes[0].delaySeconds: expected a number of 0 or more, found -1',
    ],
    [
      `{${MACHINE},"callbacks":{"S":[{"success":1}]}}`,
      'callbacks.S[0]: expected an array, found an object with success',
    ],
    [
      `{${MACHINE},"callbacks":{"S":[[{"failure":{"error":1}}]]}}`,
      'callbacks.S[0][0].failure.error: expected a string, found 1',
    ],
    [
      `{${MACHINE},"functions":{"f":{"outcomes":[{"returnBytes":1}]}}}`,
      'functions.f.outcomes[0].returnBytes: expected a whole number of bytes from 2 (two quotes) to 16777216, found 1',
    ],
    [
      `{${MACHINE},"callbacks":{"S":[[{"success":1,"token":"a","tokenOf":"another execution"}]]}}`,
      'callbacks.S[0][0]: expected token or tokenOf, not both, found an object with success, token, tokenOf',
    ],
    [
      '{"machine":{"definition":{},"start":"asynchronous"}}',
      'machine.start: expected "asynchronous" with the type EXPRESS only, found "asynchronous"',
    ],
    [
      '{"machine":{"definition":{},"start":"verison"}}',
      'machine.start: expected "version" or "alias" or "asynchronous" or "TestState", found "verison"',
    ],
  ])('%s', (text, message) => {
    expect(problemOf(text)).toBe(message);
  });

  it('is said with the line where the text is no JSON', () => {
    expect(parseCaseText('{\n"machine": {\n]')).toMatchObject({ ok: false, line: 3 });
  });
});
