import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../case/observation.ts';
import type { Finding } from '../../run/finding.ts';
import { EXAMPLE_REPORT } from '../example-report.ts';
import type { Report } from '../report.ts';
import { htmlReporter } from './html-reporter.ts';

const render = (report: Report): string => [...htmlReporter.render(report)].join('');

const [example] = EXAMPLE_REPORT.findings as readonly [Finding, ...Finding[]];

const withFinding = (change: Partial<Finding>): string =>
  render({ ...EXAMPLE_REPORT, findings: [{ ...example, ...change }] });

describe('the page', () => {
  it('admits its own script and style by their hashes, and nothing else', () => {
    const text = render(EXAMPLE_REPORT);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/
      .exec(text)?.[1]
      ?.replaceAll('&#39;', "'");
    const hashes = ['script', 'style'].map((name) => {
      const content = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(text)?.[1] ?? '';
      return `${name}-src 'sha256-${createHash('sha256').update(content).digest('base64')}'`;
    });
    expect(policy?.split('; ')).toEqual([
      "default-src 'none'",
      ...hashes,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
  });

  it('names nothing that would have to be fetched', () => {
    expect(render(EXAMPLE_REPORT)).not.toMatch(/(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?\/\//i);
  });

  it('says first that a run is incomplete', () => {
    const summary = { ...EXAMPLE_REPORT.summary, complete: false, stopped: 'it was stopped' };
    expect(render({ ...EXAMPLE_REPORT, summary })).toContain(
      '<h1 class="incomplete">INCOMPLETE: it was stopped. Such a run grades nothing.</h1>',
    );
  });

  it('can do without findings and without the list of cases', () => {
    const { cases: _, ...report } = EXAMPLE_REPORT;
    const text = render({ ...report, findings: [] });
    expect(text).toContain('There are none.');
    expect(text).toMatch(/<section id="cases" class="block"\s+hidden>/);
    expect(text).not.toContain('#features');
  });

  it('names the oracle where that is not AWS', () => {
    const text = render({ ...EXAMPLE_REPORT, summary: { ...EXAMPLE_REPORT.summary, oracle: 'moto' } });
    expect(text).toContain('<th scope="col">moto</th>');
    expect(text).not.toMatch(/>\s*AWS\s*</);
  });
});

describe('a finding', () => {
  it('shows what was observed besides, whatever it is', () => {
    const observed = {
      ...example.observed,
      nextState: 'Elsewhere',
      inspection: { afterInputPath: '{}' },
      billing: { units: 2 },
    } as Observation;
    const text = withFinding({ observed });
    for (const heading of ['nextState', 'inspection', 'billing'])
      expect(text).toContain(`<h4>${heading}</h4>`);
    expect(text).toContain('&quot;units&quot;: 2');
  });

  it('shows how an Express machine was started, and answers for tokens', () => {
    const text = withFinding({
      case: {
        ...example.case,
        machine: { ...example.case.machine, type: 'EXPRESS', start: 'asynchronous' },
        callbacks: { Ask: [[{ heartbeat: true }]] },
      },
      expected: {
        status: 'STARTED',
        callbacks: [{ state: 'Ask', attempt: 1, answer: { heartbeat: true }, result: 'ok' }],
      },
      observed: { status: 'STARTED', callbacks: [] },
    });
    expect(text).toContain('3 states, type EXPRESS, start asynchronous');
    expect(text).toContain('<summary>Definition, input, callbacks</summary>');
    expect(text).toContain('<h4>Answers for task tokens</h4>');
    expect(text).not.toContain('<h4>The histories</h4>');
    expect(text).toContain('no history');
  });

  it('does without a picture where there is nothing to draw, or too much', () => {
    const machine = (definition: Finding['case']['machine']['definition']): Partial<Finding> => ({
      case: { ...example.case, machine: { type: 'STANDARD', definition } },
    });
    expect(withFinding(machine('{"StartAt":'))).toContain('There are no states to draw.');
    const States = Object.fromEntries(Array.from({ length: 121 }, (_, i) => [`S${i}`, { Type: 'Succeed' }]));
    expect(withFinding(machine({ StartAt: 'S0', States }))).toContain(
      'With 121 states the machine is too large to draw.',
    );
  });

  it('stays small where outputs and histories are huge, and says what it leaves out', () => {
    const events = example.expected.history ?? [];
    const [started, ...rest] = events;
    if (started === undefined) throw new Error('the example has no history');
    const many = Array.from({ length: 5000 }, (_, i) => ({ ...started, id: i + 1, previousEventId: i }));
    const output = JSON.stringify('x'.repeat(262_142));
    const text = withFinding({
      expected: { ...example.expected, output, history: [...many, ...rest] },
      observed: { ...example.observed, output: output.replace(/x"$/, 'y"'), history: many },
    });
    expect(text.length).toBeLessThan(200_000);
    // Both end as they part.
    expect(text).toMatch(/<del>.*\(262062 characters\) …x{80}x&quot;\n<\/del><ins>.*…x{80}y&quot;\n<\/ins>/);
    expect(/\d+ more rows/.exec(text)?.[0]).toBe('4970 more rows');
  });

  it('whose rule the catalogue lacks says so', () => {
    expect(withFinding({ rules: ['no.such-rule'] })).toContain("This kit's catalogue has no such rule.");
  });
});
