/** The features of what is sent for one token. */
import type { Answer } from '../../src/case/case.ts';
import { isJsonNumber, type JsonObject } from '../../src/json/value.ts';
import { parseJson } from '../../src/json/parse.ts';
import { tokenEnd } from '../meaning/await-token.ts';
import type { Feature } from './feature.ts';

export function* conversationFeatures(answers: readonly Answer[], state: JsonObject): Iterable<Feature> {
  if (answers.some(({ token }) => token !== undefined)) yield 'callback-made-up-token';
  if (answers.some(({ tokenOf }) => tokenOf !== undefined)) yield 'callback-other-execution';
  const real = answers.filter(({ token, tokenOf }) => token === undefined && tokenOf === undefined);
  yield* outputFeatures(real);
  const own = real.filter(({ from }) => from === 'function');
  if (own.length > 0) yield 'callback-from-function';
  const decided = own.find(isDecisive);
  if (decided) {
    yield* endingFeatures(decided);
    yield* laterFeatures(
      real.filter(({ from }) => from === undefined),
      0,
    );
    return;
  }
  yield* outsideFeatures(
    real.filter(({ from }) => from === undefined),
    state,
  );
}

function* outsideFeatures(answers: readonly Answer[], state: JsonObject): Iterable<Feature> {
  const sent = answers.filter((answer) => 'heartbeat' in answer || isDecisive(answer));
  const end = tokenEnd(sent, { ...secondsOf(state, 'timeout'), ...secondsOf(state, 'heartbeat') });
  const isSilent = end.kind === 'open' || (end.kind === 'raised' && end.raised.kind !== 'task');
  const ending = isSilent ? undefined : sent.find(isDecisive);
  const endedAt = end.kind === 'open' ? Infinity : end.at;
  const before = sent.filter((answer) => 'heartbeat' in answer && timeOf(answer) <= endedAt);
  if (before.some((answer) => ending === undefined || sent.indexOf(answer) < sent.indexOf(ending)))
    yield 'callback-heartbeat';
  if (ending === undefined) yield 'callback-silence';
  else yield* endingFeatures(ending);
  const later = ending === undefined ? sent.filter((one) => timeOf(one) > endedAt) : after(sent, ending);
  yield* laterFeatures(later, endedAt);
}

const after = (answers: readonly Answer[], ending: Answer): readonly Answer[] =>
  answers.slice(answers.indexOf(ending) + 1);

const timeOf = ({ afterSeconds }: Answer): number => afterSeconds ?? 0;

const isDecisive = (answer: Answer): boolean =>
  'failure' in answer || 'success' in answer || isTakenOutput(answer);

const LONGEST = 262_144;

function isTakenOutput(answer: Answer): boolean {
  if ('successBytes' in answer) return answer.successBytes <= LONGEST;
  return 'successText' in answer && parseJson(answer.successText).ok;
}

function* outputFeatures(answers: readonly Answer[]): Iterable<Feature> {
  for (const answer of answers) {
    if ('successBytes' in answer) yield 'callback-output-limit';
    else if ('successText' in answer)
      yield isTakenOutput(answer) ? 'callback-success-text' : 'callback-invalid-output';
  }
}

function* endingFeatures(ending: Answer): Iterable<Feature> {
  yield 'failure' in ending ? 'callback-failure' : 'callback-success';
  if ('failure' in ending && ending.failure.error === undefined) yield 'callback-unnamed-failure';
}

/** What comes when the token is spent: at once, or a while later. */
function* laterFeatures(answers: readonly Answer[], endedAt: number): Iterable<Feature> {
  for (const answer of answers)
    yield timeOf(answer) > endedAt ? 'callback-late-answer' : 'callback-second-answer';
}

/** Where the state says them outright. */
function secondsOf(state: JsonObject, timer: 'timeout' | 'heartbeat') {
  const value = state[timer === 'timeout' ? 'TimeoutSeconds' : 'HeartbeatSeconds'];
  return isJsonNumber(value) ? { [`${timer}Seconds`]: value.valueOf() } : {};
}
