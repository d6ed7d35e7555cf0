import { expect, test } from 'vitest';
import type { Facet } from '../compare/difference.ts';
import type { Verdict } from '../compare/verdict.ts';
import { parseJsonOrThrow } from '../json/parse.ts';
import { summarizeMachine, type ExaminedMachine } from '../run/examined-machine.ts';
import { Tally } from '../run/tally.ts';
import { EXAMPLE_REPORT } from './example-report.ts';
import { consoleReporter } from './console-reporter.ts';
import { jsonReporter } from './json-reporter.ts';
import { markdownReporter } from './markdown-reporter.ts';
import { parseSummary } from './run-files/parse-summary.ts';
import type { Report } from './report.ts';

const EXAMINED: ExaminedMachine = {
  name: 'orders.yaml#Orders',
  type: 'STANDARD',
  states: 4,
  transitions: [
    { id: 'Check, rule 1 → Pay' },
    { id: 'Check, rule 2 → Pay', never: 'rule 1 takes all that it would', unreachable: true },
    { id: 'Check, Default → Wait', never: 'no case was found' },
    { id: 'Pay ends' },
    { id: 'Pay, catcher 1 (States.ALL) → Wait' },
    { id: 'Wait ends' },
  ],
  standIns: [{ state: 'Pay', resource: 'dynamodb:putItem', instead: 'a function of the kit' }],
  shortened: [{ state: 'Wait', field: 'Seconds', from: '60 s', to: '1 s', cases: 2 }],
  notes: ["'${PayArn}' is taken for the function Pay"],
};

function tallied(): Tally {
  const tally = new Tally();
  tally.add({ kind: 'conforms' }, [], ['Check, rule 1 → Pay', 'Pay ends']);
  const differing = (facet: Facet): Verdict => ({
    kind: 'diverges',
    differences: [{ facet, place: facet, expected: 1, observed: 2 }],
  });
  tally.add(differing('history'), [], ['Check, rule 1 → Pay', 'Pay ends']);
  tally.add(differing('output'), [], ['Check, rule 1 → Pay', 'Wait ends']);
  tally.add({ kind: 'declined', reason: 'no catchers' }, [], ['Pay, catcher 1 (States.ALL) → Wait']);
  return tally;
}

const machine = summarizeMachine(EXAMINED, tallied().transitions);
const report: Report = { ...EXAMPLE_REPORT, summary: { ...EXAMPLE_REPORT.summary, machine } };

test('counts transitions: what can be taken, what cases took, what the target was judged on', () => {
  expect(machine).toMatchObject({ reachable: 5, reached: 4, judged: 3, sound: 1 });
  expect(machine.transitions[0]).toEqual({
    id: 'Check, rule 1 → Pay',
    cases: 3,
    conforms: 1,
    diverges: 2,
    declined: 0,
    indeterminate: 0,
    endsOtherwise: 1,
  });
});

test('the console says which were reached, which never and why, and what stood for what', () => {
  const printed = consoleReporter.render(report);
  const section = printed.slice(printed.indexOf('orders.yaml'), printed.indexOf('\n\n1.'));
  expect(section)
    .toBe(`orders.yaml#Orders (STANDARD, 4 states): 4 of 5 transitions that can be taken were reached, 6 in all; some-emulator was judged on 3, and on 1 of them every case ended as on AWS.
  Transitions that nothing can take:
    Check, rule 2 → Pay: rule 1 takes all that it would
  Transitions that no case took:
    Check, Default → Wait: no case was found
  Transitions on which some-emulator was not judged:
    Pay, catcher 1 (States.ALL) → Wait: 1 case, 1 declined, 0 indeterminate
  Transitions in cases that end otherwise than on AWS:
    Check, rule 1 → Pay: 1 of 3 cases
    Wait ends: 1 of 1 case
  Not judged, for something stood in its place:
    Pay (dynamodb:putItem): a function of the kit
  Shortened, for cases run by the real clock:
    Wait, Seconds: 60 s → 1 s in 2 cases
  Taken for granted:
    '\${PayArn}' is taken for the function Pay`);
});

test('Markdown has the same sections', () => {
  const text = markdownReporter.render(report);
  expect(text).toContain('## orders.yaml');
  expect(text).toContain('### Transitions that nothing can take');
  expect(text).toContain('rule 1 takes all that it would');
});

test('summary.json gives the machine back', () => {
  const text = jsonReporter.render(report);
  expect(parseSummary(parseJsonOrThrow(text)).machine).toEqual(machine);
});

test('a run of other cases says nothing of a machine', () => {
  expect(consoleReporter.render(EXAMPLE_REPORT)).not.toContain('transition');
});
