/** The report in a real browser. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLE_REPORT } from '../example-report.ts';
import { hostileReport } from '../hostile-report.ts';
import { replayCommand, type Report } from '../report.ts';
import { findChromium, launchChromium } from './chromium.fixture.ts';
import { htmlReporter } from './html-reporter.ts';

const program = findChromium();
const missing = 'no Chromium on the path: the tests of the HTML report need one (apt-get install chromium)';
if (program === undefined) process.stderr.write(`Skipped: ${missing}\n`);

test.runIf(program === undefined && process.env['CI'] === 'true')('there is a Chromium', () => {
  expect.fail(missing);
});

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sfn-conformance-page-'));
  if (program !== undefined) browser = await launchChromium(program);
});

afterAll(async () => {
  if (program !== undefined) await browser.close();
  await rm(folder, { recursive: true });
});

/** What a page did that it mustn't: messages on its console, requests beyond its own file, dialogs. */
const troubles: string[] = [];

afterEach(async () => {
  if (program !== undefined) await Promise.all(browser.contexts().map((context) => context.close()));
  expect(troubles.splice(0)).toEqual([]);
});

async function open(report: Report, address = '', options: BrowserContextOptions = {}): Promise<Page> {
  const file = join(folder, `${expect.getState().currentTestName?.replaceAll(/\W+/g, '-')}.html`);
  await writeFile(file, [...htmlReporter.render(report)].join(''));
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('console', (message) => troubles.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => troubles.push(`dialog: ${dialog.message()}`));
  page.on('request', (request) => {
    if (!/^(?:file|data):/.test(request.url())) troubles.push(`request: ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href + address);
  return page;
}

const [CHOICE, CAUSE] = ['#finding-choice-is-present-ed3505', '#finding-lambda-error-payload-541d6c'];

const search = (page: Page): string => new URL(page.url()).search;

describe.runIf(program !== undefined)('the page', () => {
  test('puts search and filters into its address, and takes them from there', async () => {
    const page = await open(EXAMPLE_REPORT);
    await page.getByLabel('Search').fill('payload');
    expect(await page.locator(CHOICE).isVisible()).toBe(false);
    expect(await page.locator(CAUSE).isVisible()).toBe(true);
    expect(await page.locator(`${CAUSE} .brief code`).allTextContents()).toEqual([
      '{"errorType":"Busy","errorMessage":"<later>"}',
      '{"errorType": "Busy", "errorMessage": "<later>"}',
    ]);
    expect(await page.locator('#counts').textContent()).toBe('1 of 2 findings, 1 of 8 cases');
    expect(search(page)).toBe('?q=payload');

    await page.getByLabel('verdict of cases').selectOption('declined');
    expect(search(page)).toBe('?q=payload&verdict=declined');
    expect(await page.locator('#case-rows tr').count()).toBe(0);

    await page.reload();
    expect(await page.getByLabel('Search').inputValue()).toBe('payload');
    expect(await page.locator(CHOICE).isVisible()).toBe(false);

    await page.getByRole('button', { name: 'Clear' }).click();
    expect(search(page)).toBe('');
    expect(await page.locator('#counts').textContent()).toBe('2 of 2 findings, 8 of 8 cases');
  });

  test('opens a finding, also from its address', async () => {
    const page = await open(EXAMPLE_REPORT);
    await page.getByText('IsPresent (status differs)').click();
    await page.waitForURL(`**${CHOICE}`);
    const opened = page.locator(CHOICE);
    expect(await opened.getByRole('img').getAttribute('aria-label')).toContain(
      'AWS: Check → Tell → SUCCEEDED.',
    );
    expect(await opened.locator('svg .state.aws .name').textContent()).toBe('Tell');
    expect(await opened.locator('svg .state.target .name').textContent()).toBe('Give up');
    expect(await opened.locator('.histories tr:has(.badge) .side-aws').textContent()).toContain(
      'PassStateEntered',
    );
    expect(await opened.locator('.diff del').first().textContent()).toContain('"paid": 1.0');

    await page.reload();
    expect(await page.locator(CHOICE).evaluate((details) => details.hasAttribute('open'))).toBe(true);
    expect(await page.locator(CAUSE).evaluate((details) => details.hasAttribute('open'))).toBe(false);
  });

  test('drops a filter that hides the finding of its address', async () => {
    const page = await open(EXAMPLE_REPORT, `?facet=status${CAUSE}`);
    expect(await page.locator(`${CAUSE} .body`).isVisible()).toBe(true);
    expect(search(page)).toBe('');
  });

  test('copies the command of a finding', async () => {
    const page = await open(EXAMPLE_REPORT, CHOICE, { permissions: ['clipboard-read', 'clipboard-write'] });
    const [finding] = EXAMPLE_REPORT.findings;
    await page.locator(CHOICE).getByRole('button', { name: 'Copy' }).first().click();
    await page.locator(CHOICE).getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      replayCommand(EXAMPLE_REPORT.folder, finding ?? { id: '' }),
    );
    expect(await page.locator('#said').textContent()).toBe('Copied');
  });

  test('leads from a cell of the heat map to its cases', async () => {
    const page = await open(EXAMPLE_REPORT);
    await page.getByRole('link', { name: 'choice, status: 3 of 3 cases' }).click();
    expect(search(page)).toBe('?facet=status&feature=choice&verdict=diverges');
    expect(await page.locator('#case-rows tr').count()).toBe(3);
    await page.locator('#case-rows').getByRole('link', { name: 'finding 1:' }).first().click();
    await page.locator(`${CHOICE} .body`).waitFor({ state: 'visible' });
    await page.goBack();
    await page.goBack();
    expect(search(page)).toBe('');
    expect(await page.locator('#case-rows tr').count()).toBe(8);
  });

  test.each(['light', 'dark'] as const)('follows a system that is %s, and its own button', async (scheme) => {
    const page = await open(EXAMPLE_REPORT, '', { colorScheme: scheme });
    const other = scheme === 'dark' ? 'light' : 'dark';
    const brightness = (): Promise<number> =>
      page.locator('body').evaluate((body) => {
        const style = body.ownerDocument.defaultView?.getComputedStyle(body).backgroundColor ?? '';
        return Number(/\d+/.exec(style)?.[0]);
      });
    const expected = {
      light: expect.toSatisfy((value) => value > 230),
      dark: expect.toSatisfy((value) => value < 40),
    };
    expect(await brightness()).toEqual(expected[scheme]);
    await page.getByRole('button', { name: 'Switch between light and dark' }).click();
    expect(await brightness()).toEqual(expected[other]);
    expect(search(page)).toBe(`?theme=${other}`);
    await page.reload();
    expect(await brightness()).toEqual(expected[other]);
  });

  test('is used by keyboard alone', async () => {
    const page = await open(EXAMPLE_REPORT);
    const focused = (): Promise<string> =>
      page.evaluate("document.activeElement.closest('details')?.id ?? document.activeElement.className");
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('skip');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe(CHOICE.slice(1));
    await page.keyboard.press('Enter');
    expect(await page.locator(`${CHOICE} .body`).isVisible()).toBe(true);
    for (let presses = 0; presses < 40 && (await focused()) !== CAUSE.slice(1); presses++)
      await page.keyboard.press('Tab');
    expect(await focused()).toBe(CAUSE.slice(1));
    await page.keyboard.press('Space');
    expect(await page.locator(`${CAUSE} .body`).isVisible()).toBe(true);
  });

  test('needs no width beyond a phone', async () => {
    const page = await open(EXAMPLE_REPORT, CHOICE, { viewport: { width: 360, height: 740 } });
    await page.locator('details').evaluateAll((all) => {
      for (const details of all) details.setAttribute('open', '');
    });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  test('needs no width beyond a phone where every facet differs', async () => {
    const facets = [
      'status',
      'output',
      'error',
      'cause',
      'invocations',
      'history',
      'callback',
      'api',
    ] as const;
    const cases = (EXAMPLE_REPORT.cases ?? []).map((one, i) =>
      one.verdict === 'diverges' ? { ...one, facets: i === 0 ? ['status' as const] : facets } : one,
    );
    const page = await open({ ...EXAMPLE_REPORT, cases }, '', { viewport: { width: 360, height: 740 } });
    expect(await page.locator('.heat thead th').count()).toBe(3 + facets.length);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  test.each(['light', 'dark'] as const)(
    'meets the rules for those who cannot see it, %s',
    async (colorScheme) => {
      const page = await open(EXAMPLE_REPORT, '', { colorScheme });
      await page.locator('details').evaluateAll((all) => {
        for (const details of all) details.setAttribute('open', '');
      });
      await page.evaluate(axe.source);
      const { violations } = (await page.evaluate('axe.run({ resultTypes: ["violations"] })')) as AxeResults;
      expect(
        violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html, failureSummary }) => ({ id, html, failureSummary })),
        ),
      ).toEqual([]);
    },
  );

  test('shows findings and figures where no script runs', async () => {
    const page = await open(EXAMPLE_REPORT, '', { javaScriptEnabled: false });
    await page.getByText('IsPresent (status differs)').click();
    expect(await page.locator(`${CHOICE} svg`).isVisible()).toBe(true);
    expect(await page.locator('#filters').isVisible()).toBe(false);
  });
});

const ATTACKS = [
  '<script>globalThis.run = 1; alert(1)</script>',
  '"><img src=x onerror="globalThis.run=1;alert(1)">',
  "' onmouseover='globalThis.run=1' x='",
  '</script><script>globalThis.run=1</script>',
  '</title></style></pre></textarea><svg onload=globalThis.run=1>',
  '<!--<script>globalThis.run=1',
  ']]><a href="javascript:globalThis.run=1">x</a>',
  '${globalThis.run=1} {{globalThis.run=1}}',
  '__proto__',
  '\u202e\u0000\ud800\u2028',
];

describe.runIf(program !== undefined)('a target that attacks', () => {
  test.each(ATTACKS)('with %j runs nothing', async (attack) => {
    const page = await open(hostileReport(attack));
    const findings = page.locator('li.finding > details');
    await findings.evaluateAll((all) => {
      for (const details of all) details.setAttribute('open', '');
    });
    await page.locator('*').evaluateAll((all) => {
      for (const one of all)
        for (const type of ['mouseover', 'focus', 'load', 'error']) one.dispatchEvent(new Event(type));
    });
    await page.getByLabel('Search').fill(attack.slice(0, 20));
    await page.getByLabel('Search').fill('');
    expect(await page.evaluate('globalThis.run')).toBeUndefined();
    expect(await findings.count()).toBe(2);
    expect(await page.locator('#case-rows tr').count()).toBe(8);
    // Nothing that a text brought became part of the page.
    expect(await page.locator('script').count()).toBe(2);
    expect(await page.locator('img, [onload], [onerror], [onmouseover], a[href^="javascript"]').count()).toBe(
      0,
    );
  });

  test('that gets markup onto the page is stopped by the policy', async () => {
    const html = [...htmlReporter.render(EXAMPLE_REPORT)].join('');
    const spoilt = html.replace('<main>', '<main><script>globalThis.run = 1</script><p onclick="1">');
    const page = await open({ ...EXAMPLE_REPORT });
    await writeFile(join(folder, 'spoilt.html'), spoilt);
    await page.goto(pathToFileURL(join(folder, 'spoilt.html')).href);
    expect(await page.evaluate('globalThis.run')).toBeUndefined();
    expect(troubles.splice(0).join('\n')).toContain('Content Security Policy');
  });
});
