/** Replays every case of a folder on one target, a line for each: for tests that hold a target to stored cases. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Case } from '../case/case.ts';
import { independent } from '../compare/signature.ts';
import type { Verdict } from '../compare/verdict.ts';
import { shortLine } from '../report/printable.ts';
import { bothShown, placeText } from '../report/side-by-side.ts';
import { runPool } from '../run/pool.ts';
import { tryCase, type Contest } from '../run/trial.ts';
import { UsageError, type ExitCode, type Terminal } from './command.ts';

export interface FolderReplay {
  readonly contest: Contest;
  readonly read: (file: string) => Promise<{ readonly case: Case }>;
  readonly concurrency: number;
  /** One line of JSON a case in place of words. */
  readonly json: boolean;
}

/** What came of one case; the words are those of `replay`, with DECLINED apart from ERROR. */
interface Replayed {
  readonly file: string;
  readonly result: 'FIXED' | 'FAILS' | 'DECLINED' | 'ERROR';
  readonly details: readonly string[];
}

/** 1 where a case fails, 2 where nothing was learnt of one, else 0; a case that the target declines counts neither way. */
export async function replayFolder(
  folder: string,
  { contest, read, concurrency, json }: FolderReplay,
  { out, signal }: Terminal,
): Promise<ExitCode> {
  const files = await caseFiles(folder);
  if (files.length === 0)
    throw new UsageError(`'${folder}' holds no case: expected files that end in .json.`);
  // All are read before any is run: one that can't be read is told at once.
  const cases: { readonly file: string; readonly case: Case }[] = [];
  for (const file of files) cases.push({ file, case: (await read(join(folder, file))).case });
  const results = new Map<Replayed['result'], number>();
  await runPool(
    each(cases),
    concurrency,
    async ({ file, case: stored }) => {
      const { verdict } = await tryCase(contest, stored, signal);
      if (signal.aborted) return;
      const replayed = { file, ...told(verdict) };
      results.set(replayed.result, (results.get(replayed.result) ?? 0) + 1);
      out(json ? `${JSON.stringify(replayed)}\n` : `${inWords(replayed)}\n`);
    },
    signal,
  );
  if (results.has('FAILS')) return 1;
  return results.has('ERROR') || signal.aborted ? 2 : 0;
}

/** The folder's own; of a run's folder those of its findings. */
async function caseFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  if (names.includes('run.ndjson') && names.includes('findings'))
    return (await caseFiles(join(folder, 'findings'))).map((name) => join('findings', name));
  return names.filter((name) => name.endsWith('.json')).toSorted();
}

async function* each<T>(items: readonly T[]): AsyncIterable<T> {
  yield* items;
}

function told(verdict: Verdict): Pick<Replayed, 'result' | 'details'> {
  switch (verdict.kind) {
    case 'conforms':
      return { result: 'FIXED', details: [] };
    case 'declined':
      return { result: 'DECLINED', details: [shortLine(verdict.reason)] };
    case 'indeterminate':
      return { result: 'ERROR', details: [shortLine(verdict.reason)] };
    case 'diverges':
      return {
        result: 'FAILS',
        details: independent(verdict.differences).map((difference) => {
          const { expected, observed } = bothShown(difference);
          return `${placeText(difference)}: AWS ${expected}, target ${observed}`;
        }),
      };
  }
}

const inWords = ({ file, result, details }: Replayed): string =>
  [`${result}: ${file}`, ...details.map((line) => `  ${line}`)].join('\n');
