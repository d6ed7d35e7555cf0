/** Asks the reference what TestState was asked, and compares the answers. */
import type { Difference } from '../compare/difference.ts';
import { entriesOf, objectOf } from '../json/key-order.ts';
import {
  isJsonNumber,
  isJsonObject,
  JsonNumber,
  valueAt,
  type JsonObject,
  type JsonValue,
} from '../json/value.ts';
import type {
  InspectionData,
  TestStateAnswer,
  TestStateRefusal,
  TestStateResponse,
} from '../test-state/answer.ts';
import type { TestStateRequest } from '../test-state/request.ts';
import { storedResponseModels } from '../test-state/response-models/stored-response-models.ts';
import { testState } from '../test-state/test-state.ts';
import type { Check } from './check-execution.ts';
import { MaskedComparison } from './masked-value.ts';
import { pythonJson } from './python-json.ts';
import { masksOf, type RecordedCase } from './recorded-case.ts';
import { RecordedOutside } from './recorded-outside.ts';

export async function checkTestState({ source, recorded }: RecordedCase): Promise<Check> {
  const [answer] = Object.values(recorded);
  if (!isJsonObject(answer)) return { kind: 'declined', reason: 'the recording holds no answer' };
  const predicted = await testState(requestOf(source), new RecordedOutside(source, []), {
    models: storedResponseModels,
    account: '111111111111',
  });
  if (predicted.kind === 'declined') return predicted;
  return { kind: 'checked', outcome: compare(answer, predicted, masksOf(source)) };
}

const text = (object: JsonObject, key: string): string | undefined => {
  const value = valueAt(object, key);
  return typeof value === 'string' ? value : undefined;
};

const part = (object: JsonObject, key: string): JsonObject | undefined => {
  const value = valueAt(object, key);
  return isJsonObject(value) ? value : undefined;
};

const count = (object: JsonObject, key: string): number | undefined => {
  const value = valueAt(object, key);
  return isJsonNumber(value) ? value.valueOf() : undefined;
};

/** The request as the recorded test made it: definition and input are what Python writes, unless their texts are given. */
function requestOf(source: JsonObject): TestStateRequest {
  const request = part(source, 'request') ?? {};
  const mock = part(request, 'mock');
  const errorOutput = mock && part(mock, 'errorOutput');
  const configuration = part(request, 'stateConfiguration');
  return {
    definition: text(source, 'definitionText') ?? sentText(source, 'definition', 'definitionIsRawText') ?? '',
    input: text(source, 'inputText') ?? sentText(source, 'input', 'inputIsRawText'),
    stateName: text(request, 'stateName'),
    roleArn: text(request, 'roleArn'),
    inspectionLevel: text(request, 'inspectionLevel') as TestStateRequest['inspectionLevel'],
    revealSecrets: valueAt(request, 'revealSecrets') === true,
    variables: text(request, 'variables'),
    context: text(request, 'context'),
    mock: mock && {
      result: text(mock, 'result'),
      errorOutput: errorOutput && { error: text(errorOutput, 'error'), cause: text(errorOutput, 'cause') },
      fieldValidationMode: text(mock, 'fieldValidationMode') as 'STRICT' | 'PRESENT' | 'NONE' | undefined,
    },
    stateConfiguration: configuration && {
      retrierRetryCount: count(configuration, 'retrierRetryCount'),
      errorCausedByState: text(configuration, 'errorCausedByState'),
      mapIterationFailureCount: count(configuration, 'mapIterationFailureCount'),
      mapItemReaderData: text(configuration, 'mapItemReaderData'),
    },
  };
}

function sentText(source: JsonObject, key: string, rawMark: string): string | undefined {
  const value = valueAt(source, key);
  if (value === undefined) return undefined;
  return typeof value === 'string' && source[rawMark] === true ? value : pythonJson(value);
}

function compare(
  answer: JsonObject,
  predicted: Exclude<TestStateAnswer, { kind: 'declined' }>,
  masks: readonly string[],
): readonly Difference[] {
  const { ResponseMetadata: _, ...response } = answer;
  const refusal = recordedRefusal(response);
  if (refusal === undefined) {
    const observed = predicted.kind === 'response' ? shownResponse(predicted) : shownRefusal(predicted);
    return new MaskedComparison(masks, 'api').compare(response, observed, 'answer');
  }
  if (predicted.kind === 'response') return [differ(refusal, shownResponse(predicted))];
  // The SDK itself refused the request in words of its own; what counts is that it is refused as one that breaks a constraint.
  if (refusal.error === 'ParamValidationError') {
    return predicted.error === 'ValidationException' ? [] : [differ(refusal, shownRefusal(predicted))];
  }
  const same = predicted.error === refusal.error && predicted.message === refusal.message;
  return same ? [] : [differ(refusal, shownRefusal(predicted))];
}

interface RecordedRefusal {
  readonly error: string;
  readonly message: string;
}

/** As the SDK's exception holds it, or as the test printed the exception. */
function recordedRefusal(response: JsonObject): RecordedRefusal | undefined {
  const error = part(response, 'Error');
  if (error) return { error: text(error, 'Code') ?? '', message: text(error, 'Message') ?? '' };
  const type = text(response, 'exception_typename');
  if (type === undefined) return undefined;
  const printed = text(response, 'exception_value') ?? '';
  return {
    error: type,
    message: printed.replace(/^An error occurred \(\w+\) when calling the \w+ operation: /, ''),
  };
}

const differ = ({ error, message }: RecordedRefusal, observed: JsonValue): Difference => ({
  facet: 'api',
  place: 'answer',
  expected: objectOf([
    ['error', error],
    ['message', message],
  ]),
  observed,
});

const shownRefusal = ({ error, message }: TestStateRefusal): JsonObject =>
  objectOf([
    ['error', error],
    ['message', message],
  ]);

function shownResponse({ kind: _, inspectionData, ...response }: TestStateResponse): JsonObject {
  const shown = sorted({ ...response });
  return inspectionData === undefined
    ? shown
    : sorted({ ...shown, inspectionData: shownInspection(inspectionData) });
}

/** A percentage is a float, which the recorder's SDK prints with its fraction. */
function shownInspection({
  errorDetails,
  toleratedFailurePercentage: percentage,
  ...data
}: InspectionData): JsonObject {
  return sorted({
    ...data,
    ...(percentage !== undefined && {
      toleratedFailurePercentage: Number.isInteger(percentage)
        ? new JsonNumber(percentage.toFixed(1))
        : percentage,
    }),
    ...(errorDetails && { errorDetails: sorted({ ...errorDetails }) }),
  });
}

/** The recorder sorted the keys of responses. */
const sorted = (object: Readonly<Record<string, JsonValue>>): JsonObject =>
  objectOf(entriesOf(object).toSorted(([a], [b]) => (a < b ? -1 : 1)));
