/** ListStateMachines: by name (test_sfn_api::test_list_sms_pagination). */
import { operation } from '../../protocol/operation.ts';
import { dateOf } from '../../protocol/json-protocol.ts';
import { isRefusal } from '../../protocol/refusal.ts';
import { knowsMachine } from '../replicas.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';

export const listStateMachines = operation(
  { maxResults: shapes.maxResults, nextToken: shapes.nextToken },
  (input, service: StepFunctions) => {
    const known = service.machines.sorted.filter((machine) => knowsMachine(service, machine));
    const page = service.pages.cut(known, input, 'machines');
    if (isRefusal(page)) return page;
    return {
      stateMachines: page.items.map((machine) => ({
        stateMachineArn: machine.arn,
        name: machine.name,
        type: machine.type,
        creationDate: dateOf(machine.createdAt),
      })),
      nextToken: page.nextToken,
    };
  },
);
