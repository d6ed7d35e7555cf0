/** How the features of cases fare facet by facet: which part of AWS's behaviour a target misses, and in what. */
import type { Facet } from '../compare/difference.ts';
import type { CaseOutline } from './case-outline.ts';

export interface HeatMap {
  /** The facets in which any case differs, those with most cases first. */
  readonly facets: readonly Facet[];
  /** The features with a difference, those with most diverging cases first. */
  readonly rows: readonly HeatRow[];
  /** The features whose cases all conform, where any was judged; by name. */
  readonly clean: readonly string[];
}

export interface HeatRow {
  readonly feature: string;
  /** Cases that contain it. */
  readonly cases: number;
  readonly diverges: number;
  /** Diverging cases for each of the map's facets. */
  readonly counts: readonly number[];
}

interface Growing {
  cases: number;
  diverges: number;
  judged: number;
  readonly facets: Map<Facet, number>;
}

export function heatMap(cases: readonly CaseOutline[]): HeatMap {
  const features = new Map<string, Growing>();
  const totals = new Map<Facet, number>();
  for (const { features: contained, verdict, facets } of cases) {
    const diverges = verdict === 'diverges';
    if (diverges) for (const facet of facets) totals.set(facet, (totals.get(facet) ?? 0) + 1);
    for (const feature of contained) {
      const row: Growing = features.get(feature) ?? { cases: 0, diverges: 0, judged: 0, facets: new Map() };
      features.set(feature, row);
      row.cases += 1;
      if (diverges || verdict === 'conforms') row.judged += 1;
      if (!diverges) continue;
      row.diverges += 1;
      for (const facet of facets) row.facets.set(facet, (row.facets.get(facet) ?? 0) + 1);
    }
  }
  const facets = [...totals]
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([facet]) => facet);
  const all = [...features].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    facets,
    rows: all
      .filter(([, { diverges }]) => diverges > 0)
      .toSorted(([, a], [, b]) => b.diverges - a.diverges || a.cases - b.cases)
      .map(([feature, { cases: count, diverges, facets: found }]) => ({
        feature,
        cases: count,
        diverges,
        counts: facets.map((facet) => found.get(facet) ?? 0),
      })),
    clean: all.filter(([, { diverges, judged }]) => diverges === 0 && judged > 0).map(([feature]) => feature),
  };
}
