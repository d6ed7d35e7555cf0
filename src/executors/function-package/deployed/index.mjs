// The handler for a managed Node runtime, where no runtime of one's own can be deployed. The runtime parses the event and
// words the payload of an error itself: from a thrown error's name and message, with a trace of its own.
import { behave } from './behave.mjs';

export const handler = async (event, context) => {
  const { invokedFunctionArn = '', clientContext, awsRequestId = '' } = context ?? {};
  const deadline = Date.now() + (context?.getRemainingTimeInMillis?.() ?? Infinity);
  const told = clientContext && JSON.stringify(clientContext);
  const { failed, payload } = await behave(
    JSON.stringify(event),
    invokedFunctionArn,
    told,
    awsRequestId,
    deadline,
  );
  if (!failed) return JSON.parse(payload);
  let thrown = {};
  try {
    thrown = JSON.parse(payload);
  } catch {
    // A payload that isn't JSON can't be thrown.
  }
  const error = new Error(thrown.errorMessage ?? payload);
  error.name = thrown.errorType ?? 'Error';
  error.stack = `${error.name}: ${error.message}`;
  throw error;
};
