/**
 * JUnit XML for CI systems: a test case for each finding, failing, and one for each feature that no divergence touches. What a
 * target sent is hostile text: everything is escaped, and what XML can't hold is left out.
 */
import type { Finding } from '../run/finding.ts';
import { replayCommand, type Report, type Reporter } from './report.ts';
import { sidesOf } from './side-by-side.ts';
import { believed, counted, ratesLine, verdictLine } from './verdict-line.ts';

export const junitReporter = {
  name: 'junit',
  file: 'junit.xml',
  render: (report: Report): string => {
    const { summary, findings } = report;
    const failures = findings.filter(({ level }) => level === 'failure').length;
    const untouched = Object.entries(summary.features).filter(([, counts]) => counts.diverges === 0);
    const unfinished = summary.complete ? 0 : 1;
    const counts = `tests="${findings.length + untouched.length + unfinished}" failures="${failures}" errors="${unfinished}"`;
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites name="sfn-conformance" ${counts}>`,
      `  <testsuite name="${escapeXml(summary.target)}" ${counts} timestamp="${escapeXml(summary.started)}">`,
      ...(unfinished === 0
        ? []
        : [
            `    <testcase classname="run" name="complete"><error message="${escapeXml(summary.stopped ?? 'incomplete')}"/></testcase>`,
          ]),
      ...untouched.map(([name]) => `    <testcase classname="features" name="${escapeXml(name)}"/>`),
      ...findings.flatMap((finding) => findingCase(finding, report)),
      `    <system-out>${escapeXml(`${verdictLine(summary)} (${ratesLine(summary)})`)}</system-out>`,
      '  </testsuite>',
      '</testsuites>',
      '',
    ].join('\n');
  },
} satisfies Reporter;

/** Titles may be equal, so the id is part of the name: CI systems take equal names for one test. */
function findingCase(finding: Finding, { folder, summary }: Report): readonly string[] {
  const lines = sidesOf(finding).map(
    ({ label, expected, observed }) => `${label}\n${believed(summary)}: ${expected}\ntarget: ${observed}`,
  );
  const text = escapeXml([...lines, replayCommand(folder, finding)].join('\n'));
  const body =
    finding.level === 'failure'
      ? `      <failure message="${escapeXml(`${finding.title}: ${counted(finding.count, 'case')}`)}">${text}</failure>`
      : `      <system-out>${text}</system-out>`;
  return [
    `    <testcase classname="findings" name="${escapeXml(`${finding.id}: ${finding.title}`)}">`,
    body,
    '    </testcase>',
  ];
}

/** What a document of XML 1.0 can't hold, not even as a reference. */
const NOT_XML =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export const escapeXml = (text: string): string =>
  text
    .replace(NOT_XML, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
