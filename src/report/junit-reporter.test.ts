import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_REPORT } from './example-report.ts';
import { hostileReport } from './hostile-report.ts';
import { junitReporter } from './junit-reporter.ts';

/** Each element with its attributes, in order; throws where the text is no document of XML 1.0. */
function readXml(text: string): readonly string[] {
  const elements: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    elements.push([name, ...Object.entries(attributes).map(([key, value]) => `${key}="${value}"`)].join(' '));
  });
  parser.write(text).close();
  return elements;
}

describe('JUnit', () => {
  it('fails a test for each finding, and passes one for each feature without divergence', () => {
    expect(readXml(junitReporter.render(EXAMPLE_REPORT))).toMatchInlineSnapshot(`
      [
        "testsuites name="sfn-conformance" tests="3" failures="1" errors="0"",
        "testsuite name="some-emulator" tests="3" failures="1" errors="0" timestamp="2026-11-22T20:00:00.000Z"",
        "testcase classname="features" name="map"",
        "testcase classname="findings" name="choice-is-present-ed3505: IsPresent (status differs)"",
        "failure message="IsPresent (status differs): 3 cases"",
        "testcase classname="findings" name="lambda-error-payload-541d6c: A function's error as cause (cause differs at cause (spelling of JSON))"",
        "system-out",
        "system-out",
      ]
    `);
  });

  it('has an error where the run is incomplete', () => {
    const summary = { ...EXAMPLE_REPORT.summary, complete: false, stopped: 'it was "stopped"' };
    const text = junitReporter.render({ ...EXAMPLE_REPORT, summary });
    expect(text).toContain('<error message="it was &quot;stopped&quot;"/>');
    expect(text).toContain('tests="4" failures="1" errors="1"');
  });

  it('stays XML whatever a target sends', () => {
    const elements = readXml(junitReporter.render(hostileReport('"/><![CDATA[\u0000\ufffe]]>&x;\ud800')));
    expect(elements.map((element) => element.split(' ')[0])).toEqual(
      readXml(junitReporter.render(EXAMPLE_REPORT)).map((element) => element.split(' ')[0]),
    );
  });
});
