/** Observations from a file, in place of running anything. */
import { contentHash } from '../case/content-hash.ts';
import type { Executor } from './executor.ts';
import { readRecordings } from './recording/read-recordings.ts';

export type RecordingOpening =
  | { readonly kind: 'open'; readonly executor: Executor }
  | { readonly kind: 'unavailable'; readonly reason: string; readonly remedy: string };

/** `path` is a file (`.json`, `.ndjson`) or a folder of such files. */
export async function openRecording(path: string): Promise<RecordingOpening> {
  const reading = await readRecordings(path);
  if (reading.kind === 'unreadable')
    return { kind: 'unavailable', reason: reading.reason, remedy: WHAT_IS_READ };
  const { observations } = reading;
  if (observations.size === 0)
    return { kind: 'unavailable', reason: `${path} holds no observations`, remedy: WHAT_IS_READ };
  const executor: Executor = {
    name: `recording:${path}`,
    execute: async (testCase, signal) => {
      if (signal.aborted) return { kind: 'indeterminate', fault: 'cancelled', reason: 'the run was stopped' };
      const observation = observations.get(contentHash(testCase));
      return observation
        ? { kind: 'observed', observation }
        : { kind: 'declined', reason: 'the recording holds no observation of this case' };
    },
    close: async () => {},
  };
  return { kind: 'open', executor };
}

const WHAT_IS_READ =
  'Give the run.ndjson of a run, or JSON with {"case": ..., "observation": ...}: one, an array, one a line, or a folder of such files.';
