/**
 * Reads a recording with its cases: a run's folder or its `run.ndjson`, of which the target's side is taken, or pairs of a case
 * and an observation, as `--target recording:PATH` reads them.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { featuresOf } from '../../generators/features/features-of.ts';
import { contentHash } from '../case/content-hash.ts';
import { parseCase } from '../case/parse-case.ts';
import { expectObject, expectText, mapItems, ShapeError } from '../case/shape.ts';
import type { ExecutorOutcome } from '../executors/executor.ts';
import { asPredicted, spanSince } from '../executors/recording/as-predicted.ts';
import { readObservation } from '../executors/recording/read-observation.ts';
import { recordedValues } from '../executors/recording/recorded-values.ts';
import { isJsonObject, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import { parseOutcome } from '../run/parse-outcome.ts';
import { RunFileError } from '../report/run-files/run-file-error.ts';
import type { RecordedCase, Recording, RecordingIdentity } from './recording.ts';

/** Throws a RunFileError that names file and line where it can't be read or holds nothing. */
export async function readRecording(path: string): Promise<Recording> {
  const cases = new Map<string, RecordedCase>();
  let header: Partial<RecordingIdentity> = {};
  let complete: boolean | undefined;
  let isRun = false;
  try {
    for await (const { place, value } of recordedValues(await fileOf(path))) {
      if (!isJsonObject(value)) continue;
      const kind = valueAt(value, 'kind');
      if (kind === 'header') {
        isRun = true;
        header = readHeader(value, place);
      } else if (kind === 'footer') complete = valueAt(value, 'complete') === true;
      else {
        const recorded = readCase(value, place);
        if (recorded) cases.set(contentHash(recorded.case), held(recorded, header.started));
      }
    }
  } catch (error) {
    throw readable(error, path);
  }
  if (cases.size === 0)
    throw new RunFileError(
      path,
      'it holds no case with an observation. Expected the folder of a run, its run.ndjson, or JSON with {"case": ..., "observation": ...}.',
    );
  return { path, ...header, complete: isRun ? (complete ?? false) : true, cases };
}

/** So that another recording can be held to it: tokens and times are others each time. */
function held(recorded: RecordedCase, started: string | undefined): RecordedCase {
  const { outcome, case: testCase } = recorded;
  if (outcome.kind !== 'observed') return recorded;
  const observation = asPredicted(outcome.observation, testCase, spanSince(started));
  return { ...recorded, outcome: { ...outcome, observation } };
}

/** Of a run's folder only the lines count: its findings are made of them. */
async function fileOf(path: string): Promise<string> {
  const lines = join(path, 'run.ndjson');
  return (await isFile(lines)) ? lines : path;
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

function readHeader(source: JsonObject, place: string): Partial<RecordingIdentity> {
  return {
    target: expectText(source['target'], `${place}.target`),
    kit: expectText(source['kit'], `${place}.kit`),
    started: expectText(source['started'], `${place}.started`),
  };
}

/** Undefined for JSON that holds no case with what became of it. */
function readCase(source: JsonObject, place: string): RecordedCase | undefined {
  const [listed, outcome] = [valueAt(source, 'case'), outcomeIn(source, place)];
  if (listed === undefined || outcome === undefined) return undefined;
  const parsing = parseCase(listed);
  if (!parsing.ok) throw new ShapeError(`${place}.case`, `a case (${parsing.message})`, listed);
  const [features, suite] = [valueAt(source, 'features'), valueAt(source, 'suite')];
  return {
    case: parsing.case,
    features:
      features === undefined ? featuresOf(parsing.case) : mapItems(features, `${place}.features`, expectText),
    suite: typeof suite === 'string' ? suite : 'recorded',
    outcome,
  };
}

function outcomeIn(source: JsonObject, place: string): ExecutorOutcome | undefined {
  const observed = (value: JsonValue | undefined, inner: string): ExecutorOutcome => ({
    kind: 'observed',
    observation: readObservation(value, `${inner}.observation`),
  });
  const observation = valueAt(source, 'observation');
  if (observation !== undefined) return observed(observation, place);
  const target = valueAt(source, 'target');
  if (!isJsonObject(target)) return undefined;
  const inside = `${place}.target`;
  return (
    unsteady(source, place) ??
    (valueAt(target, 'kind') === 'observed'
      ? observed(valueAt(target, 'observation'), inside)
      : parseOutcome(target, inside))
  );
}

/** What differed from one time to the next, within minutes, tells nothing of months. */
function unsteady(source: JsonObject, place: string): ExecutorOutcome | undefined {
  const verdict = valueAt(source, 'verdict');
  if (valueAt(source, 'again') === undefined || verdict === undefined) return undefined;
  const { kind, reason } = expectObject(verdict, `${place}.verdict`);
  if (kind !== 'indeterminate') return undefined;
  return { kind: 'indeterminate', fault: 'setup', reason: expectText(reason, `${place}.verdict.reason`) };
}

function readable(error: unknown, path: string): unknown {
  if (error instanceof ShapeError)
    return new RunFileError(path, `${error.message}. It was cut or changed, or is no recording.`);
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  return new RunFileError(
    path,
    code === 'ENOENT'
      ? 'there is no such file or folder. Name the folder of a run, or a file of recordings.'
      : `it can't be read (${code}).`,
  );
}
