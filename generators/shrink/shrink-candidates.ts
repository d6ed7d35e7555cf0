/**
 * The smaller cases that a case can be cut down to in one step, largest cuts first. It works on the case itself, so that a
 * user's own case shrinks as a generated one does.
 */
import type { Case } from '../../src/case/case.ts';
import { contentHash } from '../../src/case/content-hash.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/json/value.ts';
import { meaningOfCase } from '../meaning/meaning-of-case.ts';
import { isSoundDefinition } from '../validity/sound-definition.ts';
import { isSmaller, sizeOf } from './case-size.ts';
import { cutAfter, cutBefore, cutOut, hoist, unwrap } from './cut-states.ts';
import { dropParts } from './drop-parts.ts';
import { leaps } from './leaps.ts';
import { pruneStates, pruneWorld } from './prune.ts';
import { simplifyExpressions } from './simplify-expressions.ts';
import { simplifyStart } from './simplify-start.ts';
import { simplifyStates } from './simplify-states.ts';
import { simplifyCallbacks, simplifyFunctions, simplifyInput } from './simplify-world.ts';

type Content = Omit<Case, 'id'>;

/**
 * Each candidate is strictly smaller (states first, then bytes, then text), and as good as the case it comes from: its definition
 * valid where that one's is, its meaning one where that one's is. Lazy, for most candidates are never asked for.
 */
export function* shrinkCandidates(testCase: Case): Iterable<Case> {
  const size = sizeOf(testCase);
  const mustBeSound = isSoundDefinition(testCase.machine.definition);
  // A faulty definition means its refusal, so that it is clear; a case that isn't analysed is let be.
  const mustBeClear = !mustBeSound || meaningOfCase(testCase).kind !== 'open';
  const seen = new Set<string>([contentHash(testCase)]);
  for (const rough of cuts(testCase)) {
    const content = pruneWorld(rough);
    const { definition } = content.machine;
    if (!isSmaller(sizeOf(content), size)) continue;
    const sound = isSoundDefinition(definition);
    if (mustBeSound && !sound) continue;
    const id = contentHash(content);
    if (seen.has(id)) continue;
    seen.add(id);
    if (mustBeClear && sound && meaningOfCase(content).kind === 'open') continue;
    yield { id, ...content };
  }
}

function* cuts(testCase: Case): Iterable<Content> {
  const { id: _, ...content } = testCase;
  const { definition } = content.machine;
  yield* simplifyStart(content);
  if (isJsonObject(definition)) yield* definitionCuts(content, definition);
  yield* simplifyFunctions(content);
  yield* simplifyCallbacks(content);
  yield* simplifyInput(content);
}

function* definitionCuts(content: Content, definition: JsonObject): Iterable<Content> {
  const withDefinition = (changed: JsonValue): Content => ({
    ...content,
    machine: {
      ...content.machine,
      definition: isJsonObject(changed) ? pruned(definition, changed) : changed,
    },
  });
  yield* leaps(content, definition);
  for (const rough of [cutBefore(content, definition), hoist(content, definition)]) {
    for (const cut of rough) yield { ...withDefinition(cut.machine.definition), input: cut.input };
  }
  for (const cutting of [cutAfter, unwrap, cutOut, simplifyStates]) {
    for (const changed of cutting(definition)) yield withDefinition(changed);
  }
  for (const changed of dropParts(definition)) yield withDefinition(changed);
  for (const changed of simplifyExpressions(definition)) yield withDefinition(changed);
}

/** States that nothing leads to go too, unless they are what the case is about. */
const pruned = (before: JsonObject, changed: JsonObject): JsonObject =>
  isSoundDefinition(before) ? pruneStates(changed) : changed;
