/** What there is on this machine: each target, how it can be had, and what it can do where it can be had at once. */
import type { Capability } from './capabilities/capability.ts';
import type { KnownTarget } from './known-targets.ts';
import type { Availability, TargetOpening } from './target.ts';

export interface Surveyed {
  readonly known: KnownTarget;
  readonly availability: Availability;
  /** Absent where it was not opened. */
  readonly found?: Found;
}

export type Found =
  | {
      readonly kind: 'open';
      /** Where it answered; absent for a library. */
      readonly url?: string;
      /** How its functions are had; absent for a library. */
      readonly functions?: string;
      readonly capabilities: readonly Capability[];
    }
  | { readonly kind: 'failed'; readonly reason: string };

export interface SurveyOptions {
  /** False where nothing is to be started. */
  readonly open: boolean;
  readonly progress: (line: string) => void;
  readonly signal: AbortSignal;
}

/** One after the other, so that none slows another down. */
export async function* survey(
  targets: readonly KnownTarget[],
  { open, progress, signal }: SurveyOptions,
): AsyncIterable<Surveyed> {
  for (const known of targets) {
    if (signal.aborted) return;
    const availability = await known.target.check();
    if (!open || availability.kind !== 'ready' || known.target.wayOf !== undefined)
      yield { known, availability };
    else {
      progress(`${known.target.name}: asking it what it can do`);
      yield { known, availability, found: await look(known, signal) };
    }
  }
}

async function look({ target }: KnownTarget, signal: AbortSignal): Promise<Found> {
  const opening: TargetOpening = await target.open({ evenWithoutFunctions: true, signal });
  if (opening.kind === 'unavailable') return { kind: 'failed', reason: opening.reason };
  const { executor, url, connection } = opening;
  try {
    return {
      kind: 'open',
      capabilities: (await connection?.capabilities()) ?? [],
      ...(url !== undefined && { url }),
      ...(connection && { functions: connection.functions }),
    };
  } finally {
    await executor.close();
  }
}
