/** The cases of a profile, parsed from their texts when they are asked for. */
import { featuresOf } from '../../generators/features/features-of.ts';
import type { Case } from '../case/case.ts';
import { parseCaseText } from '../case/parse-case.ts';
import type { CaseList, ListedCase } from '../run/case-list.ts';
import { profileTitle, suiteOf, type Profile, type ProfileEntry } from './profile.ts';

export class FrozenList implements CaseList {
  readonly #profile: Profile;
  readonly #lines: readonly string[];

  /** As many lines as the profile has cases. */
  constructor(profile: Profile, lines: readonly string[]) {
    this.#profile = profile;
    this.#lines = lines;
  }

  get total(): number {
    return this.#lines.length;
  }

  at(position: number): Promise<ListedCase> {
    const testCase = this.caseAt(position);
    const suite = suiteOf(this.entryAt(position));
    return Promise.resolve({ case: testCase, features: featuresOf(testCase), suite });
  }

  caseAt(position: number): Case {
    const parsing = parseCaseText(this.#lines[position] ?? '');
    if (!parsing.ok)
      throw new Error(`case ${position} of ${profileTitle(this.#profile)} can't be read: ${parsing.message}`);
    return parsing.case;
  }

  entryAt(position: number): ProfileEntry {
    const entry = this.#profile.cases[position];
    if (entry === undefined)
      throw new RangeError(`${profileTitle(this.#profile)} has ${this.total} cases, not ${position + 1}`);
    return entry;
  }
}
