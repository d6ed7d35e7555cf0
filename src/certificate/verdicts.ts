/** The verdicts on what a target did, reached anew from the profile and the reference, and what they add up to. */
import { contentHash } from '../case/content-hash.ts';
import { judge } from '../compare/judge.ts';
import { independent, signatureOf } from '../compare/signature.ts';
import type { Facet } from '../compare/difference.ts';
import { referenceExecutor } from '../executors/reference.ts';
import { Places } from '../merge/places.ts';
import type { LoadedProfile } from '../profiles/load-profile.ts';
import { RunFileError } from '../report/run-files/run-file-error.ts';
import { findingOf } from '../run/find.ts';
import { GatheredFindings } from '../run/gathered-findings.ts';
import type { StandardParts } from '../run/standard-parts.ts';
import { Tally } from '../run/tally.ts';
import { judgeAgain } from '../run/trial.ts';
import type { CertificateFinding } from './certificate.ts';
import { FacetTally } from './facet-tally.ts';
import { apiFinding, apiSignature, judgeApiCase } from './judge-api-case.ts';
import type { ObservedApiCase, ObservedCase, ObservedMinimal } from './observations.ts';
import { RuleTally } from './rule-tally.ts';

export type JudgingParts = Pick<StandardParts, 'inferredRules' | 'attribute' | 'featuresOf'>;

/** A case that differs, as far as findings and waivers need it. */
export interface DifferingCase {
  readonly facets: ReadonlySet<Facet>;
  /** The ways in which it differs on its own account. */
  readonly signatures: readonly string[];
  readonly features: readonly string[];
}

const never = new AbortController().signal;

export class Verdicts {
  readonly tally = new Tally();
  readonly facets = new FacetTally();
  readonly rules = new RuleTally();
  readonly differing: DifferingCase[] = [];
  /** Cases that differ where AWS is known by inference only. */
  onInference = 0;
  readonly #loaded: LoadedProfile;
  readonly #parts: JudgingParts;
  readonly #reference = referenceExecutor();
  readonly #seen: Places;
  readonly #seenApi: Places;
  readonly #gathered = new GatheredFindings();
  readonly #minimal = new Set<string>();
  readonly #apiFindings = new Map<string, CertificateFinding>();

  constructor(loaded: LoadedProfile, parts: JudgingParts) {
    this.#loaded = loaded;
    this.#parts = parts;
    this.#seen = new Places(loaded.list.total);
    this.#seenApi = new Places(loaded.apiCases.length);
  }

  /** A case of the profile. Throws a RunFileError where it isn't the one that belongs there. */
  async addCase({ index, case: hash, target, again }: ObservedCase, place: string): Promise<void> {
    const { list } = this.#loaded;
    if (!Number.isInteger(index) || index >= list.total)
      throw new RunFileError(
        place,
        `index: expected a place of the profile, from 0 to ${list.total - 1}, found ${index}.`,
      );
    const entry = list.entryAt(index);
    if (entry.hash !== hash)
      throw new RunFileError(
        place,
        `case: expected ${entry.hash}, the case at ${index} of the profile, found ${hash}.`,
      );
    if (!this.#seen.add(index)) throw new RunFileError(place, `case ${index} (${hash}) was observed before.`);
    const testCase = list.caseAt(index);
    const oracle = await this.#reference.execute(testCase, never);
    const { inferredRules, featuresOf } = this.#parts;
    const verdict = judgeAgain({ oracle, target, ...(again && { again }) }, inferredRules);
    this.tally.add(verdict, []);
    if ('rules' in entry) this.rules.add(entry.rules, verdict.kind);
    if (oracle.kind === 'observed' && target.kind === 'observed' && verdict.kind !== 'indeterminate')
      this.facets.addJudged(testCase, oracle.observation, target.observation);
    if (verdict.kind === 'conforms' && verdict.warnings !== undefined) this.onInference += 1;
    if (verdict.kind === 'diverges')
      this.differing.push({
        facets: new Set(verdict.differences.map(({ facet }) => facet)),
        signatures: [...new Set(independent(verdict.differences).map(signatureOf))],
        features: featuresOf(testCase),
      });
  }

  /** A case about the API. */
  addApiCase({ index, api, outcome, again }: ObservedApiCase, place: string): void {
    const { apiCases, profile } = this.#loaded;
    const [apiCase, entry] = [apiCases[index], profile.apiCases[index]];
    if (apiCase === undefined || entry === undefined)
      throw new RunFileError(
        place,
        `index: expected a place of the profile's API cases, from 0 to ${apiCases.length - 1}, found ${index}.`,
      );
    if (apiCase.name !== api)
      throw new RunFileError(
        place,
        `api: expected ${apiCase.name}, the API case at ${index} of the profile, found ${api}.`,
      );
    if (!this.#seenApi.add(index))
      throw new RunFileError(place, `API case ${index} (${api}) was observed before.`);
    const verdict = judgeApiCase(apiCase, outcome, again);
    this.tally.add(verdict, []);
    this.rules.add(entry.rules, verdict.kind);
    if (verdict.kind === 'conforms' || verdict.kind === 'diverges') this.facets.addApi();
    if (verdict.kind !== 'diverges') return;
    for (const difference of verdict.differences) {
      const finding = apiFinding(apiCase, entry, difference);
      this.#apiFindings.set(finding.id, finding);
    }
    const signatures = verdict.differences.map((difference) => apiSignature(api, difference.place));
    this.differing.push({ facets: new Set(['api']), signatures, features: [] });
  }

  /** The smallest case for one way in which the cause of a finding shows. */
  async addMinimal(
    { case: minimal, signature, target }: ObservedMinimal,
    name: string,
    place: string,
  ): Promise<void> {
    const oracle = await this.#reference.execute(minimal, never);
    const verdict = judge(oracle, target, this.#parts.inferredRules);
    const found = await findingOf(minimal, { oracle, target, verdict }, signature, {
      ...this.#parts,
      target: name,
    });
    if (found === undefined)
      throw new RunFileError(
        place,
        `the minimal case ${contentHash(minimal)} doesn't show what it stands for (${signature}): what the target did with it was changed, or the case.`,
      );
    const key = `${contentHash(minimal)} ${signature}`;
    if (this.#minimal.has(key))
      throw new RunFileError(
        place,
        `the minimal case ${contentHash(minimal)} was there before, for ${found.finding.id}.`,
      );
    this.#minimal.add(key);
    // The first of a cause stands for it.
    const asDrawn = this.#gathered.has(found.cause);
    this.#gathered.add({ ...found, cases: new Set(), asDrawn });
  }

  get findings(): readonly CertificateFinding[] {
    return [...this.#gathered.findings, ...this.#apiFindings.values()];
  }

  /** The cases of the profile that were not observed. */
  *missing(): Iterable<string> {
    for (const place of this.#seen.missing())
      yield `case ${place} (${this.#loaded.list.entryAt(place).hash})`;
    for (const place of this.#seenApi.missing())
      yield `API case ${place} (${this.#loaded.apiCases[place]?.name})`;
  }
}
