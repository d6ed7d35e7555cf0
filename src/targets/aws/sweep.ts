/** After a crash: removes what a ledger names and nothing else, in the account that it names. */
import { hostname } from 'node:os';
import type { TargetApi } from '../../executors/aws-api/api.ts';
import type { ScriptTable } from '../../executors/aws-api/one-function/script-table.ts';
import { checkCaller } from './caller.ts';
import { remove, type Removal } from './clean-up.ts';
import { Ledger, readLedger, type LedgerHeader } from './ledger.ts';
import type { Resource } from './resource.ts';
import { awsApi, awsTable } from './services.ts';

export interface SweepOptions {
  /** Told of each resource, once it is seen to. */
  readonly told: (resource: Resource, removal: Removal) => void;
  /** Sweeps the ledger of a run that still goes on as well. */
  readonly evenIfRunning: boolean;
  readonly signal: AbortSignal;
}

export type Sweep =
  /** How many of its resources are left; the ledger is gone where there are none. */
  | { readonly kind: 'swept'; readonly left: number }
  | { readonly kind: 'refused'; readonly reason: string; readonly remedy: string };

export async function sweepLedger(path: string, options: SweepOptions): Promise<Sweep> {
  const reading = await readLedger(path);
  if (reading.kind === 'unreadable')
    return {
      kind: 'refused',
      reason: reading.reason,
      remedy: 'Name the ledger that the run told of when it started (.ledgers/RUN.ndjson).',
    };
  const { header, standing } = reading;
  if (!options.evenIfRunning && isRunning(header))
    return {
      kind: 'refused',
      reason: `its run still goes on as process ${header.process}`,
      remedy:
        'End it first: it removes what it made. If that process is another one by now, add --even-if-running.',
    };
  const check = await checkCaller(header.account, header);
  if (check.kind === 'refused') return check;
  const api = awsApi(header);
  const table = awsTable(header, header.run);
  try {
    return { kind: 'swept', left: await sweep(path, header, standing, { api, table }, options) };
  } finally {
    api.close();
    table.close();
  }
}

async function sweep(
  path: string,
  header: LedgerHeader,
  standing: readonly Resource[],
  services: { readonly api: TargetApi; readonly table: ScriptTable },
  { told, signal }: SweepOptions,
): Promise<number> {
  const ledger = await Ledger.reopen(path, standing);
  for (const resource of standing) {
    if (signal.aborted) break;
    const removal = await remove(resource, { ...services, place: header, run: header.run });
    if (removal.kind !== 'left') await ledger.gone(resource);
    told(resource, removal);
  }
  const left = ledger.standing.length;
  await ledger.close();
  return left;
}

/** On this machine; of another one's processes nothing is known. */
function isRunning({ host, process: id }: LedgerHeader): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Somebody else's process lives, but it takes no signal.
    return (error as { readonly code?: string }).code === 'EPERM';
  }
}
