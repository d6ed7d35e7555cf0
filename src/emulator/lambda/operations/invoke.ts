/** Invoke (LAPI:InvocationRequest): the same way that the states of a machine take. */
import { readInvokeRequest } from '../../../executors/lambda-endpoint/invoke-request.ts';
import { invokeResponse } from '../../../executors/lambda-endpoint/invoke-response.ts';
import type { CallResult } from '../../../interpreter/task/service-call.ts';
import { Refusal, type Outcome } from '../../protocol/refusal.ts';
import type { HttpAnswer, HttpRequest } from '../../http/message.ts';
import type { RestOperation } from '../rest.ts';

/** Bytes of a request's payload (AWS-BEHAVIOUR 9.2.2). */
const LARGEST = { RequestResponse: 6_291_456, Event: 1_048_576, DryRun: 6_291_456 } as const;

export const invoke: RestOperation = async ({ request }, functions) => {
  const call = readInvokeRequest(targetOf(request), request.headers, request.body.toString('utf8'));
  if (call === undefined) return new Refusal('UnknownOperationException', `${request.path} is not Invoke's`);
  const most = LARGEST[call.invocationType];
  if (request.body.length > most)
    return new Refusal(
      'RequestTooLargeException',
      `Request must be smaller than ${most} bytes for the InvokeFunction operation`,
    );
  const outcome = functions.invoke(call);
  if (outcome instanceof Promise) return answerOf(await outcome);
  const { clock, closing } = functions.options;
  if (outcome.afterSeconds > 0) await clock.sleep(outcome.afterSeconds * 1000, closing);
  return answerOf(outcome.result);
};

const targetOf = ({ path, query }: HttpRequest): string => `${path}?${query.toString()}`;

const answerOf = (result: CallResult): Outcome<HttpAnswer> =>
  result.kind === 'lambda' || result.kind === 'serviceError'
    ? invokeResponse(result)
    : new Refusal('ServiceException', result.kind === 'declined' ? result.reason : 'No answer of Lambda');
