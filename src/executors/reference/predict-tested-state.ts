/** What TestState says of a case's state, by the reference (AWS-BEHAVIOUR 8.7). */
import { seededRandom } from '../../asl/random.ts';
import type { Case } from '../../case/case.ts';
import { contentHash } from '../../case/content-hash.ts';
import type { Invocation, Observation } from '../../case/observation.ts';
import { PREDICTED_START } from '../../compare/open-values.ts';
import type { JsonObject } from '../../json/value.ts';
import { ScriptedOutside } from '../../simulation/scripted-outside.ts';
import { simulate } from '../../simulation/simulate.ts';
import type { TestStateRefusal, TestStateResponse } from '../../test-state/answer.ts';
import { answerOf, prepareTrial } from '../../test-state/trial.ts';
import { inputText } from '../case-text.ts';
import { ACCOUNT, REGION, ROLE_ARN } from '../observed-names.ts';
import { INSPECTION_LEVEL, testedStateText } from '../tested-state.ts';
import type { Prediction } from './predict.ts';
import type { VersionPicks } from '../../case/version-picks.ts';

const NOTHING = { rules: [], inferred: [], seconds: 0 } as const;

export async function predictTestedState(testCase: Case, picks: VersionPicks): Promise<Prediction> {
  const definition = testedStateText(testCase);
  if (definition === undefined)
    return {
      status: 'DECLINED',
      reason: 'the definition has no first state that could be tested',
      ...NOTHING,
    };
  const request = {
    definition,
    input: inputText(testCase),
    roleArn: ROLE_ARN,
    inspectionLevel: INSPECTION_LEVEL,
  } as const;
  const random = seededRandom(contentHash(testCase));
  const place = { region: REGION, account: ACCOUNT, startTime: PREDICTED_START, random };
  const trial = prepareTrial(request, place);
  if (trial.kind === 'refused') return { ...observedRefusal(trial), ...NOTHING };
  const outside = new ScriptedOutside(testCase, trial.start, (weights) => picks.choose(weights));
  const { execution } = await simulate(trial.machine, trial.start, outside);
  const beside = {
    rules: [...execution.rules, 'start.test-state'],
    inferred: [...execution.inferred],
    seconds: (execution.now - PREDICTED_START) / 1000,
  };
  const answer = answerOf(trial, execution.end);
  if (answer.kind === 'declined') return { status: 'DECLINED', reason: answer.reason, ...beside };
  if (answer.kind === 'refused') return { ...observedRefusal(answer), ...beside };
  return { ...observedTest(answer, outside.invocations), ...beside };
}

/** A refused test: what is wrong with the definition, or the error of the call. */
const observedRefusal = ({ error, message }: TestStateRefusal): Observation =>
  error === 'InvalidDefinition'
    ? { status: 'INVALID_DEFINITION', diagnostics: [], invocations: [], callbacks: [] }
    : { status: 'FAILED', error, cause: message, invocations: [], callbacks: [] };

const observedTest = (
  { status, output, error, cause, nextState, inspectionData }: TestStateResponse,
  invocations: readonly Invocation[],
): Observation => ({
  status,
  ...(output !== undefined && { output }),
  ...(error !== undefined && { error }),
  ...(cause !== undefined && { cause }),
  ...(nextState !== undefined && { nextState }),
  ...(inspectionData && { inspection: inspectionData as unknown as JsonObject }),
  invocations,
  callbacks: [],
});
