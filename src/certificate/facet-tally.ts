/** How a target fares in each facet. */
import type { Case, MachineType } from '../case/case.ts';
import type { Observation } from '../case/observation.ts';
import type { Facet } from '../compare/difference.ts';
import type { CertificateLevel, FacetResult } from './certificate.ts';

type Sight = 'compared' | 'not seen' | 'not asked';

/** What AWS shows of a facet in a case, and whether the target shows it too. `timing` isn't compared by certificates. */
const SIGHTS: Readonly<
  Partial<Record<Facet, (expected: Observation, observed: Observation, machine: MachineType) => Sight>>
> = {
  status: () => 'compared',
  output: (expected, observed) => unlessRefused(expected, observed, 'compared'),
  error: (expected, observed) => unlessRefused(expected, observed, 'compared'),
  cause: (expected, observed) => unlessRefused(expected, observed, 'compared'),
  invocations: (expected, observed) =>
    unlessRefused(expected, observed, sight(expected.invocations !== undefined, observed.invocations)),
  // AWS tells no history of an Express execution (AWS-BEHAVIOUR 8.4.18).
  history: (expected, observed, machine) =>
    unlessRefused(
      expected,
      observed,
      sight(machine === 'STANDARD' && (expected.history ?? []).length > 0, observed.history),
    ),
  callback: (expected, observed) =>
    unlessRefused(expected, observed, sight((expected.callbacks ?? []).length > 0, observed.callbacks)),
  // Why a definition was refused.
  api: (expected, observed) =>
    refused(expected)
      ? sight((expected.diagnostics ?? []).length > 0, nonEmpty(observed.diagnostics))
      : 'not asked',
};

export const CERTIFIED_FACETS = Object.keys(SIGHTS) as readonly Facet[];

const refused = ({ status }: Observation): boolean => status === 'INVALID_DEFINITION';

/** Of a definition that AWS refuses nothing runs; where the target alone refuses it, nothing of the run is seen. */
function unlessRefused(expected: Observation, observed: Observation, otherwise: Sight): Sight {
  if (refused(expected)) return 'not asked';
  return refused(observed) ? 'not seen' : otherwise;
}

const sight = (asked: boolean, observed: unknown): Sight => {
  if (!asked) return 'not asked';
  return observed === undefined ? 'not seen' : 'compared';
};

const nonEmpty = <T>(list: readonly T[] | undefined): readonly T[] | undefined =>
  list?.length === 0 ? undefined : list;

interface Counting {
  asked: number;
  compared: number;
  differs: number;
  waived: number;
}

export class FacetTally {
  readonly #counts = new Map<Facet, Counting>();

  /** A case that was judged. */
  addJudged({ machine }: Case, expected: Observation, observed: Observation): void {
    for (const facet of CERTIFIED_FACETS) {
      const seen = SIGHTS[facet]?.(expected, observed, machine.type) ?? 'not asked';
      if (seen === 'not asked') continue;
      const counting = this.#of(facet);
      counting.asked += 1;
      if (seen === 'compared') counting.compared += 1;
    }
  }

  /** An API case that was judged. */
  addApi(): void {
    const counting = this.#of('api');
    counting.asked += 1;
    counting.compared += 1;
  }

  /** The facets in which a case differs; all of its differences are waived, or not all are. */
  addDiverging(facets: Iterable<Facet>, waived: boolean): void {
    for (const facet of facets) {
      const counting = this.#of(facet);
      counting.differs += 1;
      if (waived) counting.waived += 1;
    }
  }

  /** `unjudged` cases might differ in any facet. */
  results(unjudged: number): Readonly<Partial<Record<Facet, FacetResult>>> {
    const known = CERTIFIED_FACETS.flatMap((facet) => {
      const counting = this.#counts.get(facet);
      return counting ? [[facet, { level: levelOf(counting, unjudged), ...counting }] as const] : [];
    });
    return Object.fromEntries(known);
  }

  #of(facet: Facet): Counting {
    const counting = this.#counts.get(facet) ?? { asked: 0, compared: 0, differs: 0, waived: 0 };
    this.#counts.set(facet, counting);
    return counting;
  }
}

function levelOf({ asked, compared, differs, waived }: Counting, unjudged: number): CertificateLevel {
  if (differs > waived) return 'differs';
  if (unjudged > 0 || compared < asked) return 'partial';
  return waived > 0 ? 'waived' : 'full';
}
