/** Runs a machine of the mix on the reference: compiled once, executed many times, history on. */
import { seededRandom } from '../src/asl/random.ts';
import { readStateMachine } from '../src/asl/state/read-state-machine.ts';
import type { StateMachine } from '../src/asl/state/state.ts';
import type { Case } from '../src/case/case.ts';
import type { ExecutionStart } from '../src/interpreter/execution-record.ts';
import { JsonDocument } from '../src/json/document.ts';
import type { JsonObject, JsonValue } from '../src/json/value.ts';
import { ScriptedOutside } from '../src/simulation/scripted-outside.ts';
import { simulate, type Simulated } from '../src/simulation/simulate.ts';

export const FUNCTIONS: Case['functions'] = {
  'fn-echo': { outcomes: [{ echo: true }] },
  'fn-flaky': { outcomes: [{ throw: { errorType: 'Busy', errorMessage: 'try later' } }, { echo: true }] },
};

const random = seededRandom('bench');

const START: Omit<ExecutionStart, 'input'> = {
  executionArn: 'arn:aws:states:us-east-1:123456789012:execution:machine:execution',
  name: 'execution',
  stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:machine',
  stateMachineName: 'machine',
  roleArn: 'arn:aws:iam::123456789012:role/role',
  region: 'us-east-1',
  type: 'STANDARD',
  startTime: 0,
  random,
  newTaskToken: () => random.uuid(),
};

export const compile = (definition: JsonObject): StateMachine => readStateMachine(definition);

/** The input is handed over as a value, as the library takes it; its text for the history is written each time. */
export function execute(machine: StateMachine, input: JsonValue): Promise<Simulated> {
  const start: ExecutionStart = { ...START, input: JsonDocument.ofValue(input) };
  return simulate(
    machine,
    start,
    new ScriptedOutside({ functions: FUNCTIONS, callbacks: {}, integrations: {} }, start),
  );
}
