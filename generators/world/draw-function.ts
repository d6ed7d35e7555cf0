/** Draws what the functions of a case do, and which of their versions a Task calls. */
import type { FunctionScript, Outcome } from '../../src/case/case.ts';
import { isJsonObject, type JsonValue } from '../../src/json/value.ts';
import { drawConstant } from '../machine/draw-template.ts';
import type { Draft } from '../machine/draft.ts';
import { ALIAS, MISSING_FUNCTION, MISSING_QUALIFIERS, OTHER_VERSION, VERSION } from '../palette/names.ts';
import { drawFields } from './draw-input.ts';

/** A function as a Task names it. */
export interface ScriptedFunction {
  readonly name: string;
  readonly qualifier?: string;
}

/** A result; undefined where the case allows functions neither to return nor to echo. */
export function drawSuccess(draft: Draft): Outcome | undefined {
  const { draw, mask } = draft;
  const kinds = [
    ['return', mask.has('function-return') ? 60 : 0],
    ['echo', mask.has('function-echo') ? 45 : 0],
  ] as const;
  if (kinds.every(([, weight]) => weight === 0)) return undefined;
  if (draw.weighted(kinds) === 'echo') return { echo: true };
  const scalar = mask.has('scalar-result') && draw.chance(30);
  return { return: scalar ? drawConstant(draft) : drawFields(draw, mask, 45) };
}

/** Scripts a function that does these things in turn; under a version or an alias where the case may contain that. */
export function scriptFunction(
  draft: Draft,
  outcomes: readonly Outcome[],
  mayQualify = true,
): ScriptedFunction | undefined {
  const { draw, mask } = draft;
  const name = draft.newFunction();
  if (name === undefined) return undefined;
  if (!mayQualify || !mask.has('qualifier') || draw.chance(40)) {
    draft.script(name, { outcomes });
    return { name };
  }
  // $LATEST does something else, so that it shows where a qualifier is lost.
  const latest: readonly Outcome[] = mask.has('function-return') ? [{ return: 'the latest' }] : outcomes;
  const other = otherResult(outcomes);
  const kind = draw.weighted([
    ['version', 30],
    ['alias', 30],
    ['latest', mask.has('latest-qualifier') ? 60 : 0],
    ['weighted', mask.has('weighted-alias') && other !== undefined ? 90 : 0],
    ['moving', mask.has('moving-alias') && outcomes.length === 2 ? 200 : 0],
  ] as const);
  const [qualifier, script] = qualified(kind, outcomes, latest, other);
  draft.script(name, script);
  return { name, qualifier };
}

function qualified(
  kind: 'version' | 'alias' | 'latest' | 'weighted' | 'moving',
  outcomes: readonly Outcome[],
  latest: readonly Outcome[],
  other: Outcome | undefined,
): readonly [qualifier: string, script: FunctionScript] {
  switch (kind) {
    case 'latest':
      return ['$LATEST', { outcomes }];
    case 'version':
      return [VERSION, { outcomes: latest, versions: { [VERSION]: outcomes } }];
    case 'alias':
      return [ALIAS, { outcomes: latest, versions: { [VERSION]: outcomes }, aliases: { [ALIAS]: VERSION } }];
    case 'weighted': {
      const versions = { [VERSION]: outcomes, [OTHER_VERSION]: [other ?? { return: null }] };
      const weights = { [VERSION]: 60, [OTHER_VERSION]: 40 };
      return [ALIAS, { outcomes: latest, versions, aliases: { [ALIAS]: { weights } } }];
    }
    case 'moving': {
      // Each attempt meets the next version.
      const versions = { [VERSION]: outcomes.slice(0, 1), [OTHER_VERSION]: outcomes.slice(1) };
      return [ALIAS, { outcomes: latest, versions, aliases: { [ALIAS]: [VERSION, OTHER_VERSION] } }];
    }
  }
}

/** Like the one result that a function gives, and yet to be told from it; undefined where it gives none. */
function otherResult(outcomes: readonly Outcome[]): Outcome | undefined {
  const [only, ...more] = outcomes;
  if (only === undefined || more.length > 0 || !('return' in only)) return undefined;
  return { ...only, return: changed(only.return) };
}

const changed = (value: JsonValue): JsonValue =>
  isJsonObject(value) ? { ...value, by: 'the other' } : value === 'the other' ? null : 'the other';

/** A function that another state calls too; only such as do the same each time, so that no one's turn matters. */
export function sharedFunction(draft: Draft): ScriptedFunction | undefined {
  const shareable = Object.entries(draft.functions).filter(
    ([, { outcomes, versions }]) =>
      versions === undefined &&
      outcomes.length === 1 &&
      outcomes.every((one) => 'echo' in one || 'return' in one),
  );
  return shareable.length === 0 ? undefined : { name: draft.draw.pick(shareable)[0] };
}

/** A function that doesn't exist. */
export const missingFunction: ScriptedFunction = { name: MISSING_FUNCTION };

/** A version or an alias that doesn't exist, of a function that does and would return something. */
export function missingVersion(draft: Draft, success: Outcome): ScriptedFunction | undefined {
  const name = draft.newFunction();
  if (name === undefined) return undefined;
  draft.script(name, { outcomes: [success] });
  return { name, qualifier: draft.draw.pick(MISSING_QUALIFIERS) };
}
