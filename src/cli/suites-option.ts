/** `--suite` and `--features`: which cases a run goes through. */
import { featuresOf } from '../../generators/features/features-of.ts';
import { joined, listOf, type CaseList } from '../run/case-list.ts';
import type { ExaminedMachine } from '../run/examined-machine.ts';
import { generatedList, type GeneratedOptions } from '../run/generated-cases.ts';
import { flavourList } from '../flavours/flavour-cases.ts';
import { loadSuites } from '../suites/load-suites.ts';
import { UsageError } from './command.ts';
import { didYouMean } from './nearest.ts';

export interface ChosenSuites {
  /** As a run's header names them, in the order of the list. */
  readonly suites: readonly string[];
  readonly list: CaseList;
  /** A user's own machine, where the cases were made for one. */
  readonly machine?: ExaminedMachine;
}

/** The drawn cases of a seed. */
const GENERATED = 'generated';
/** All suites that are written down. */
const DIRECTED = 'directed';

/** Drawn cases of each flavour of a Lambda task. */
const OF_FLAVOURS = 'flavours';

/** The generated cases where none is named. */
export function chosenSuites(names: readonly string[], drawn: GeneratedOptions): ChosenSuites {
  const { features = [] } = drawn;
  const generated = features.length === 0 ? GENERATED : `${GENERATED} with ${features.join(' and ')}`;
  if (names.length === 0) return { suites: [generated], list: generatedList(drawn) };
  const directed = [...new Set(loadSuites().map(({ suite }) => suite))];
  const known = [GENERATED, OF_FLAVOURS, DIRECTED, ...directed];
  for (const name of names) {
    if (known.includes(name)) continue;
    const nearest = didYouMean(name, known);
    throw new UsageError(`--suite: there is no suite '${name}'.${nearest} Known are ${known.join(', ')}.`);
  }
  if (features.length > 0 && !names.includes(GENERATED)) {
    throw new UsageError(
      `--features: only generated cases are drawn by their features. Leave --suite out, or add --suite ${GENERATED}.`,
    );
  }
  const suites = [...new Set(names.flatMap((name) => (name === DIRECTED ? directed : [name])))];
  return {
    suites: suites.map((name) => (name === GENERATED ? generated : name)),
    list: joined(suites.map((name) => listNamed(name, drawn))),
  };
}

function listNamed(name: string, drawn: GeneratedOptions): CaseList {
  if (name === GENERATED) return generatedList(drawn);
  return name === OF_FLAVOURS ? flavourList({ seed: drawn.seed, each: drawn.count }) : directedList(name);
}

const directedList = (suite: string): CaseList =>
  listOf(
    loadSuites([suite])
      .flatMap(({ cases }) => cases)
      .map((directed) => ({ case: directed.case, features: featuresOf(directed.case), suite })),
  );
