/** Time and memory of writing the HTML report of a large run: 5,000 cases with 200 findings, unshrunk, from its folder. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { largeRun } from './large-run.ts';
import { mebibytes } from './growth.ts';

const CLI = fileURLToPath(new URL('../bin/sfn-conformance.js', import.meta.url));
const METER = new URL('./process-meter.mjs', import.meta.url).href;

/** The command as a user runs it, in a process of its own, against one that renders nothing: `report` of a folder that isn't there. */
export async function reportWriting(
  print: (line: string) => void,
  size: { readonly cases: number; readonly findings: number },
): Promise<void> {
  const parent = await mkdtemp(join(tmpdir(), 'sfn-conformance-bench-'));
  try {
    const folder = join(parent, 'run');
    await largeRun(folder, size);
    const idle = await metered(['report', join(parent, 'nothing'), '--reporter', 'html']);
    const html = await metered(['report', folder, '--reporter', 'html']);
    if (html.code !== 0) throw new Error(`report ended with ${html.code}: ${html.said}`);
    const { size: bytes } = await stat(join(folder, 'report.html'));
    const { size: read } = await stat(join(folder, 'run.ndjson'));
    print(
      `HTML report of ${size.cases} cases and ${size.findings} findings: ${html.seconds.toFixed(1)} s (${html.work.toFixed(1)} s of work) and ${mebibytes(html.peak)} MiB at most, ` +
        `${(html.work / idle.work).toFixed(1)} times the work and ${(html.peak / idle.peak).toFixed(1)} times the memory of the kit doing nothing ` +
        `(read ${mebibytes(read)} MiB, wrote ${mebibytes(bytes)} MiB)`,
    );
  } finally {
    await rm(parent, { recursive: true });
  }
}

interface Metered {
  readonly code: number | null;
  readonly seconds: number;
  /** Seconds that processors worked for it; on a machine that has other things to do it takes longer. */
  readonly work: number;
  /** Bytes of memory that the process had at most. */
  readonly peak: number;
  readonly said: string;
}

async function metered(args: readonly string[]): Promise<Metered> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', METER, CLI, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const seconds = (performance.now() - began) / 1000;
  const [, peak, work] = /peak memory: (\d+) KiB, work: (\d+) us/.exec(said) ?? [];
  return { code, seconds, work: Number(work) / 1e6, peak: Number(peak) * 1024, said };
}
