/** `recordings`: the reference against every recorded case under a folder. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ShapeError } from '../case/shape.ts';
import { parseJson } from '../json/parse.ts';
import { checkRecorded } from '../recordings/check-recorded.ts';
import { readRecordedCases, type RecordedCase } from '../recordings/recorded-case.ts';
import { RecordingScore, scoreText } from '../recordings/recording-score.ts';
import { UsageError, type Command } from './command.ts';
import { parseOptions } from './options.ts';

const USAGE = 'npm run -s recordings -- DIR [--json]';

export const recordingsCommand: Command = {
  name: 'recordings',
  about: 'holds the reference to cases recorded on AWS',
  usage: USAGE,
  run: async (args, { out, err, interactive }) => {
    const { flags, positionals } = parseOptions(args, { json: 'flag' }, USAGE);
    const [folder] = positionals;
    if (folder === undefined || positionals.length > 1)
      throw new UsageError(`Name one folder or file.\n\nUsage: ${USAGE}`);
    const score = new RecordingScore();
    for (const file of await recordingFiles(folder)) {
      for (const recordedCase of await readFileCases(file)) {
        score.add(recordedCase, await checkRecorded(recordedCase));
      }
      if (interactive) err(`\r${score.total.cases} cases read `);
    }
    if (interactive) err('\r');
    out(flags['json'] ? `${JSON.stringify(asJson(score), undefined, 2)}\n` : `${scoreText(score)}\n`);
    return score.shortfalls.length === 0 ? 0 : 1;
  },
};

const asJson = (score: RecordingScore): object => ({
  groups: score.groups,
  total: score.total,
  differs: score.shortfalls,
  declined: score.declined,
});

async function recordingFiles(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined)
    throw new UsageError(`There is no folder or file '${path}'. Give the folder that holds the recordings.`);
  if (!found.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true });
  const files = entries.filter((entry) => entry.endsWith('.json')).toSorted();
  if (files.length === 0)
    throw new UsageError(
      `'${path}' holds no .json file. Recordings are JSON arrays of cases, one file a group.`,
    );
  return files.map((file) => join(path, file));
}

async function readFileCases(file: string): Promise<readonly RecordedCase[]> {
  const parsing = parseJson(await readFile(file, 'utf8'));
  if (!parsing.ok) throw new UsageError(`${file} is not JSON: ${parsing.message}`);
  try {
    return readRecordedCases(parsing.value, '');
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new UsageError(
      `${file} is not a file of recordings: ${error.message}. Each case needs id, group, kind and recorded.`,
    );
  }
}
