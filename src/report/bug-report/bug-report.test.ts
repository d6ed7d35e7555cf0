import { execFile, execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCaseText } from '../../case/parse-case.ts';
import type { Case } from '../../case/case.ts';
import { startEmulator } from '../../emulator/start-emulator.ts';
import { predict } from '../../executors/reference/predict.ts';
import type { Finding } from '../../run/finding.ts';
import { EXAMPLE_REPORT } from '../example-report.ts';
import { hostileReport } from '../hostile-report.ts';
import type { Report } from '../report.ts';
import { bugReport } from './bug-report.ts';
import { reproductionOf } from './reproduction.ts';

const run = promisify(execFile);
const arn = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;

const text = ({ findings, rules }: Report, index: number): string => {
  const finding = findings[index];
  if (finding === undefined) throw new Error('no such finding');
  const replay = 'npm run -s replay -- x.json';
  return bugReport(finding, {
    rules,
    endpoint: 'http://localhost:4566',
    oracle: 'AWS',
    replay,
    kit: '0.1.0',
  });
};

describe('a bug report', () => {
  it('says what differs, what AWS does and how that is known, and how to see it', () => {
    const report = text(EXAMPLE_REPORT, 0);
    expect(report.match(/^#+ .*$/gm)).toEqual([
      '# IsPresent \\(status differs\\)',
      '## What AWS does, and how that is known',
      '## The smallest machine that shows it',
      '## How to reproduce it',
      '# The machine',
      '# The execution',
      '# What comes of it',
      '# Clean up',
      '## Expected (AWS)',
      '## Observed',
      '## Where the histories part',
    ]);
    expect(report).toContain('- recorded on AWS: choice::is\\_present\n');
    expect(report).toContain('```\nstatus: SUCCEEDED\noutput: {"paid":1.0}\n```');
    expect(report).toContain('  3 ChoiceStateExited\n- 4 PassStateEntered {"name":"Tell"');
    expect(report).toContain('aws --endpoint-url "$ENDPOINT" stepfunctions');
    expect(report).not.toContain('inferred');
  });

  it('says so where AWS is known by inference only', () => {
    expect(text(EXAMPLE_REPORT, 1)).toContain('**How AWS behaves here is inferred, not seen');
  });

  it('keeps what a target sends from being Markdown', () => {
    const attack = '\n# x\n```\n<img src=x>[a](b)|@someone https://e.example';
    const prose = text(hostileReport(attack), 0).replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, '');
    expect(prose).not.toMatch(/<img|^# x|\]\(|@someone|https:\/\//m);
  });
});

const caseOf = (content: object): Case => {
  const parsing = parseCaseText(JSON.stringify(content));
  if (!parsing.ok) throw new Error(parsing.message);
  return parsing.case;
};

/** A finding as far as a reproduction reads it: what the reference does, as if the target did the same. */
async function findingOn(testCase: Case): Promise<Finding> {
  const prediction = await predict(testCase);
  if (prediction.status === 'DECLINED') throw new Error(prediction.reason);
  const [example] = EXAMPLE_REPORT.findings as readonly [Finding, ...Finding[]];
  return { ...example, case: testCase, expected: prediction, observed: prediction };
}

const task = (resource: string, more: object = {}): object => ({
  StartAt: 'Ask',
  States: { Ask: { Type: 'Task', Resource: resource, ...more, End: true } },
});

const orders = {
  orders: { outcomes: [{ throw: { errorType: 'Busy', errorMessage: 'x' } }, { return: { ok: 1 } }] },
};

