/** The folder of a large run, made as a run makes it, of real observations: a target that mistakes fields and retries. */
import { basename, dirname } from 'node:path';
import { referenceExecutor } from '../src/executors/reference.ts';
import { mutatedReference } from '../src/merge/mutated-reference.fixture.ts';
import { independent, signatureOf } from '../src/compare/signature.ts';
import { KIT_VERSION } from '../src/kit.ts';
import { loadCatalogue } from '../src/rules/load-catalogue.ts';
import type { Finding } from '../src/run/finding.ts';
import { findingOf } from '../src/run/find.ts';
import { generatedCases } from '../src/run/generated-cases.ts';
import { RUN_FORMAT, type RunHeader } from '../src/run/record.ts';
import { RunFolder } from '../src/run/run-folder.ts';
import { standardParts } from '../src/run/standard-parts.ts';
import { summarize } from '../src/run/summary.ts';
import { Tally } from '../src/run/tally.ts';
import { tryOnce } from '../src/run/trial.ts';

const SEED = 1;

/** Every finding is a case as it was drawn: larger than any that a run would have shrunk. */
export async function largeRun(
  path: string,
  { cases, findings: wanted }: { readonly cases: number; readonly findings: number },
): Promise<void> {
  const folder = await RunFolder.create(dirname(path), basename(path));
  const [oracle, target] = [referenceExecutor(), mutatedReference('large')];
  const parts = standardParts(loadCatalogue());
  const signal = new AbortController().signal;
  const contest = { ...parts, oracle, target, caseTimeLimit: 60_000 };
  const time = '2026-01-02T03:04:05.000Z';
  const header: RunHeader = {
    kind: 'header',
    format: RUN_FORMAT,
    kit: KIT_VERSION,
    target: target.name,
    oracle: oracle.name,
    seed: SEED,
    runs: cases,
    suites: ['generated'],
    started: time,
  };
  const tally = new Tally();
  const findings: Finding[] = [];
  await folder.write(header);
  for await (const source of generatedCases({ seed: SEED, count: cases })) {
    const trial = await tryOnce(contest, source.case, signal);
    await folder.write({ kind: 'case', ...source, ...trial });
    tally.add(trial.verdict, source.features, source.transitions);
    if (trial.verdict.kind !== 'diverges' || findings.length === wanted) continue;
    const [own] = independent(trial.verdict.differences);
    const found =
      own && (await findingOf(source.case, trial, signatureOf(own), { ...parts, target: target.name }));
    if (found) findings.push({ ...found.finding, id: `${found.finding.id}-${findings.length}` });
  }
  await folder.write({ kind: 'footer', ...tally.counts, complete: true, ended: time });
  await folder.close();
  if (findings.length < wanted) throw new Error(`only ${findings.length} of ${cases} cases differ`);
  for (const finding of findings) await folder.writeFinding(finding);
  const summary = summarize(header, tally, findings, { complete: true, ended: time });
  await folder.writeFile('summary.json', JSON.stringify(summary));
}
