/** Which findings and cases a state lets through. */
import type { PageCase, PageData, PageFinding } from './data.ts';
import type { State } from './state.ts';

export interface Matches {
  /** By place in the data. */
  readonly findings: ReadonlySet<number>;
  readonly cases: readonly PageCase[];
}

export function matchesOf(data: PageData, state: State): Matches {
  const words = (state.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const has = (text: string): boolean => words.every((word) => text.includes(word));
  const needles = words.map((word) => needleOf(data, word));
  const named = (list: readonly string[], name: string | undefined): number =>
    name ? list.indexOf(name) : NONE;
  const facet = named(data.facets, state.facet);
  const feature = named(data.features, state.feature);
  const suite = named(data.suites, state.suite);
  const verdict = named(data.verdicts, state.verdict);
  const only = data.findings.findIndex(({ id }) => id === state.finding);

  const asked = ({ facets, features, rules, level, search }: PageFinding): boolean =>
    (!state.facet || facets.includes(facet)) &&
    (!state.feature || features.includes(feature)) &&
    (!state.rule || rules.includes(state.rule)) &&
    (!state.level || level === state.level) &&
    has(search);

  const byRule = (places: readonly number[]): boolean =>
    places.some((place) => data.findings[place]?.rules.includes(state.rule ?? ''));
  const askedCase = ([, id, ownSuite, ownVerdict, facets, features, places, reason]: PageCase): boolean =>
    (!state.facet || facets.includes(facet)) &&
    (!state.feature || features.includes(feature)) &&
    (!state.suite || ownSuite === suite) &&
    (!state.verdict || ownVerdict === verdict) &&
    (!state.finding || places.includes(only)) &&
    (!state.rule || byRule(places)) &&
    needles.every((needle) => inCase(needle, id, features, places, reason));

  return {
    findings: new Set(data.findings.flatMap((finding, place) => (asked(finding) ? [place] : []))),
    cases: data.cases.filter(askedCase),
  };
}

/** A word that is searched for, and the names that have it: a case is searched by its own and those of its findings. */
interface Needle {
  readonly word: string;
  readonly features: ReadonlySet<number>;
  readonly findings: ReadonlySet<number>;
}

const needleOf = (data: PageData, word: string): Needle => ({
  word,
  features: placesOf(data.features, (name) => name.toLowerCase().includes(word)),
  findings: placesOf(data.findings, ({ search }) => search.includes(word)),
});

const placesOf = <T>(list: readonly T[], holds: (one: T) => boolean): ReadonlySet<number> =>
  new Set(list.flatMap((one, place) => (holds(one) ? [place] : [])));

const inCase = (
  { word, features, findings }: Needle,
  id: string,
  own: readonly number[],
  places: readonly number[],
  reason: string,
): boolean =>
  own.some((place) => features.has(place)) ||
  places.some((place) => findings.has(place)) ||
  id.includes(word) ||
  reason.toLowerCase().includes(word);

/** The place of a name that isn't asked for. */
const NONE = -1;
