// The library in a thread of its own: its environment points the AWS SDK at the kit's Invoke endpoint, and what it leaves
// behind (promises that nobody awaits, a loop without end) ends with the thread.
import { parentPort } from 'node:worker_threads';
import {
  ExecutionAbortedError,
  ExecutionError,
  ExecutionTimeoutError,
  StateMachine,
} from 'aws-local-stepfunctions';

// A call of Lambda that is still under way when its state has failed is rejected without anybody to hear it.
process.on('unhandledRejection', () => {});

let execution;

parentPort.on('message', ({ abort, definition, input, options }) => {
  if (abort) execution?.abort();
  // `run` never rejects.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  else void run(definition, input, options).then((answer) => parentPort.postMessage(answer));
});

/** What it says, as `{ refused }`, `{ aborted }` or the fields of an observation's end. */
async function run(definition, input, options) {
  let machine;
  try {
    machine = new StateMachine(JSON.parse(definition));
  } catch (error) {
    return { refused: String(error) };
  }
  try {
    execution = machine.run(JSON.parse(input), options);
    return { status: 'SUCCEEDED', output: JSON.stringify(await execution.result) };
  } catch (error) {
    if (error instanceof ExecutionAbortedError) return { aborted: true };
    if (error instanceof ExecutionTimeoutError) return { status: 'TIMED_OUT' };
    // What a catcher would see: the error's name and its message.
    const cause = error instanceof ExecutionError ? error.cause : error;
    return { status: 'FAILED', error: cause?.name, cause: cause?.message ?? String(cause) };
  }
}
