import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { summarizeMachine } from '../run/examined-machine.ts';
import type { Summary } from '../run/summary.ts';
import { EXAMPLE_REPORT } from './example-report.ts';
import { hostileReport } from './hostile-report.ts';
import { jsonReporter } from './json-reporter.ts';
import { FACET_NAMES } from './run-files/parse-difference.ts';
import schema from './summary.schema.json' with { type: 'json' };

it('is the summary and nothing else', () => {
  expect(JSON.parse(jsonReporter.render(EXAMPLE_REPORT))).toEqual(EXAMPLE_REPORT.summary);
});

it('keeps texts of every kind', () => {
  const report = hostileReport('"\\\u0000\u2028\ud800');
  expect(JSON.parse(jsonReporter.render(report))).toEqual(report.summary);
});

describe('the published schema', () => {
  // Strict: a keyword that means nothing is an error of the schema.
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
  const validate = ajv.compile(schema);
  const errorsOf = (summary: unknown): readonly string[] => {
    validate(JSON.parse(JSON.stringify(summary)));
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  };

  const machine = summarizeMachine(
    {
      name: 'orders.asl.json',
      type: 'EXPRESS',
      states: 2,
      transitions: [{ id: 'A → B' }, { id: 'B → A', never: 'nothing leads there', unreachable: true }],
      standIns: [{ state: 'A', resource: 'dynamodb:putItem', instead: 'a result of its shape' }],
      shortened: [{ state: 'B', field: 'Seconds', from: '60', to: '1', cases: 1 }],
      notes: ['a substitution was taken for text'],
    },
    {},
  );
  const full: Summary = {
    ...EXAMPLE_REPORT.summary,
    complete: false,
    stopped: 'it was stopped',
    shrinkLimitReached: true,
    turned: true,
    machine,
  };

  it('lets every summary through, and what later kits add', () => {
    expect(errorsOf(EXAMPLE_REPORT.summary)).toEqual([]);
    expect(errorsOf(full)).toEqual([]);
    expect(errorsOf(hostileReport('"<\u0000').summary)).toEqual([
      // A time is no free text.
      expect.stringContaining('/started must match pattern'),
      expect.stringContaining('/ended must match pattern'),
    ]);
    expect(errorsOf({ ...full, added: 1, findings: [{ ...full.findings[0], added: 1 }] })).toEqual([]);
  });

  it.each(schema.required)('asks for %s', (field) => {
    expect(errorsOf({ ...full, [field]: undefined })).toEqual([` must have required property '${field}'`]);
  });

  it.each<[string, object]>([
    ['/cases must be integer', { cases: '8' }],
    ['/seed must be >= 0', { seed: -1 }],
    ['/divergenceRate must be <= 1', { divergenceRate: 2 }],
    [
      "/features/task must have required property 'declined'",
      { features: { task: { ...full.features['task'], declined: undefined } } },
    ],
    [
      '/findings/0/level must be equal to one of the allowed values',
      { findings: [{ ...full.findings[0], level: 'error' }] },
    ],
    ["/machine must have required property 'notes'", { machine: { ...machine, notes: undefined } }],
    [
      "/machine/transitions/0 must have required property 'cases'",
      { machine: { ...machine, transitions: [{ id: 'A → B', endsOtherwise: 0 }] } },
    ],
  ])('says %s', (message, change) => {
    expect(errorsOf({ ...full, ...change })).toContain(message);
  });

  it('describes every field that a summary has', () => {
    expect(Object.keys(schema.properties).toSorted()).toEqual(Object.keys(full).toSorted());
    expect(Object.keys(schema.$defs.machine.properties).toSorted()).toEqual(Object.keys(machine).toSorted());
    const transition = schema.$defs.machine.properties.transitions.items.properties;
    const described = [...Object.keys(schema.$defs.counts.properties), ...Object.keys(transition)];
    const has = machine.transitions.flatMap((one) => Object.keys(one));
    expect(described.toSorted()).toEqual([...new Set(has)].toSorted());
    expect(schema.$defs.finding.properties.facets.items.enum).toEqual(FACET_NAMES);
  });
});
