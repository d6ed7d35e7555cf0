/**
 * Which versions the weighted aliases of a case lead to in one prediction. AWS draws them; a prediction takes the heaviest
 * unless it is told otherwise, so that all that AWS may do can be predicted one after the other.
 */
export class VersionPicks {
  readonly #wanted: readonly number[];
  /** How many versions there were to choose from, pick by pick. */
  readonly choices: number[] = [];

  /** `wanted` says which version a pick takes, counted from the heaviest; 0 for picks beyond its end. */
  constructor(wanted: readonly number[] = []) {
    this.#wanted = wanted;
  }

  choose(weights: Readonly<Record<string, number>>): string {
    const possible = Object.entries(weights)
      .filter(([, weight]) => weight > 0)
      .toSorted(([, a], [, b]) => b - a);
    const wanted = this.#wanted[this.choices.length] ?? 0;
    this.choices.push(possible.length);
    return possible[wanted]?.[0] ?? '$LATEST';
  }
}

/** What the next prediction must pick, in the order of an odometer; undefined after the last. */
export function nextPicks(
  wanted: readonly number[],
  choices: readonly number[],
): readonly number[] | undefined {
  const picks = choices.map((_, i) => wanted[i] ?? 0);
  for (let i = picks.length - 1; i >= 0; i--) {
    const pick = picks[i] ?? 0;
    if (pick + 1 < (choices[i] ?? 0)) return [...picks.slice(0, i), pick + 1];
  }
  return undefined;
}
