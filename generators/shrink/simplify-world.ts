/** Cases whose functions do less, whose tokens get fewer answers, whose input holds less. */
import type { AliasTarget, Answer, Case, FunctionScript, Outcome } from '../../src/case/case.ts';
import type { JsonValue } from '../../src/json/value.ts';
import { simplerValues } from './simpler-values.ts';

type Content = Omit<Case, 'id'>;

export function* simplifyFunctions(content: Content): Iterable<Content> {
  for (const [name, script] of Object.entries(content.functions)) {
    for (const simpler of simplerScripts(script))
      yield { ...content, functions: { ...content.functions, [name]: simpler } };
  }
}

function* simplerScripts(script: FunctionScript): Iterable<FunctionScript> {
  const { outcomes, versions, aliases } = script;
  if (versions !== undefined || aliases !== undefined) {
    yield { outcomes };
    if (aliases !== undefined && versions !== undefined) yield { outcomes, versions };
  }
  for (const [alias, target] of Object.entries(aliases ?? {})) {
    for (const version of versionsOf(target)) yield { ...script, aliases: { ...aliases, [alias]: version } };
  }
  for (const simpler of simplerOutcomes(outcomes)) yield { ...script, outcomes: simpler };
  for (const [version, list] of Object.entries(versions ?? {})) {
    for (const simpler of simplerOutcomes(list))
      yield { ...script, versions: { ...versions, [version]: simpler } };
  }
}

/** Where an alias leads that doesn't lead to one version for good. */
function versionsOf(target: AliasTarget): readonly string[] {
  if (typeof target === 'string') return [];
  return [...new Set('weights' in target ? Object.keys(target.weights) : target)];
}

function* simplerOutcomes(outcomes: readonly Outcome[]): Iterable<readonly Outcome[]> {
  if (outcomes.length > 1) for (const i of outcomes.keys()) yield outcomes.toSpliced(i, 1);
  for (const [i, outcome] of outcomes.entries()) {
    for (const simpler of simplerOutcome(outcome)) yield outcomes.with(i, simpler);
  }
}

function* simplerOutcome(outcome: Outcome): Iterable<Outcome> {
  if (outcome.delaySeconds !== undefined) {
    const { delaySeconds: _, ...prompt } = outcome;
    yield prompt;
  }
  if ('return' in outcome) {
    for (const value of simplerValues(outcome.return)) yield { ...outcome, return: value };
  } else if ('throw' in outcome) {
    const { errorType = 'E', errorMessage } = outcome.throw;
    if (Object.keys(outcome.throw).length > 1) yield { ...outcome, throw: { errorType } };
    if (errorMessage !== undefined && errorMessage !== '')
      yield { ...outcome, throw: { ...outcome.throw, errorMessage: '' } };
  } else {
    if ('throwText' in outcome) yield { throw: { errorType: 'E' } };
    yield { return: 0 };
  }
}

export function* simplifyCallbacks(content: Content): Iterable<Content> {
  for (const [state, lists] of Object.entries(content.callbacks)) {
    const put = (other: readonly (readonly Answer[])[]): Content => ({
      ...content,
      callbacks: { ...content.callbacks, [state]: other },
    });
    for (const [i, list] of lists.entries()) {
      yield put(lists.toSpliced(i, 1));
      for (const [j, answer] of list.entries()) {
        yield put(lists.with(i, list.toSpliced(j, 1)));
        for (const simpler of simplerAnswer(answer)) yield put(lists.with(i, list.with(j, simpler)));
      }
    }
  }
}

function* simplerAnswer(answer: Answer): Iterable<Answer> {
  if (answer.afterSeconds !== undefined) {
    const { afterSeconds: _, ...prompt } = answer;
    yield prompt;
  }
  for (const field of ['token', 'tokenOf', 'from'] as const) {
    if (answer[field] === undefined) continue;
    const { [field]: _, ...others } = answer;
    yield others;
  }
  if ('successText' in answer || 'successBytes' in answer) {
    const { afterSeconds, token, tokenOf, from } = answer;
    yield {
      success: 0,
      ...(afterSeconds !== undefined && { afterSeconds }),
      ...(token !== undefined && { token }),
      ...(tokenOf !== undefined && { tokenOf }),
      ...(from !== undefined && { from }),
    };
  }
  if ('success' in answer) {
    for (const value of simplerValues(answer.success)) yield { ...answer, success: value };
  } else if ('failure' in answer && answer.failure.cause !== undefined) {
    const { cause: _, ...failure } = answer.failure;
    yield { ...answer, failure };
  }
}

export function* simplifyInput(content: Content): Iterable<Content> {
  const { input } = content;
  const values: Iterable<JsonValue> = 'input' in input ? simplerValues(input.input) : [{}];
  for (const value of values) yield { ...content, input: { input: value } };
}
