/** What TestState says of a machine's first state (AWS-BEHAVIOUR 8.7): the state runs alone, under a name of TestState's own. */
import { readState } from '../../src/asl/state/read-state.ts';
import type { State } from '../../src/asl/state/state.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/json/value.ts';
import { findRetrier } from './error-match.ts';
import { runState } from './line.ts';
import { open, type Failing, type Meaning } from './outcome.ts';
import { atStart, type World } from './situation.ts';

/** RECORDED 115 */
const NAME = 'StateName';

export function meaningOfTest(definition: JsonObject, input: JsonValue, world: World): Meaning {
  const states = definition['States'];
  const source = isJsonObject(states) ? states[String(definition['StartAt'])] : undefined;
  const state = isJsonObject(source) ? readState(NAME, source, world.language) : undefined;
  if (state === undefined) return open('the definition has no first state');
  if (state.type === 'Parallel' || state.type === 'Map' || waitsForToken(state))
    return open('TestState takes containers and callbacks with a mock only (8.7.8)');
  if (/\$\$(?!\.State\.(?:Name|RetryCount))|\$states\.context/.test(JSON.stringify(source)))
    return open('the context object of a test is another one (3.3.11)');
  world.entered?.(String(definition['StartAt']), input);
  const before = atStart(input);
  const place = { world, line: '' };
  const retry = state.type === 'Task' ? state.retry : [];
  if (retry.some(({ jitter }) => jitter === 'FULL'))
    return open('the delay that jitter draws shows in the inspection data');
  // What the state comes to before anybody looks at its error.
  const bare = runState(withoutHandlers(state), before, place);
  if (bare.kind === 'fails') {
    const retrier = findRetrier(
      retry,
      retry.map(() => 0),
      bare.raised,
      false,
    );
    if (retrier !== undefined && 'kind' in retrier) return retrier;
    if (retrier !== undefined) return failing(bare, 'retriable');
  }
  const outcome = bare.kind === 'fails' ? runState(withoutRetry(state), before, place) : bare;
  if (outcome.kind !== 'leaves')
    return outcome.kind === 'fails' ? failing(outcome, 'fails') : fromFailing(outcome);
  const { document, elapsed } = outcome.situation;
  return { kind: 'succeeds', output: document, seconds: elapsed };
}

const waitsForToken = (state: State): boolean =>
  state.type === 'Task' && state.resource.kind === 'service' && state.resource.pattern !== 'requestResponse';

function failing(
  { raised: { error, cause }, after }: Extract<Failing, { kind: 'fails' }>,
  kind: 'fails' | 'retriable',
): Meaning {
  return {
    kind,
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    seconds: after.elapsed,
  };
}

const fromFailing = (outcome: Exclude<Failing, { kind: 'fails' }>): Meaning =>
  outcome.kind === 'dies' ? { kind: 'dies', seconds: outcome.after.elapsed } : outcome;

const withoutRetry = (state: State): State => (state.type === 'Task' ? { ...state, retry: [] } : state);

const withoutHandlers = (state: State): State =>
  state.type === 'Task' ? { ...state, retry: [], catch: [] } : state;
