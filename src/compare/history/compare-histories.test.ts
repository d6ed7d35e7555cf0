/** Histories by their lines: what differs between them, what is left open, what comes first. Places in a line count from 0. */
import { describe, expect, test } from 'vitest';
import { parseEventLine } from '../../suites/event-line.ts';
import { compareEventDetails } from '../compare-event-details.ts';
import { compareHistories } from './compare-histories.ts';
import type { ComparedEvent } from './event.ts';

const history = (text: string): readonly ComparedEvent[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const event = parseEventLine(line.trim());
      if (typeof event === 'string') throw new Error(event);
      const { absent: _, ...compared } = event;
      return compared;
    });

const compare = (expected: string, observed: string | readonly ComparedEvent[]): readonly string[] =>
  compareHistories(
    history(expected),
    typeof observed === 'string' ? history(observed) : observed,
    (wanted, found, type) => compareEventDetails(wanted, found, type, false),
  ).map(({ place, expected: wanted, observed: found }) => `${place}: ${show(wanted)} → ${show(found)}`);

const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const TASK = `
  1<-0 ExecutionStarted
  2<-0 TaskStateEntered [A] input={}
  3<-2 TaskScheduled resource="invoke"
  4<-3 TaskStarted resource="invoke"
  5<-4 TaskSucceeded output=1
  6<-5 TaskStateExited [A] output=1
  7<-6 PassStateEntered [B] input=1
  8<-7 PassStateExited [B] output=1
  9<-8 ExecutionSucceeded output=1`;

const without = (text: string, ...types: readonly string[]): string => {
  const events = history(text).filter(({ type }) => !types.includes(type));
  const ids = new Map(events.map(({ id }, i) => [id, i + 1]));
  const before = (id: number): number => (id === 0 ? 0 : (ids.get(id) ?? before(id - 1)));
  return events
    .map(({ id, previousEventId, type, details }) => {
      const { name, ...rest } = details as { readonly name?: string };
      const shown = Object.entries(rest).map(
        ([key, value]) => ` ${key}=${key.endsWith('put') ? String(value) : JSON.stringify(value)}`,
      );
      return `${ids.get(id)}<-${before(previousEventId)} ${type}${name === undefined ? '' : ` [${name}]`}${shown.join('')}`;
    })
    .join('\n');
};

