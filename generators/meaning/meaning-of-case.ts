/**
 * Runs a case in the head: without events, without a clock, branch after branch, and with an eye on everything that AWS
 * leaves open. The generators draw only cases that have one meaning by it, the shrinker keeps to them.
 *
 * It isn't the reference: it knows less, and says so where its knowledge ends. That both agree on generated cases is a test.
 */
import type { Case } from '../../src/case/case.ts';
import { nextPicks, VersionPicks } from '../../src/case/version-picks.ts';
import { readStateMachine } from '../../src/asl/state/read-state-machine.ts';
import { parseJson } from '../../src/json/parse.ts';
import { isJsonObject, type JsonValue } from '../../src/json/value.ts';
import { runLine } from './line.ts';
import { meaningOfTest } from './meaning-of-test.ts';
import { open, type LineOutcome, type Meaning } from './outcome.ts';
import { atStart, type World } from './situation.ts';

type Content = Pick<Case, 'machine' | 'input' | 'functions' | 'callbacks'>;

/** The data that each state found when it was first entered; states that weren't are missing. */
export function documentsOf(testCase: Content): ReadonlyMap<string, JsonValue> {
  const documents = new Map<string, JsonValue>();
  meaningOfCase(testCase, (state, document) => {
    if (!documents.has(state)) documents.set(state, document);
  });
  return documents;
}

/** Ways that aliases with weights may take, each of which is looked at. */
const MOST_WAYS = 8;

/**
 * Where aliases with weights leave AWS a choice, every way must be clear; the meaning is that of the heaviest versions, which
 * the reference predicts first.
 */
export function meaningOfCase(testCase: Content, entered?: World['entered']): Meaning {
  const picks = new VersionPicks();
  const first = meaningByPicks(testCase, picks, entered);
  if (first.kind === 'open') return first;
  let wanted = nextPicks([], picks.choices);
  for (let ways = 1; wanted !== undefined; ways++) {
    if (ways === MOST_WAYS) return open('aliases with weights lead too many ways');
    const others = new VersionPicks(wanted);
    const other = meaningByPicks(testCase, others);
    if (other.kind === 'open') return other;
    wanted = nextPicks(wanted, others.choices);
  }
  return first;
}

function meaningByPicks(testCase: Content, picks: VersionPicks, entered?: World['entered']): Meaning {
  const { definition, type, start } = testCase.machine;
  if (!isJsonObject(definition)) return open('a definition that is a text is not analysed');
  const input = inputOf(testCase);
  if (input === undefined) return open('the input is no JSON');
  const machine = readStateMachine(definition);
  const world: World = {
    language: machine.queryLanguage,
    functions: testCase.functions,
    callbacks: testCase.callbacks,
    executionInput: input,
    type,
    choose: (weights) => picks.choose(weights),
    ...(entered && { entered }),
    ...(machine.timeoutSeconds !== undefined && { timeoutSeconds: machine.timeoutSeconds }),
  };
  if (start === 'TestState') return meaningOfTest(definition, input, world);
  const meaning = meaningOf(runLine(machine, atStart(input), { world, line: '' }));
  return meaning.kind === 'times out' && type === 'EXPRESS'
    ? open('what StartSyncExecution says beside TIMED_OUT is not recorded (8.5.2)')
    : meaning;
}

function meaningOf(outcome: LineOutcome): Meaning {
  switch (outcome.kind) {
    case 'ends':
      return { kind: 'succeeds', output: outcome.situation.document, seconds: outcome.situation.elapsed };
    case 'fails': {
      const { error, cause } = outcome.raised;
      return {
        kind: 'fails',
        ...(error !== undefined && { error }),
        ...(cause !== undefined && { cause }),
        seconds: outcome.after.elapsed,
      };
    }
    case 'dies':
      return { kind: 'dies', seconds: outcome.after.elapsed };
    default:
      return outcome;
  }
}

function inputOf({ input }: Pick<Case, 'input'>): JsonValue | undefined {
  if ('input' in input) return input.input;
  const parsing = parseJson(input.inputText);
  return parsing.ok ? parsing.value : undefined;
}
