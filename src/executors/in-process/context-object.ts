/** The library lets its caller say what the context object holds; Input and StartTime it fills in itself. */
import type { MachineType } from '../../case/case.ts';
import {
  EXECUTION_NAME,
  executionArn,
  MACHINE_NAME,
  ROLE_ARN,
  STATE_MACHINE_ARN,
} from '../observed-names.ts';

export const contextFor = (type: MachineType): object => ({
  Execution: { Id: executionArn(type), Name: EXECUTION_NAME, RoleArn: ROLE_ARN, RedriveCount: 0 },
  StateMachine: { Id: STATE_MACHINE_ARN, Name: MACHINE_NAME },
});