/** Each with what the last line of `describe-execution` or of the call that answers must say. */
const CASES: Readonly<Record<string, { readonly content: object; readonly says: readonly RegExp[] }>> = {
  'a function that fails once': {
    content: {
      machine: {
        definition: task(arn('orders'), { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 1 }] }),
      },
      functions: orders,
      input: { a: 1.5 },
    },
    says: [/"output": "\{\\"ok\\":1\}"/, /"LambdaFunctionFailed"/, /"input": "\{\\"a\\":1\.5\}"/],
  },
  'versions and an alias': {
    content: {
      machine: {
        definition: task('arn:aws:states:::lambda:invoke', {
          Parameters: { FunctionName: `${arn('orders')}:live`, 'Payload.$': '$' },
          OutputPath: '$.Payload',
        }),
      },
      functions: {
        orders: {
          outcomes: [{ return: 'latest' }],
          versions: { 2: [{ return: 'two' }] },
          aliases: { live: '2' },
        },
      },
    },
    says: [/"output": "\\"two\\""/],
  },
  'answers for a token': {
    content: {
      machine: {
        definition: task('arn:aws:states:::lambda:invoke.waitForTaskToken', {
          Parameters: { FunctionName: arn('orders'), Payload: { 'token.$': '$$.Task.Token' } },
        }),
      },
      functions: { orders: { outcomes: [{ return: null }] } },
      callbacks: {
        Ask: [
          [
            { heartbeat: true },
            { success: { ok: 2 }, token: 'made up' },
            { success: "it's" },
            { success: 3 },
          ],
        ],
      },
    },
    says: [/\(InvalidToken\)/, /\(TaskTimedOut\)/, /"output": "\\"it's\\""/],
  },
  'a function that is not there': {
    content: {
      machine: { definition: task(arn('gone')) },
      functions: { gone: { outcomes: [{ fault: 'ResourceNotFoundException' }] } },
    },
    says: [/"error": "Lambda\.ResourceNotFoundException"/],
  },
  'an Express machine': {
    content: {
      machine: { definition: { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }, type: 'EXPRESS' },
      input: [1],
    },
    says: [/"output": "\[1\]"/, /"status": "SUCCEEDED"/],
  },
  'an alias of a machine that has changed': {
    content: {
      machine: {
        definition: { StartAt: 'A', States: { A: { Type: 'Pass', Result: 'then', End: true } } },
        start: 'alias',
      },
    },
    says: [/"output": "\\"then\\""/],
  },
  'a state that is tested alone': {
    content: {
      machine: {
        definition: { StartAt: 'A', States: { A: { Type: 'Pass', Result: 7, End: true } } },
        start: 'TestState',
      },
    },
    says: [/"output": "7"/, /"inspectionData"/],
  },
};

const scriptOf = async (content: object, endpoint: string): Promise<string> =>
  reproductionOf(await findingOn(caseOf(content)), endpoint, 'AWS').script;

describe('the script of a reproduction', () => {
  it.each(Object.keys(CASES))('%s: is sound', async (name) => {
    const script = await scriptOf(CASES[name]?.content ?? {}, 'http://127.0.0.1:1');
    execFileSync('bash', ['-n'], { input: script });
    execFileSync('sh', ['-n'], { input: script });
  });

  describe('with a case that attacks', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'sfn-conformance-script-'));
      // No request is sent, and nothing waits.
      await mkdir(join(folder, 'bin'));
      for (const name of ['aws', 'zip', 'sleep']) {
        await writeFile(join(folder, 'bin', name), '#!/bin/sh\n');
        await chmod(join(folder, 'bin', name), 0o755);
      }
    });
    afterAll(() => rm(folder, { recursive: true }));

    it.each([
      "'; touch spoilt; '",
      '"; touch spoilt; "',
      '$(touch spoilt)`touch spoilt`',
      '\ntouch spoilt\n#',
      '\nEND\ntouch spoilt\n',
      '\\\ntouch spoilt',
      '\r\ntouch spoilt\u2028touch spoilt',
    ])('with %j runs no command of it', async (attack) => {
      const spoilt = join(folder, 'spoilt');
      const PATH = `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`;
      const hostile = attack.replaceAll('spoilt', spoilt);
      for (const finding of hostileReport(hostile).findings) {
        const attacked: Finding = {
          ...finding,
          case: {
            ...finding.case,
            functions: {
              [`f${hostile}`]: {
                outcomes: [{ return: hostile }],
                versions: { 1: [{ throw: { errorType: hostile } }], [hostile]: [{ echo: true }] },
                aliases: { [hostile]: hostile, b: [hostile], c: { weights: { [hostile]: 1, 2: 1 } } },
              },
              g: { outcomes: [{ fault: hostile }] },
            },
            callbacks: { [hostile]: [] },
            integrations: { [hostile]: [] },
          },
          expected: {
            ...finding.expected,
            callbacks: [
              { state: hostile, attempt: 1, answer: { success: hostile, token: hostile }, result: hostile },
              {
                state: hostile,
                attempt: 1,
                answer: { failure: { error: hostile, cause: hostile } },
                result: hostile,
              },
            ],
          },
        };
        const { script } = reproductionOf(attacked, 'http://127.0.0.1:1', 'AWS');
        await run('bash', ['-c', script], { env: { ...process.env, PATH, TMPDIR: folder } });
        expect(await readdir(folder)).not.toContain('spoilt');
      }
    });
  });

  const aws = hasAws();
  if (!aws)
    process.stderr.write('Skipped: no AWS CLI on the path: reproductions are not run against the emulator\n');

  it.runIf(aws).each(Object.keys(CASES))(
    '%s: shows it on a target, by the AWS CLI',
    async (name) => {
      const emulator = await startEmulator({ port: 0 });
      try {
        const { content, says } = CASES[name] ?? { content: {}, says: [] };
        const { stdout, stderr } = await run('bash', ['-c', await scriptOf(content, emulator.url)]);
        for (const one of says) expect(stdout + stderr).toMatch(one);
      } finally {
        await emulator.close();
      }
      // Each call of the CLI starts a Python of its own.
    },
    300_000,
  );
});

function hasAws(): boolean {
  try {
    execFileSync('aws', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
