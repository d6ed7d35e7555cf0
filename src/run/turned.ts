/**
 * Whether a target has turned while it was examined. A server that breaks in use, such as one whose parser is spoilt by two
 * definitions at once, goes on to answer, and all that it answers from then on says nothing of it as it was started.
 */
import { signatureOf } from '../compare/signature.ts';
import type { SourcedCase } from './case-source.ts';
import { confirm, tryOnce, type Contest, type Trial } from './trial.ts';

/** Cases that are looked at again at the end. */
const SAMPLES = 12;

export class FirstImpressions {
  readonly #cases: SourcedCase[] = [];
  readonly #features = new Set<string>();

  /** Keeps the first cases that conform and that contain something that none before them did. */
  note(source: SourcedCase, { verdict }: Trial): void {
    if (verdict.kind !== 'conforms' || verdict.warnings !== undefined || this.#cases.length === SAMPLES)
      return;
    if (source.features.every((feature) => this.#features.has(feature))) return;
    for (const feature of source.features) this.#features.add(feature);
    this.#cases.push(source);
  }

  /** What the target does otherwise now than when the run began; undefined where it does the same. */
  async turned(contest: Contest, signal: AbortSignal): Promise<string | undefined> {
    for (const { case: kept, index } of this.#cases) {
      if (signal.aborted) return undefined;
      const trial = await confirm(contest, kept, await tryOnce(contest, kept, signal), signal);
      const [difference] = trial.verdict.kind === 'diverges' ? trial.verdict.differences : [];
      if (difference !== undefined)
        return (
          `the target has turned while it was examined: case ${index + 1} of the list conformed when it was first run, and differs now ` +
          `(${signatureOf(difference)}). What it did in between proves nothing. Start it anew, and run fewer cases at once (--concurrency 1).`
        );
    }
    return undefined;
  }
}
