/** DeleteStateMachine (AWS-BEHAVIOUR 8.1.11 to 8.1.13). */
import { operation } from '../../protocol/operation.ts';
import { isRefusal } from '../../protocol/refusal.ts';
import { required } from '../../protocol/shape.ts';
import { readArn } from '../arn.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';

/**
 * What doesn't exist is deleted as well. The machine goes at once, with its versions and aliases; a running execution goes on
 * until it ends. AWS takes its time and terminates executions at their next transition.
 */
export const deleteStateMachine = operation(
  { stateMachineArn: required(shapes.arn) },
  (input, service: StepFunctions) => {
    const arn = readArn(input.stateMachineArn, 'stateMachine');
    if (isRefusal(arn)) return arn;
    const machine = service.machines.get(arn.text);
    if (machine) {
      machine.deleting = true;
      service.machines.remove(machine, service.clock.now());
      service.executions.orphan(machine);
    }
    return {};
  },
);
