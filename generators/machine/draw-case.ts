/** Draws whole cases: a machine, its input, its functions and what the outside does. */
import type { Case, MachineStart, MachineType } from '../../src/case/case.ts';
import { named } from '../../src/case/content-hash.ts';
import { featuresOf } from '../features/features-of.ts';
import type { JsonObject } from '../../src/json/value.ts';
import type { Draw } from '../draw/draw.ts';
import { drawMask, type FeatureMask, type FeatureRestrictions } from '../features/feature-mask.ts';
import { drawInvalidCase } from '../invalid/draw-invalid-case.ts';
import { meaningOfCase } from '../meaning/meaning-of-case.ts';
import { atStart } from '../meaning/situation.ts';
import { drawInput } from '../world/draw-input.ts';
import { Draft } from './draft.ts';
import { drawFlow } from './draw-sequence.ts';
import type { Spot } from './spot.ts';

/** How many states, nested ones included: mostly few, for few is what a counterexample ends with. */
const SIZES = [
  [1, 9],
  [2, 14],
  [3, 16],
  [4, 17],
  [5, 14],
  [6, 10],
  [7, 7],
  [8, 5],
  [9, 3],
  [10, 2],
  [12, 1],
] as const;

const TRIES = 20;

/** On real targets these seconds are real. */
const LONGEST_SECONDS = 12;

export function drawCase(draw: Draw, restrictions: FeatureRestrictions): Case {
  for (let i = 0; i < TRIES; i++) {
    const mask = drawMask(draw, restrictions);
    if (mask.has('invalid-definition')) return drawInvalidCase(draw);
    const forbidden = restrictions.without ?? [];
    const content = drawContent(draw, mask);
    // Each state has one meaning where it stands; this makes sure of the whole.
    const meaning = meaningOfCase(content);
    if (meaning.kind === 'open') continue;
    if ('seconds' in meaning && meaning.seconds > LONGEST_SECONDS) continue;
    const drawn = named(content);
    if (forbidden.length === 0 || !featuresOf(drawn).some((feature) => forbidden.includes(feature)))
      return drawn;
  }
  throw new RangeError('no case came out of twenty draws: the restrictions on features leave too little');
}

function drawContent(draw: Draw, allowed: FeatureMask): Omit<Case, 'id'> {
  const { type, start } = drawStart(draw, allowed);
  const mask = maskFor(allowed, type, start);
  const input = drawInput(draw, mask);
  const limit = drawMachineTimeout(draw, mask);
  const language = mask.has('jsonata') && draw.chance(70) ? 'JSONata' : 'JSONPath';
  const draft = new Draft({ draw, mask, input, language, type, timeoutSeconds: limit?.timeoutSeconds });
  const spot: Spot = {
    place: { world: draft.world, line: '' },
    situation: atStart(input),
    live: true,
    depth: 0,
    safe: false,
  };
  const size = start === 'TestState' ? draw.integer(1, 3) : draw.weighted(SIZES);
  const { flow } = drawFlow(draft, spot, size, limit?.first);
  const definition: JsonObject = {
    ...(language === 'JSONata' && { QueryLanguage: language }),
    ...(mask.has('comment') && draw.chance(50) && { Comment: 'drawn' }),
    ...flow,
    ...(limit && { TimeoutSeconds: limit.timeoutSeconds }),
  };
  const { functions, callbacks } = draft;
  return {
    machine: { definition, type, ...(start && { start }) },
    input: { input },
    functions,
    callbacks,
    integrations: {},
  };
}

interface Start {
  readonly type: MachineType;
  readonly start?: MachineStart;
}

function drawStart(draw: Draw, mask: FeatureMask): Start {
  const kind = draw.weighted([
    ['plain', 15],
    ['express', mask.has('express') ? 80 : 0],
    ['version', mask.has('machine-version') ? 80 : 0],
    ['alias', mask.has('machine-alias') ? 80 : 0],
    ['TestState', mask.has('test-state') ? 80 : 0],
  ] as const);
  if (kind === 'plain') return { type: 'STANDARD' };
  if (kind !== 'express') return { type: 'STANDARD', start: kind };
  const asynchronous = mask.has('asynchronous') && draw.chance(70);
  return asynchronous ? { type: 'EXPRESS', start: 'asynchronous' } : { type: 'EXPRESS' };
}

/** Express machines have no callbacks; a test is of one state, in a context object of its own. */
function maskFor(mask: FeatureMask, type: MachineType, start: MachineStart | undefined): FeatureMask {
  if (type === 'EXPRESS') return mask.without(['callback', 'machine-timeout']);
  return start === 'TestState'
    ? mask.without(['callback', 'machine-timeout', 'map', 'parallel', 'loop', 'context-object', 'jitter'])
    : mask;
}

interface MachineTimeout {
  readonly timeoutSeconds: number;
  /** The state in which it fires. */
  readonly first?: JsonObject;
}

/** The machine's own TimeoutSeconds (AWS-BEHAVIOUR 8.4.17): far off, or so that it fires in a Wait right at the start. */
function drawMachineTimeout(draw: Draw, mask: FeatureMask): MachineTimeout | undefined {
  if (!mask.has('machine-timeout') || draw.chance(30)) return undefined;
  return draw.chance(25)
    ? { timeoutSeconds: 1, first: { Type: 'Wait', Seconds: 3 } }
    : { timeoutSeconds: draw.pick([120, 300]) };
}
