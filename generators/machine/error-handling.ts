/** Draws Retry and Catch for the errors that a state raises, so that they mostly meet (AWS-BEHAVIOUR 4). */
import { JsonNumber, type JsonObject, type JsonValue } from '../../src/json/value.ts';
import { placeResult } from '../meaning/path-fields.ts';
import { errorOutput } from '../meaning/error-handling.ts';
import type { Raised } from '../meaning/outcome.ts';
import { isForeseeable } from '../meaning/unforeseeable.ts';
import { CONSOLE_RETRIER_ERRORS, ERROR_TYPES, OTHER_NAMES } from '../palette/errors.ts';
import { drawAssign, drawComment, probe } from './data-fields.ts';
import type { Draft } from './draft.ts';
import type { Side, Wish } from './drawn-state.ts';
import { parsePath } from '../../src/asl/path/parse-path.ts';
import { drawLeaving } from './jsonata/draw-leaving.ts';
import type { Extras } from './jsonata/sources.ts';

export interface Handling {
  readonly fields: JsonObject;
  readonly sides: readonly Side[];
}

/** What is meant to happen to the state's error. */
export interface Intention {
  readonly retry: boolean;
  readonly catch: boolean;
}

/** Retry and Catch for what the state comes to without them. */
export function drawHandling(wish: Wish, state: JsonObject, intention?: Intention): Handling {
  const { draft, spot } = wish;
  const { draw, mask } = draft;
  const container = state['Type'] !== 'Task';
  const outcome = probe(wish.name, state, spot);
  const raised = outcome.kind === 'fails' ? outcome.raised : undefined;
  const meant = intention ?? {
    retry: draw.chance(raised === undefined ? 5 : 40),
    catch: draw.chance(raised === undefined ? 5 : 75) || (spot.safe && raised !== undefined),
  };
  const retry = mask.has('retry') && meant.retry ? drawRetriers(draft, raised, container) : [];
  const retried: JsonObject = retry.length > 0 ? { Retry: retry } : {};
  if (!mask.has('catch') || !meant.catch) return { fields: retried, sides: [] };
  const { catchers, sides } = drawCatchers(wish, raised, container);
  return { fields: { ...retried, ...(catchers.length > 0 && { Catch: catchers }) }, sides };
}

/** Names that match the error, most telling first; `States.ALL` stands alone. */
function matchingNames({ mask }: Draft, raised: Raised | undefined, container: boolean): readonly string[] {
  const { kind, error } = raised ?? { kind: 'task', error: undefined };
  const timeout = kind === 'timeout' || kind === 'heartbeat';
  const isLambda = error?.startsWith('Lambda.') === true;
  return [
    ...(error !== undefined && !timeout && (!isLambda || mask.has('lambda-error-names'))
      ? [error, error]
      : []),
    ...(mask.has('states-all') ? ['States.ALL'] : []),
    // What matches on a container, and whether States.TaskFailed takes timeouts, is inferred in part (2.2).
    ...(mask.has('states-task-failed') && kind === 'task' && error !== undefined && !container
      ? ['States.TaskFailed']
      : []),
    ...(mask.has('states-timeout') && timeout && !container ? ['States.Timeout', 'States.Timeout'] : []),
    ...(kind === 'heartbeat' && !container ? ['States.HeartbeatTimeout'] : []),
  ];
}

const otherNames = ({ draw, mask }: Draft, raised: Raised | undefined): readonly string[] => {
  if (mask.has('lambda-error-names') && draw.chance(60) && !raised?.error?.startsWith('Lambda.')) {
    return draw.chance(70) ? CONSOLE_RETRIER_ERRORS : CONSOLE_RETRIER_ERRORS.slice(0, 3);
  }
  if (
    draw.chance(35) &&
    mask.has('states-timeout') &&
    raised?.kind !== 'timeout' &&
    raised?.kind !== 'heartbeat'
  )
    return ['States.Timeout'];
  const names = [
    ...OTHER_NAMES.filter((name) => !name.startsWith('Lambda.') || mask.has('lambda-error-names')),
    ...ERROR_TYPES,
  ];
  return draw.some(
    names.filter((name) => name !== raised?.error),
    1,
    2,
  );
};

/** `ErrorEquals` that matches: one name, now and then with others beside it, or the console's list where that matches. */
function matchingList(
  draft: Draft,
  raised: Raised | undefined,
  container: boolean,
): readonly string[] | undefined {
  const names = matchingNames(draft, raised, container);
  if (names.length === 0) return undefined;
  const name = draft.draw.pick(names);
  if (name === 'States.ALL' || draft.draw.chance(65)) return [name];
  const list: readonly string[] = CONSOLE_RETRIER_ERRORS;
  return list.includes(name) ? list : [...otherNames(draft, raised), name];
}

/**
 * Never two retriers for one error: that the second isn't asked once the first is spent is inferred (4.1.9), and the analysis
 * refuses it.
 */
