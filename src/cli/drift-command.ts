/** `drift`: two recordings compared. */
import { featuresOf } from '../../generators/features/features-of.ts';
import { changelogHint, driftText } from '../drift/drift-text.ts';
import { compareRecordings } from '../drift/compare-recordings.ts';
import { driftExitCode, type Drift } from '../drift/drift.ts';
import { readRecording } from '../drift/read-recording.ts';
import type { Recording } from '../drift/recording.ts';
import { writeChangelog } from '../drift/write-changelog.ts';
import { referenceExecutor } from '../executors/reference.ts';
import { RunFileError } from '../report/run-files/run-file-error.ts';
import { judgingBy } from '../rules/judging.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { UsageError, type Command } from './command.ts';
import { parseOptions } from './options.ts';

const USAGE = 'npm run -s drift -- OLD NEW [--changelog] [--out reports/drift]';

/** Where entries of the changelog are written. */
export const CHANGELOG_FOLDER = 'reports/drift';

export const driftCommand: Command = {
  name: 'drift',
  about: 'compares two recordings of a target: what changed, since when, by which rule',
  usage: USAGE,
  run: async (args, { out, signal }) => {
    const { texts, flags, positionals } = parseOptions(args, { changelog: 'flag', out: 'text' }, USAGE);
    const [old, now, ...more] = positionals;
    if (old === undefined || now === undefined || more.length > 0)
      throw new UsageError(
        `Name two recordings, the older one first: the folder of a run, its run.ndjson, or a file of recorded cases.\n\nUsage: ${USAGE}`,
      );
    const drift = await driftBetween(await opened(old), await opened(now), signal);
    out(driftText(drift));
    const changed = drift.changes.length + drift.support.length > 0;
    if (!flags['changelog'] && texts['out'] === undefined) {
      if (changed) out(changelogHint(old, now));
    } else if (changed) {
      const folder = texts['out'] ?? CHANGELOG_FOLDER;
      out(`Written: ${await writeChangelog(drift, folder, new Date().toISOString().slice(0, 10))}\n`);
    } else out('Nothing is written into the changelog, for nothing has changed.\n');
    return driftExitCode(drift);
  },
};

/** The rules are those of the kit's catalogue. */
export function driftBetween(old: Recording, now: Recording, signal: AbortSignal): Promise<Drift> {
  const { attribute } = judgingBy(loadCatalogue());
  return compareRecordings(old, now, { featuresOf, attribute, reference: referenceExecutor(), signal });
}

const opened = (path: string): Promise<Recording> =>
  readRecording(path.replace(/^recording:/, '')).catch((error: unknown) => {
    throw error instanceof RunFileError ? new UsageError(error.message) : error;
  });
