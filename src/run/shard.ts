/** One of several parts of a run. Part i of n takes every nth case, so that long suites are shared out evenly. */

export interface Shard {
  /** Counted from 1. */
  readonly index: number;
  readonly of: number;
}

/** How many cases of a list fall to a shard. */
export const shardSize = (total: number, { index, of }: Shard): number =>
  Math.max(0, Math.ceil((total - (index - 1)) / of));

/** The shard that a case falls to, counted from 1. */
export const shardOfCase = (position: number, of: number): number => (position % of) + 1;

export const shardText = ({ index, of }: Shard): string => `${index}/${of}`;

export type ShardReading =
  { readonly ok: true; readonly shard: Shard } | { readonly ok: false; readonly problem: string };

/**
 * Variables in which an engine tells a job its place, counted from 0, and how many there are.
 * AWS Batch array jobs: https://docs.aws.amazon.com/batch/latest/userguide/job_env_vars.html;
 * Kubernetes indexed jobs: https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode.
 */
const ENGINES = [
  { engine: 'AWS Batch', index: 'AWS_BATCH_JOB_ARRAY_INDEX', size: 'AWS_BATCH_JOB_ARRAY_SIZE' },
  { engine: 'Kubernetes', index: 'JOB_COMPLETION_INDEX', size: undefined },
] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** `3/8`; `auto` or `auto/8` for the place that the engine has put into the environment. */
export function readShard(text: string, environment: Environment): ShardReading {
  const match = /^(\d+|auto)(?:\/(\d+))?$/.exec(text);
  if (match === null) return problem(`expected i/n such as 3/8, or auto, found '${text}'`);
  const [, place = '', count] = match;
  if (place === 'auto') return fromEnvironment(count, environment);
  if (count === undefined) return problem(`'${text}' says which part, and not of how many: write ${text}/n`);
  return checked(Number(place), Number(count), text);
}

function fromEnvironment(count: string | undefined, environment: Environment): ShardReading {
  for (const { engine, index, size } of ENGINES) {
    const place = environment[index];
    if (place === undefined || place === '') continue;
    if (!/^\d+$/.test(place)) return problem(`${index} is '${place}', and not a number (${engine} sets it)`);
    const of = count ?? (size && environment[size]);
    if (of === undefined)
      return problem(`${engine} doesn't tell how many jobs there are: write auto/n, n as many as there are`);
    return checked(Number(place) + 1, Number(of), `${index}=${place} of ${of}`);
  }
  const names = ENGINES.map(({ engine, index }) => `${index} (${engine})`).join(' nor ');
  return problem(`auto takes the place from the engine, but neither ${names} is set; elsewhere write i/n`);
}

function checked(index: number, of: number, found: string): ShardReading {
  if (!Number.isSafeInteger(of) || of < 1 || index < 1 || index > of)
    return problem(`expected i from 1 to n, found '${found}'`);
  return { ok: true, shard: { index, of } };
}

const problem = (text: string): ShardReading => ({ ok: false, problem: text });
