/**
 * What the page's script needs: for each finding what filters look at, for each case its row. Names stand once, in lists; rows
 * name them by index, so that thousands of cases stay small.
 */
import { bySignature, explainedBy } from '../case-outline.ts';
import { printable } from '../printable.ts';
import type { Report } from '../report.ts';
import type { PageCase, PageData, PageFinding } from './page/data.ts';
import { searchText } from './finding-article.ts';

export function pageData({ findings, cases = [] }: Report): PageData {
  const [facets, features, suites, verdicts] = [new Names(), new Names(), new Names(), new Names()];
  const signatures = bySignature(findings);
  const places = new Map(findings.map((finding, i) => [finding, i]));
  const shownFindings = findings.map((finding): PageFinding => {
    const { id, title, level, rules } = finding;
    return {
      id: printable(id),
      title: printable(title),
      level,
      facets: finding.facets.map(facets.indexOf),
      features: finding.features.map(features.indexOf),
      rules,
      search: printable(searchText(finding)).toLowerCase(),
    };
  });
  const rows = cases.map((outline): PageCase => {
    const explaining = explainedBy(outline, signatures).map((finding) => places.get(finding) ?? -1);
    return [
      outline.index,
      printable(outline.id),
      suites.indexOf(outline.suite),
      verdicts.indexOf(outline.verdict),
      outline.facets.map(facets.indexOf),
      outline.features.map(features.indexOf),
      [...new Set(explaining)].toSorted((a, b) => a - b),
      outline.reason === undefined ? '' : printable(outline.reason),
    ];
  });
  return {
    facets: facets.list,
    features: features.list,
    suites: suites.list,
    verdicts: verdicts.list,
    findings: shownFindings,
    cases: rows,
  };
}

/** The data as text for an element that no browser runs; nothing in it can end the element. */
export const dataText = (data: PageData): string =>
  JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A list in which each name stands once, as it is shown. */
class Names {
  readonly #places = new Map<string, number>();

  readonly indexOf = (raw: string): number => {
    const name = printable(raw);
    const place = this.#places.get(name) ?? this.#places.size;
    this.#places.set(name, place);
    return place;
  };

  get list(): readonly string[] {
    return [...this.#places.keys()];
  }
}
