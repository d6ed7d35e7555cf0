import { expect, test } from 'vitest';
import { parseEventLine } from './event-line.ts';

test('reads ids, type, name, details and what must be absent', () => {
  expect(parseEventLine('5<-4 TaskStateExited [Call it] output={"a":[1,"x y"]} !cause !error')).toBe(
    "expected ' key=JSON' or ' !key', found ' y\"]} !cause !error' in '5<-4 TaskStateExited [Call it] output={\"a\":[1,\"x y\"]} !cause !error'",
  );
  expect(parseEventLine('5<-4 TaskStateExited [Call it] output={"a":[1,2]} !cause !error')).toEqual({
    id: 5,
    previousEventId: 4,
    type: 'TaskStateExited',
    details: { name: 'Call it', output: '{"a":[1,2]}' },
    absent: ['cause', 'error'],
  });
});

test('reads JSON values; those that are JSON text themselves stay text', () => {
  expect(parseEventLine('2<-0 MapStateStarted length=3')).toMatchObject({ details: { length: 3 } });
  expect(parseEventLine('6<-5 ExecutionFailed error="Busy" cause="try it later"')).toMatchObject({
    details: { error: 'Busy', cause: 'try it later' },
  });
  expect(parseEventLine('4<-3 ExecutionSucceeded output="x"')).toMatchObject({ details: { output: '"x"' } });
});

test('the name in brackets is the state of EvaluationFailed', () => {
  expect(parseEventLine('3<-0 EvaluationFailed [P]')).toMatchObject({ details: { state: 'P' } });
});

test.each([
  ['5 TaskFailed', "expected 'ID<-PREVIOUS TYPE [NAME] ...'"],
  ['5<-4 TaskFailed error', "found ' error'"],
  ['5<-4 TaskFailed error=Busy', 'the value of error is no JSON'],
])('refuses %s', (line, message) => {
  expect(parseEventLine(line)).toContain(message);
});