function drawRetriers(draft: Draft, raised: Raised | undefined, container: boolean): readonly JsonObject[] {
  const { draw, mask } = draft;
  const others = (): readonly JsonObject[] =>
    mask.has('several-retriers') && draw.chance(60) ? [drawRetrier(draft, otherNames(draft, raised))] : [];
  const list = draw.chance(93) ? matchingList(draft, raised, container) : undefined;
  // Where no name that the case may contain matches, a retrier would only stand about.
  if (list === undefined && raised !== undefined && draw.chance(85)) return [];
  if (list === undefined) return [drawRetrier(draft, otherNames(draft, raised)), ...others()];
  const matching = drawRetrier(draft, list);
  if (list[0] === 'States.ALL' || draw.chance(60)) return [...others(), matching];
  return [matching, ...others()];
}

/** Intervals of a second, for a case is waited for on real targets. */
function drawRetrier(draft: Draft, errorEquals: readonly string[]): JsonObject {
  const { draw, mask } = draft;
  return {
    ErrorEquals: errorEquals,
    ...drawComment(draft),
    ...(draw.chance(90) && { IntervalSeconds: 1 }),
    MaxAttempts: draw.weighted([
      [0, 8],
      [1, 45],
      [2, 40],
      [3, 7],
    ]),
    ...(draw.chance(85) && {
      BackoffRate: draw.pick<JsonValue>([1, 1, 1.5, 2, ...(mask.has('number-spelling') ? [ONE] : [])]),
    }),
    ...(mask.has('max-delay') && draw.chance(50) && { MaxDelaySeconds: draw.pick([2, 3]) }),
    ...(mask.has('jitter') && draw.chance(50) && { JitterStrategy: draw.pick(['FULL', 'FULL', 'NONE']) }),
  };
}

const ONE = new JsonNumber('1.0');

const CATCH_PATHS = ['$.error', '$.error', '$.diagnostics.lastError', '$.info'] as const;

function drawCatchers(
  wish: Wish,
  raised: Raised | undefined,
  container: boolean,
): { readonly catchers: readonly JsonObject[]; readonly sides: readonly Side[] } {
  const { draft, budget, onward } = wish;
  const { draw, mask } = draft;
  const sides: Side[] = [];
  const lists: (readonly string[])[] = [];
  if (mask.has('several-catchers') && draw.chance(45)) lists.push(otherNames(draft, raised));
  const matching = draw.chance(92) || wish.spot.safe ? matchingList(draft, raised, container) : undefined;
  if (matching !== undefined) lists.push(matching);
  const closed = lists.some(([name]) => name === 'States.ALL');
  if (mask.has('several-catchers') && mask.has('states-all') && !closed && draw.chance(45))
    lists.push(['States.ALL']);
  const catchers = lists.flatMap((errorEquals): readonly JsonObject[] => {
    const room = budget - 1 - sides.length > 0;
    if (!room && sides.length === 0 && onward === undefined) return [];
    const isJsonata = draft.world.language === 'JSONata';
    const path = isJsonata ? {} : drawCatchPath(wish, raised);
    const known = [...(onward === undefined ? [] : [onward]), ...sides.map(({ name }) => name)];
    const fresh = room && (known.length === 0 || draw.chance(65));
    const next = fresh ? draft.takeName() : draw.pick(known);
    if (fresh)
      sides.push({ name: next, guess: { ...wish.spot.situation, document: guessOf(wish, raised, path) } });
    return [
      {
        ErrorEquals: errorEquals,
        ...drawComment(draft),
        ...path,
        ...(isJsonata
          ? drawLeaving(wish, caughtBy(raised), 50)
          : drawAssign(draft, wish.spot, errorOutput(raised ?? SOME_ERROR), 25)),
        Next: next,
      },
    ];
  });
  return { catchers, sides };
}

/** `$states.errorOutput`, unless it quotes a request id. */
const caughtBy = (raised: Raised | undefined): Extras =>
  raised?.cause !== undefined && !isForeseeable(raised.cause)
    ? {}
    : { errorOutput: errorOutput(raised ?? SOME_ERROR) };

const SOME_ERROR: Raised = { kind: 'task', error: 'Error', cause: '{"errorType":"Error"}' };

/** The cause of a refused call quotes a request id, so that it is dropped. */
function drawCatchPath({ draft, spot }: Wish, raised: Raised | undefined): JsonObject {
  const { draw, mask } = draft;
  if (!mask.has('catch-result-path')) return {};
  const random = raised?.cause !== undefined && !isForeseeable(raised.cause);
  if (mask.has('null-path') && (random || draw.chance(15))) return { ResultPath: null };
  if (random || draw.chance(40)) return {};
  const { document } = spot.situation;
  const isObject =
    typeof document === 'object' &&
    document !== null &&
    !Array.isArray(document) &&
    !(document instanceof JsonNumber);
  return isObject ? { ResultPath: draw.pick(CATCH_PATHS) } : {};
}

function guessOf({ spot }: Wish, raised: Raised | undefined, { ResultPath }: JsonObject): JsonValue {
  const { document } = spot.situation;
  const path =
    typeof ResultPath === 'string' ? parsePath(ResultPath) : ResultPath === null ? null : undefined;
  const placed = placeResult(path, document, errorOutput(raised ?? SOME_ERROR));
  return placed.kind === 'done' ? placed.value : document;
}
