import { describe, expect, it } from 'vitest';
import { consoleReporter } from './console-reporter.ts';
import { EXAMPLE_REPORT } from './example-report.ts';
import { hostileReport } from './hostile-report.ts';

describe('what a run prints', () => {
  it('starts with the verdict and both figures, and ends each finding with its command', () => {
    expect(consoleReporter.render(EXAMPLE_REPORT)).toMatchInlineSnapshot(`
      "
      some-emulator differs from AWS.
      8 cases: 2 conform, 4 diverge, 1 declined, 1 indeterminate (divergence 50.0 %, coverage 75.0 %)
        1 × declined: the target says: <no> state of type Map
        1 × indeterminate: transport: connect ECONNREFUSED

      1. IsPresent (status differs): 3 cases
         minimal machine (3 states): {"StartAt":"Check","States":{"Check":{"Type":"Choice","Choices":[{"Variable":"$.total","IsPresent":true,"Next":"Tell"}],"Default":"Give up"},"Tell":{"Type":"Pass","Result":{"paid":1.0},"End":true},"Give up":{"Type":"Fail","Error":"Nothing","Cause":"No total | \`none\`"}}}
         input: {"total":null}
         status
           AWS:    SUCCEEDED
           target: FAILED: Nothing
         ended
           AWS:    SUCCEEDED, output {"paid":1.0}
           target: FAILED, error Nothing, cause No total | \`none\`
         choice.is-present: recorded on AWS: choice::is_present
         npm run -s replay -- reports/runs/some-emulator-seed-7/findings/choice-is-present-ed3505.json

      2. A function's error as cause (cause differs at cause (spelling of JSON)) [warning: inferred]: 1 case
         minimal machine (1 state): {"StartAt":"Ask","States":{"Ask":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:orders","End":true}}}
         input: {}
         cause at cause (spelling of JSON)
           AWS:    {"errorType":"Busy","errorMessage":"<later>"}
           target: {"errorType": "Busy", "errorMessage": "<later>"}
         ended
           AWS:    FAILED, error Busy, cause {"errorType":"Busy","errorMessage":"<later>"}
           target: FAILED, error Busy, cause {"errorType": "Busy", "errorMessage": "<later>"}
         lambda.error-payload: inferred: every recorded payload is compact JSON already
         npm run -s replay -- reports/runs/some-emulator-seed-7/findings/lambda-error-payload-541d6c.json

      Report: reports/runs/some-emulator-seed-7
      "
    `);
  });

  it('names the oracle where that is not AWS', () => {
    const text = consoleReporter.render({
      ...EXAMPLE_REPORT,
      summary: { ...EXAMPLE_REPORT.summary, oracle: 'moto' },
    });
    expect(text).toContain('some-emulator differs from moto.');
    expect(text).toContain('     moto:   SUCCEEDED\n     target: FAILED: Nothing');
    expect(text).not.toMatch(/^ +AWS:/m);
  });

  it('says how many reasons it leaves out', () => {
    const reasons = Array.from({ length: 10 }, (_, i) => ({ reason: `declined: ${i}`, count: 1 }));
    const text = consoleReporter.render({
      ...EXAMPLE_REPORT,
      summary: { ...EXAMPLE_REPORT.summary, reasons },
    });
    expect(text).toContain('  1 × declined: 7\n  and 2 other reasons, all in summary.json\n');
  });

  it('lets nothing reach the terminal that a terminal obeys', () => {
    const text = consoleReporter.render(hostileReport('\u001b]0;gone\u0007\u009b2J\r\u202e\ud800'));
    expect(text).toMatch(/^[\n\u0020-\u007e\u00a1-\u00ac\u00ae-\u00ff\u2026]*$/u);
    expect(text).toContain('\\u001B]0;gone\\u0007\\u009B2J\\u000D\\u202E\\uD800');
  });

  it('quotes the folder for a shell', () => {
    expect(consoleReporter.render({ ...EXAMPLE_REPORT, folder: "it's here" })).toContain(
      "npm run -s replay -- 'it'\\''s here/findings/choice-is-present-ed3505.json'",
    );
  });
});
