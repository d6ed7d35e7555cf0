/** A Task in the analysis: function ARNs, lambda:invoke and its callback form (AWS-BEHAVIOUR 1.1, 1.2, 1.4). */
import type { TaskState } from '../../src/asl/state/state.ts';
import type { JsonValue } from '../../src/json/value.ts';
import { finish, selectInput, shapeInput } from './data-flow.ts';
import { runAttempts } from './error-handling.ts';
import { invoke, type Call, type Invoked } from './invoke.ts';
import { resultOf } from './invoke-result.ts';
import { awaitToken } from './await-token.ts';
import { COLD_START_SECONDS } from './margins.ts';
import { failed, inTrouble, open, TIMEOUT, type StateOutcome } from './outcome.ts';
import { callOf } from './read-call.ts';
import { scopeOf, type Attempt } from './scope.ts';
import { readTimes, type Times } from './times.ts';
import { later, type Place, type Situation } from './situation.ts';
import { isForeseeable, isForeseeableButToken } from './unforeseeable.ts';

export function runTask(state: TaskState, before: Situation, place: Place): StateOutcome {
  const selected = selectInput(state, before, place);
  if (selected.kind !== 'done') return inTrouble(selected, before);
  if (state.credentials !== undefined) return open('Credentials need roles that a case does not have');
  return runAttempts(state, before, place, (situation, retryCount) =>
    runAttempt(state, situation, place, selected.value, retryCount),
  );
}

function runAttempt(
  state: TaskState,
  situation: Situation,
  place: Place,
  selected: JsonValue,
  retryCount: number,
): StateOutcome {
  const { resource } = state;
  const hasToken = resource.kind === 'service' && resource.pattern === 'waitForTaskToken';
  if (hasToken && place.world.type === 'EXPRESS') return open('Express machines have no callbacks (1.4.29)');
  const attempt: Attempt = { retryCount, hasToken };
  const shaped = shapeInput(state, situation, place, selected, attempt);
  if (shaped.kind !== 'done') return inTrouble(shaped, situation);
  const times = readTimes(state, scopeOf(state, situation, place, selected, attempt));
  if (times.kind !== 'done') return inTrouble(times, situation);
  const call = callOf(state, shaped.value);
  if (call.kind !== 'done') return inTrouble(call, situation);
  const isPlain = hasToken ? isForeseeableButToken : isForeseeable;
  if (!isPlain(shaped.value)) return open('a payload would hold a value that differs from run to run');
  const invoked = invoke(call.value, situation, place);
  if (invoked.kind === 'open') return invoked;
  return hasToken
    ? awaitToken(state, call.value, invoked, times.value, place)
    : settle(state, call.value, invoked, times.value, place);
}

/** The clock of a Task includes cold starts (10.2.6): what must not fire is far, what must fire is a second off. */
function settle(state: TaskState, call: Call, invoked: Invoked, times: Times, place: Place): StateOutcome {
  const { situation, delaySeconds, answer } = invoked;
  if (times.heartbeatSeconds !== undefined) return open('HeartbeatSeconds without a token is not recorded');
  const { timeoutSeconds } = times;
  if (timeoutSeconds !== undefined) {
    if (delaySeconds >= timeoutSeconds + 1) return failed(TIMEOUT, later(situation, timeoutSeconds));
    if (delaySeconds > timeoutSeconds - COLD_START_SECONDS)
      return open('the function would race its TimeoutSeconds');
  }
  const after = later(situation, delaySeconds);
  if (answer.kind === 'raised') return failed(answer.raised, after);
  return finish(state, situation, place, resultOf(call, answer), after);
}
