/** A certificate out of raw observations: how it is made, and how it is checked. */
import { parsedLine } from '../merge/parsed-line.ts';
import type { LoadedProfile } from '../profiles/load-profile.ts';
import { RunFileError } from '../report/run-files/run-file-error.ts';
import { textLines } from '../report/run-files/text-lines.ts';
import type { Waiver } from '../waivers/waiver.ts';
import type { Certificate } from './certificate.ts';
import type { ObservationsFooter, ObservationsHeader } from './observations.ts';
import { parseObservationRecord } from './parse-observation-record.ts';
import { settle } from './settle.ts';
import { Verdicts, type JudgingParts } from './verdicts.ts';

export interface Derivation {
  /** What the observations come to; undefined where they have no header or footer. */
  readonly certificate?: Certificate;
  readonly footer?: ObservationsFooter;
  /** What is wrong with the observations, each with its place. */
  readonly problems: readonly string[];
}

export interface DerivationParts extends JudgingParts {
  readonly waivers: readonly Waiver[];
  readonly onCase?: (cases: number) => void;
}

/**
 * Reads the file as a stream. Each verdict is reached anew: the case is taken from the profile, what AWS does with it from the
 * reference, and of the file nothing but what the target did.
 */
export async function derive(
  file: string,
  loaded: LoadedProfile,
  parts: DerivationParts,
): Promise<Derivation> {
  const reader = new ObservationsReader(file, loaded, parts);
  for await (const { text, number, ended } of textLines(file)) {
    const place = `${file}:${number}`;
    try {
      if (!ended)
        throw new RunFileError(place, 'the line was cut off: expected a JSON object and a line feed.');
      await reader.read(text, place, number);
    } catch (error) {
      if (!(error instanceof RunFileError)) throw error;
      reader.problems.push(error.message);
    }
  }
  return reader.end();
}

class ObservationsReader {
  readonly problems: string[] = [];
  readonly #file: string;
  readonly #loaded: LoadedProfile;
  readonly #parts: DerivationParts;
  readonly #verdicts: Verdicts;
  #header: ObservationsHeader | undefined;
  #footer: ObservationsFooter | undefined;

  constructor(file: string, loaded: LoadedProfile, parts: DerivationParts) {
    this.#file = file;
    this.#loaded = loaded;
    this.#parts = parts;
    this.#verdicts = new Verdicts(loaded, parts);
  }

  async read(text: string, place: string, number: number): Promise<void> {
    const record = parsedLine(text, place, parseObservationRecord);
    if ((number === 1) !== (record.kind === 'header'))
      throw new RunFileError(
        place,
        `expected ${number === 1 ? 'the header' : 'a case or the footer'}, found a ${record.kind}.`,
      );
    if (this.#footer !== undefined)
      throw new RunFileError(place, 'expected the end of the file after the footer.');
    switch (record.kind) {
      case 'header':
        this.#header = record;
        return;
      case 'case':
        await this.#verdicts.addCase(record, place);
        this.#parts.onCase?.(this.#verdicts.tally.counts.cases);
        return;
      case 'api':
        this.#verdicts.addApiCase(record, place);
        return;
      case 'minimal':
        await this.#verdicts.addMinimal(record, this.#header?.target.name ?? '', place);
        return;
      case 'footer':
        this.#footer = record;
    }
  }

  end(): Derivation {
    for (const what of this.#verdicts.missing())
      this.problems.push(`${this.#file}: ${what} of the profile is missing.`);
    const [header, footer] = [this.#header, this.#footer];
    if (footer === undefined) this.problems.push(`${this.#file}: expected a footer as the last line.`);
    const { cases } = this.#verdicts.tally.counts;
    if (footer && footer.cases !== cases)
      this.problems.push(
        `${this.#file}: the footer counts ${footer.cases} cases, the lines before it ${cases}.`,
      );
    if (header === undefined || footer === undefined) return { problems: this.problems };
    const { profile } = this.#loaded;
    const { waivers } = this.#parts;
    const certificate = settle({ header, footer, profile, waivers, verdicts: this.#verdicts });
    return { certificate, footer, problems: this.problems };
  }
}
