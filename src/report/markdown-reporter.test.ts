import { describe, expect, it } from 'vitest';
import { EXAMPLE_REPORT } from './example-report.ts';
import { hostileReport } from './hostile-report.ts';
import { markdownReporter } from './markdown-reporter.ts';

describe('Markdown', () => {
  it('holds the figures, and a section for each finding', () => {
    expect(markdownReporter.render(EXAMPLE_REPORT)).toMatchInlineSnapshot(`
      "# some-emulator against reference

      some-emulator differs from AWS.

      | cases | conform | diverge | declined | indeterminate | divergence | coverage |
      | --: | --: | --: | --: | --: | --: | --: |
      | 8 | 2 | 4 | 1 | 1 | 50.0 % | 75.0 % |

      Seed 7, kit 0.1.0, suites generated.

      ## Not judged

      - 1 × declined: the target says: &lt;no&gt; state of type Map
      - 1 × indeterminate: transport: connect ECONNREFUSED

      ## Findings

      | | finding | rule | cases |
      | --: | --- | --- | --: |
      | 1 | IsPresent \\(status differs\\) | choice.is-present | 3 |
      | 2 | A function's error as cause \\(cause differs at cause \\(spelling of JSON\\)\\) (warning) | lambda.error-payload | 1 |

      <details>
      <summary>1. IsPresent (status differs)</summary>

      3 cases; minimal machine of 3 states.

      **choice.is-present** IsPresent is true where the path leads to a value, null included.

      - recorded on AWS: choice::is\\_present
      - documented: Choice state, comparison operators

      \`\`\`json
      {
        "StartAt": "Check",
        "States": {
          "Check": {
            "Type": "Choice",
            "Choices": [
              {
                "Variable": "$.total",
                "IsPresent": true,
                "Next": "Tell"
              }
            ],
            "Default": "Give up"
          },
          "Tell": {
            "Type": "Pass",
            "Result": {
              "paid": 1.0
            },
            "End": true
          },
          "Give up": {
            "Type": "Fail",
            "Error": "Nothing",
            "Cause": "No total | \`none\`"
          }
        }
      }
      \`\`\`

      Input:

      \`\`\`json
      {
        "total": null
      }
      \`\`\`

      | | AWS | target |
      | --- | --- | --- |
      | <code>status</code> | <code>SUCCEEDED</code> | <code>FAILED: Nothing</code> |
      | <code>ended</code> | <code>SUCCEEDED, output \\{"paid":1.0\\}</code> | <code>FAILED, error Nothing, cause No total \\| \\\`none\\\`</code> |

      \`\`\`sh
      npm run -s replay -- reports/runs/some-emulator-seed-7/findings/choice-is-present-ed3505.json
      \`\`\`

      </details>

      <details>
      <summary>2. A function's error as cause (cause differs at cause (spelling of JSON))</summary>

      1 case; minimal machine of 1 state.

      A warning: AWS is known by inference only.

      **lambda.error-payload** The cause is the payload that the function ended with, as it was spelled.

      - inferred: every recorded payload is compact JSON already

      \`\`\`json
      {
        "StartAt": "Ask",
        "States": {
          "Ask": {
            "Type": "Task",
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:orders",
            "End": true
          }
        }
      }
      \`\`\`

      Input:

      \`\`\`json
      {}
      \`\`\`

      | | AWS | target |
      | --- | --- | --- |
      | <code>cause at cause \\(spelling of JSON\\)</code> | <code>\\{"errorType":"Busy","errorMessage":"&lt;later&gt;"\\}</code> | <code>\\{"errorType": "Busy", "errorMessage": "&lt;later&gt;"\\}</code> |
      | <code>ended</code> | <code>FAILED, error Busy, cause \\{"errorType":"Busy","errorMessage":"&lt;later&gt;"\\}</code> | <code>FAILED, error Busy, cause \\{"errorType": "Busy", "errorMessage": "&lt;later&gt;"\\}</code> |

      \`\`\`sh
      npm run -s replay -- reports/runs/some-emulator-seed-7/findings/lambda-error-payload-541d6c.json
      \`\`\`

      </details>
      "
    `);
  });

  it('keeps the spelling of numbers', () => {
    expect(markdownReporter.render(EXAMPLE_REPORT)).toContain('"paid": 1.0');
  });

  it('lets a target write no markup outside of its code', () => {
    const text = markdownReporter.render(
      hostileReport('\n# x\n```\n<img src=x>[a](b)|$x$ @someone https://e.example www.e.example'),
    );
    const prose = text.replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, '');
    expect(prose).not.toMatch(/<img|^# x|\]\(|(?<!\\)[$|](?! |-|$)|@someone|https:\/\/|www\.e/m);
    expect(prose.match(/^\|.*\|$/gm)?.every((row) => /^\|(?: .*? \|)+$/.test(row))).toBe(true);
  });
});