describe('one line of states', () => {
  test.each<[string, string, readonly string[]]>([
    ['the same', TASK, []],
    [
      'other data',
      TASK.replace('TaskSucceeded output=1', 'TaskSucceeded output=2'),
      ['TaskSucceeded.output: 1 → 2'],
    ],
    ['other data of a state', TASK.replace('[B] input=1', '[B] input=2'), ['StateEntered.input: 1 → 2']],
    ['other data at its exit', TASK.replace('[B] output=1', '[B] output=2'), ['StateExited.output: 1 → 2']],
    ['another pointer', TASK.replace('5<-4', '5<-3'), ['TaskSucceeded.previousEventId: #3 → #2']],
    [
      'another pointer to the start',
      TASK.replace('2<-0', '2<-1'),
      ['StateEntered.previousEventId: start → #0'],
    ],
    ['one event left out', without(TASK, 'TaskStarted'), ['TaskStarted (absent): TaskStarted → undefined']],
    [
      'three left out',
      without(TASK, 'TaskScheduled', 'TaskStarted', 'TaskSucceeded'),
      ['TaskScheduled (absent): TaskScheduled → undefined'],
    ],
    [
      'four left out are too many',
      without(TASK, 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited'),
      ['TaskScheduled, not PassStateEntered: TaskScheduled → PassStateEntered'],
    ],
    [
      'what goes on alike behind what is left out is compared, but for its pointers',
      without(TASK, 'TaskStarted').replace('[B] output=1', '[B] output=2'),
      ['TaskStarted (absent): TaskStarted → undefined', 'StateExited.output: 1 → 2'],
    ],
    [
      'only the first gap is told',
      without(TASK, 'TaskScheduled', 'PassStateExited'),
      ['TaskScheduled (absent): TaskScheduled → undefined'],
    ],
    [
      'another end of a call',
      TASK.replace('TaskSucceeded output=1', 'TaskFailed error="E"'),
      ['TaskSucceeded, not TaskFailed: TaskSucceeded → TaskFailed'],
    ],
    [
      'an event too much',
      `${TASK}\n  10<-9 PassStateEntered [C]`,
      ['the end, not PassStateEntered: undefined → PassStateEntered'],
    ],
    [
      'an event too much that enters nothing',
      `${TASK}\n  10<-9 TaskStarted`,
      ['the end, not TaskStarted: undefined → TaskStarted'],
    ],
    [
      'the end left out',
      TASK.replace(/\n.*ExecutionSucceeded.*/, ''),
      ['ExecutionSucceeded, not the end: ExecutionSucceeded → undefined'],
    ],
    [
      'a state left out at the end',
      TASK.replace(/\n.*PassStateExited[^]*/, ''),
      ['PassStateExited, not the end: PassStateExited → undefined'],
    ],
    ['another state', TASK.replaceAll('[B]', '[C]'), ['transition: B → C']],
    [
      'another type of state',
      TASK.replace('PassStateEntered [B]', 'WaitStateEntered [C]'),
      ['transition: B → C'],
    ],
    [
      'an end instead of a state',
      TASK.replace(/7<-6[^]*/, '7<-6 ExecutionFailed error="E"'),
      ['transition: B → ExecutionFailed'],
    ],
    [
      'a state instead of the end',
      TASK.replace('9<-8 ExecutionSucceeded output=1', '9<-8 PassStateEntered [C]'),
      ['transition: ExecutionSucceeded → C'],
    ],
    [
      'a state without a name',
      TASK.replace('7<-6 PassStateEntered [B] input', '7<-6 PassStateEntered input'),
      ['StateEntered.name: B → undefined'],
    ],
  ])('%s', (_, observed, differences) => {
    expect(compare(TASK, observed)).toEqual(differences);
  });

  test('a call whose start is not told, but its end', () => {
    const failed = without(TASK, 'TaskStarted').replace('TaskSucceeded output=1', 'TaskTimedOut error="E"');
    expect(compare(TASK, failed)).toEqual([
      'TaskStarted (absent): TaskStarted → undefined',
      'TaskSucceeded, not TaskTimedOut: TaskSucceeded → TaskTimedOut',
    ]);
  });

  test('a direct call in place of another', () => {
    const direct = TASK.replace('TaskScheduled', 'LambdaFunctionScheduled');
    expect(compare(TASK, direct)).toEqual([
      'TaskScheduled, not LambdaFunctionScheduled: TaskScheduled → LambdaFunctionScheduled',
    ]);
  });

  test('names of a type are no part of its place only for states', () => {
    const parallel = (output: string) => `
      1<-0 ExecutionStarted
      2<-0 ParallelStateEntered [P]
      3<-2 ParallelStateStarted count=${output}
      4<-3 ExecutionFailed`;
    expect(compare(parallel('1'), parallel('2'))).toEqual(['ParallelStateStarted.count: 1 → 2']);
  });

  test('an id in a cause is where it points to', () => {
    const failed = (id: number) => `
      1<-0 ExecutionStarted
      2<-0 PassStateEntered [A]
      3<-2 ExecutionFailed cause="(entered at the event id #${id}) no"`;
    expect(compare(failed(2), failed(2))).toEqual([]);
    expect(compare(failed(2), failed(1))).toEqual([
      'ExecutionFailed.cause: (entered at the event #1) no → (entered at the event #0) no',
    ]);
    expect(compare(failed(2), failed(99))).toEqual([
      'ExecutionFailed.cause: (entered at the event #1) no → (entered at the event ?) no',
    ]);
  });
});

/** Two branches; `first` are the events of the one that comes first. */
const BRANCHES = `
  1<-0 ExecutionStarted
  2<-0 ParallelStateEntered [P]
  3<-2 ParallelStateStarted
  4<-3 PassStateEntered [L]
  5<-3 PassStateEntered [R]
  6<-4 PassStateExited [L] output=1
  7<-5 PassStateExited [R] output=2
  8<-7 ParallelStateSucceeded
  9<-7 ParallelStateExited [P]
  10<-9 ExecutionSucceeded`;

const OTHER_ORDER = `
  1<-0 ExecutionStarted
  2<-0 ParallelStateEntered [P]
  3<-2 ParallelStateStarted
  4<-3 PassStateEntered [R]
  5<-4 PassStateExited [R] output=2
  6<-3 PassStateEntered [L]
  7<-6 PassStateExited [L] output=1
  8<-7 ParallelStateSucceeded
  9<-7 ParallelStateExited [P]
  10<-9 ExecutionSucceeded`;

describe('lines side by side', () => {
  test.each<[string, string, readonly string[]]>([
    ['in another order', OTHER_ORDER, []],
    ['with other data', OTHER_ORDER.replace('[L] output=1', '[L] output=3'), ['StateExited.output: 1 → 3']],
    [
      'one of which is missing',
      without(BRANCHES, 'X')
        .replace(/\n.*\[R\][^\n]*/g, '')
        .replaceAll('<-7', '<-6'),
      ['PassStateEntered, not the end: PassStateEntered → undefined'],
    ],
    [
      'one too much',
      `${BRANCHES}\n  11<-3 PassStateEntered [M]`,
      ['the end, not PassStateEntered: undefined → PassStateEntered'],
    ],
    [
      'of another name',
      BRANCHES.replaceAll('[R]', '[S]'),
      [
        'PassStateEntered, not the end: PassStateEntered → undefined',
        'the end, not PassStateEntered: undefined → PassStateEntered',
      ],
    ],
    [
      'one that points elsewhere',
      BRANCHES.replace('7<-5', '7<-4'),
      [
        'PassStateExited, not the end: PassStateExited → undefined',
        'the end, not PassStateExited: undefined → PassStateExited',
      ],
    ],
    [
      'a container that goes on behind itself',
      BRANCHES.replace('9<-7', '9<-8'),
      ['StateExited.previousEventId: inside → #3'],
    ],
  ])('%s', (_, observed, differences) => {
    expect(compare(BRANCHES, observed).toSorted()).toEqual(differences.toSorted());
  });

  test('differences come in the order of what was expected to happen', () => {
    const observed = OTHER_ORDER.replace('[L] output=1', '[L] output=3').replace(
      '[R] output=2',
      '[R] output=4',
    );
    expect(compare(BRANCHES, observed)).toEqual(['StateExited.output: 1 → 3', 'StateExited.output: 2 → 4']);
  });

  const FAILS = `
    1<-0 ExecutionStarted
    2<-0 ParallelStateEntered [P]
    3<-2 ParallelStateStarted
    4<-3 WaitStateEntered [L]
    5<-3 FailStateEntered [R]
    6<-5 WaitStateAborted
    7<-5 ParallelStateFailed
    8<-7 ExecutionFailed error="E"`;

  test.each<[string, string, readonly string[]]>([
    [
      'another got further',
      FAILS.replace('5<-3', '5<-4 WaitStateExited [L]\n6<-3')
        .replace('6<-5 WaitStateAborted\n', '')
        .replace('7<-5', '7<-6'),
      [],
    ],
    ['another got nowhere', FAILS.replace(/\n.*\[L\]/, '').replace(/\n.*WaitStateAborted/, ''), []],
    ['another is not told to be aborted', FAILS.replace(/\n.*WaitStateAborted/, ''), []],
    [
      'the one that failed did something else',
      FAILS.replace('FailStateEntered [R]', 'FailStateEntered [R] input=1'),
      ['StateEntered.input: undefined → 1'],
    ],
  ])('where one fails, how far the others got is open: %s', (_, observed, differences) => {
    expect(compare(FAILS, observed)).toEqual(differences);
  });
});

const MAP = `
  1<-0 ExecutionStarted
  2<-0 MapStateEntered [M]
  3<-2 MapStateStarted length=2
  4<-3 MapIterationStarted [M] index=0
  5<-4 PassStateEntered [I] input=1
  6<-5 PassStateExited [I] output=1
  7<-6 MapIterationSucceeded [M] index=0
  8<-6 MapIterationStarted [M] index=1
  9<-8 PassStateEntered [I] input=2
  10<-9 PassStateExited [I] output=2
  11<-10 MapIterationSucceeded [M] index=1
  12<-11 MapStateSucceeded
  13<-11 MapStateExited [M]
  14<-13 ExecutionSucceeded`;

describe('iterations', () => {
  test.each<[string, string, readonly string[]]>([
    ['the same', MAP, []],
    ['which one makes room is open', MAP.replace('8<-6', '8<-5'), []],
    [
      'that one makes room is not',
      MAP.replace('8<-6', '8<-3'),
      ['MapIterationStarted.previousEventId: inside of an iteration → MapStateStarted'],
    ],
    [
      'nor that it is an event inside of it',
      MAP.replace('8<-6', '8<-7'),
      ['MapIterationStarted.previousEventId: inside of an iteration → MapIterationSucceeded'],
    ],
    ['what one does is not', MAP.replace('[I] output=2', '[I] output=3'), ['StateExited.output: 2 → 3']],
    [
      'their numbers are not',
      MAP.replace('MapIterationSucceeded [M] index=1', 'MapIterationSucceeded [M] index=0'),
      ['MapIterationSucceeded.index: 1 → 0'],
    ],
    [
      'one that is not told to succeed',
      MAP.replace(/\n.*MapIterationSucceeded \[M\] index=0/, ''),
      ['MapIterationSucceeded, not the end: MapIterationSucceeded → undefined'],
    ],
    ['how many there are', MAP.replace('length=2', 'length=3'), ['MapStateStarted.length: 2 → 3']],
  ])('%s', (_, observed, differences) => {
    expect(compare(MAP, observed)).toEqual(differences);
  });
});

describe('an evaluation that failed', () => {
  const FAILED = `
    1<-0 ExecutionStarted
    2<-0 PassStateEntered [A]
    3<-2 PassStateExited [A]
    4<-3 PassStateEntered [B]
    5<-3 EvaluationFailed [B] error="E"
    6<-5 ExecutionFailed error="E"`;

  test('may point before or to its state', () => {
    expect(compare(FAILED, FAILED.replace('5<-3', '5<-4'))).toEqual([]);
    expect(compare(FAILED, FAILED.replace('6<-5', '6<-4'))).toEqual([
      'ExecutionFailed.previousEventId: #4 → #3',
    ]);
    expect(compare(FAILED, FAILED.replace('[B] error="E"', '[B] error="F"'))).toEqual([
      'EvaluationFailed.error: E → F',
    ]);
  });

  test('belongs to the line of its state', () => {
    const inside = BRANCHES.replace('7<-5 PassStateExited [R] output=2', '7<-3 EvaluationFailed [R]')
      .replace('8<-7 ParallelStateSucceeded', '8<-7 ParallelStateFailed')
      .replace('9<-7 ParallelStateExited [P]', '9<-8 ExecutionFailed')
      .replace(/\n.*10<-9.*/, '');
    expect(compare(inside, inside.replace('7<-3', '7<-5'))).toEqual([]);
    expect(compare(inside, inside.replace('EvaluationFailed [R]', 'EvaluationFailed [R] error="E"'))).toEqual(
      ['EvaluationFailed.error: undefined → E'],
    );
  });
});

describe('events that do not tell their lines', () => {
  const unchained = (text: string): readonly ComparedEvent[] =>
    history(text).map((event) => ({ ...event, previousEventId: NaN }));
  const inARow = (text: string): readonly ComparedEvent[] =>
    history(text).map((event) => ({ ...event, previousEventId: event.id - 1 }));
  const ABSENT = 'previousEventId (absent): 0 → undefined';
  const ROW = 'StateEntered.previousEventId: start → #0';

  test('one line is compared in its order', () => {
    expect(compare(TASK, unchained(TASK))).toEqual([ABSENT]);
    expect(compare(TASK, unchained(TASK.replace('[B] output=1', '[B] output=2')))).toEqual([
      ABSENT,
      'StateExited.output: 1 → 2',
    ]);
  });

  test.each<[string, string, readonly string[]]>([
    ['nothing', BRANCHES, []],
    [
      'one kind of event',
      without(BRANCHES, 'PassStateExited'),
      ['PassStateExited (absent): PassStateExited → undefined'],
    ],
    [
      'some of one kind',
      BRANCHES.replace(/\n.*PassStateExited \[R\].*/, ''),
      ['too few PassStateExited: 2 → 1'],
    ],
    [
      'nothing, but one is too much',
      `${BRANCHES}\n  11<-10 PassStateExited [X]`,
      ['too many PassStateExited: 2 → 3'],
    ],
    [
      'nothing, but one is of another kind',
      `${BRANCHES}\n  11<-10 WaitStateExited [X]`,
      ['too many WaitStateExited: 0 → 1'],
    ],
    ['nothing, and what an abort leaves does not count', `${BRANCHES}\n  11<-10 WaitStateAborted`, []],
  ])('several lines are counted: %s is missing', (_, observed, differences) => {
    expect(compare(BRANCHES, unchained(observed))).toEqual([ABSENT, ...differences]);
    expect(compare(BRANCHES, inARow(observed))).toEqual([ROW, ...differences]);
  });

  test('one line in a row is compared as it is', () => {
    expect(compare(TASK, inARow(TASK))).toEqual(['StateEntered.previousEventId: start → #0']);
  });

  test('an empty history is empty', () => {
    expect(compare(TASK, [])).toEqual(['ExecutionStarted, not the end: ExecutionStarted → undefined']);
  });
});
