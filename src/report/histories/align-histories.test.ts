import { describe, expect, it } from 'vitest';
import type { Observation } from '../../case/observation.ts';
import type { HistoryEvent } from '../../interpreter/history.ts';
import { predict } from '../../executors/reference/predict.ts';
import { parseCaseText } from '../../case/parse-case.ts';
import { EXAMPLE_REPORT } from '../example-report.ts';
import { alignHistories, type HistoryRow } from './align-histories.ts';

const [choice, cause] = EXAMPLE_REPORT.findings;

const shown = ({ kind, expected, observed, details }: HistoryRow): string =>
  [kind, expected?.type ?? '-', observed?.type ?? '-', ...details.map(({ place }) => place)].join(' ');

const parallel = parseCaseText(
  JSON.stringify({
    machine: {
      definition: {
        StartAt: 'Both',
        States: {
          Both: {
            Type: 'Parallel',
            End: true,
            Branches: ['A', 'B'].map((name) => ({
              StartAt: name,
              States: { [name]: { Type: 'Pass', End: true } },
            })),
          },
        },
      },
    },
  }),
);

async function sideBySide(): Promise<Observation & { readonly history: readonly HistoryEvent[] }> {
  if (!parallel.ok) throw new Error(parallel.message);
  const prediction = await predict(parallel.case);
  if (prediction.status === 'DECLINED') throw new Error(prediction.reason);
  return { ...prediction, history: prediction.history ?? [] };
}

describe('two histories', () => {
  it('stand side by side from where they part', () => {
    const aligned = choice && alignHistories(choice.expected, choice.observed);
    expect(aligned?.rows.map(shown)).toEqual([
      'same ExecutionStarted ExecutionStarted',
      'same ChoiceStateEntered ChoiceStateEntered',
      'same ChoiceStateExited ChoiceStateExited',
      'different PassStateEntered FailStateEntered',
      'different PassStateExited ExecutionFailed',
      'different ExecutionSucceeded -',
    ]);
    expect(aligned?.first).toBe(aligned?.rows[3]);
  });

  it('name the details in which one event differs', () => {
    const spoilt = cause && {
      ...cause.observed,
      history: spoil(cause.observed, 'LambdaFunctionFailed', { cause: 'another' }),
    };
    const aligned = cause && spoilt && alignHistories(cause.expected, spoilt);
    expect(aligned?.first && shown(aligned.first)).toBe(
      'different LambdaFunctionFailed LambdaFunctionFailed cause',
    );
  });

  it('differ nowhere where only the order of branches does, which AWS leaves open', async () => {
    const one = await sideBySide();
    const { history } = one;
    const at = (name: string): readonly HistoryEvent[] =>
      history.filter((event) => JSON.stringify(event).includes(`"name":"${name}"`));
    const [a, b] = [at('A'), at('B')];
    expect([a.length, b.length]).toEqual([2, 2]);
    const rest = history.filter((event) => !a.includes(event) && !b.includes(event));
    const swapped = renumbered([...rest.slice(0, 3), ...b, ...a, ...rest.slice(3)]);
    const aligned = alignHistories(one, { ...one, history: swapped });
    expect(aligned?.first).toBeUndefined();
    expect(aligned?.rows.every(({ kind }) => kind === 'same')).toBe(true);
    expect(new Set(aligned?.rows.map(({ line }) => line)).size).toBe(3);
  });

  it('are one line where the target does not say what events point to', async () => {
    const one = await sideBySide();
    const unchained = one.history.map(({ previousEventId: _, ...event }) => event as HistoryEvent);
    expect(alignHistories(one, { ...one, history: unchained })?.rows.map(({ kind }) => kind)).toEqual(
      one.history.map(() => 'same'),
    );
  });

  it('of a target that never says whether texts are cut are lacking, and differ elsewhere first', () => {
    const target = choice?.expected.history?.map((event) => withoutInputDetails(event)) ?? [];
    const aligned = choice && alignHistories(choice.expected, { ...choice.expected, history: target });
    expect(aligned?.rows.map(({ kind }) => kind)).toContain('lacking');
    expect(aligned?.first?.kind).toBe('lacking');
    const worse =
      choice && alignHistories(choice.expected, { ...choice.observed, history: target.slice(0, 3) });
    expect(worse?.first && shown(worse.first)).toBe('different PassStateEntered -');
  });

  it('that are not there cannot be aligned', () => {
    expect(alignHistories({ status: 'FAILED' }, { status: 'FAILED' })).toBeUndefined();
  });
});

const spoil = ({ history = [] }: Observation, type: string, change: object): readonly HistoryEvent[] =>
  history.map((event) => {
    const key = Object.keys(event).find((name) => name.endsWith('EventDetails'));
    return event.type === type && key ? { ...event, [key]: { ...(event[key] as object), ...change } } : event;
  });

const withoutInputDetails = (event: HistoryEvent): HistoryEvent =>
  JSON.parse(
    JSON.stringify(event, (key, value: unknown) => (key === 'inputDetails' ? undefined : value)),
  ) as HistoryEvent;

/** New ids in the order of the list; what events point to goes along. */
function renumbered(history: readonly HistoryEvent[]): readonly HistoryEvent[] {
  const ids = new Map(history.map(({ id }, i) => [id, i + 1]));
  return history.map((event) => ({
    ...event,
    id: ids.get(event.id) ?? 0,
    previousEventId: ids.get(event.previousEventId) ?? 0,
  }));
}
