/**
 * Stands between the kit and the API: what a call makes is written into the ledger and tagged before the call leaves, and struck
 * out when it is gone. Nothing is made under a name that isn't the run's.
 */
import type { Custody } from '../../executors/aws-api/api.ts';
import type { ApiAnswer } from '../../executors/aws-api/api-answer.ts';
import type { Ledger } from './ledger.ts';
import type { Resource } from './resource.ts';
import { TAG } from './run-names.ts';

type Input = Record<string, unknown>;

/** What an operation makes or removes; undefined for everything else. */
interface Deed {
  readonly does: 'make' | 'remove';
  readonly resource: Resource;
}

export function custodyOf(ledger: Ledger, run: string): Custody {
  return {
    async before(operation, input: Input) {
      const deed = deedOf(operation, input);
      if (deed?.does !== 'make') return;
      if (!deed.resource.name.startsWith(`${run}-`))
        throw new Error(`${operation} of '${deed.resource.name}', which isn't a name of the run ${run}`);
      if (operation === 'CreateFunction') input['Tags'] = { [TAG]: run };
      else input['tags'] = [{ key: TAG, value: run }];
      await ledger.making(deed.resource);
    },
    async after(operation, input: Input, answer) {
      const deed = deedOf(operation, input);
      if (deed && isGone(deed, answer)) await ledger.gone(deed.resource);
    },
  };
}

function deedOf(operation: string, input: Input): Deed | undefined {
  switch (operation) {
    case 'CreateStateMachine':
      return { does: 'make', resource: { kind: 'stateMachine', name: String(input['name']) } };
    case 'CreateFunction':
      return { does: 'make', resource: { kind: 'function', name: String(input['FunctionName']) } };
    case 'DeleteStateMachine': {
      const name = String(input['stateMachineArn']).split(':').at(-1) ?? '';
      return { does: 'remove', resource: { kind: 'stateMachine', name } };
    }
    case 'DeleteFunction':
      // A version alone may go.
      if (input['Qualifier'] !== undefined) return undefined;
      return { does: 'remove', resource: { kind: 'function', name: String(input['FunctionName']) } };
    case 'CreateActivity':
      throw new Error('activities are not kept in the ledger');
    default:
      return undefined;
  }
}

/** It was removed, or was refused before it was made. */
function isGone({ does }: Deed, answer: ApiAnswer): boolean {
  if (does === 'make') return answer.kind === 'refused' && answer.sentBefore === undefined;
  return answer.kind === 'ok' || (answer.kind === 'refused' && answer.error === 'ResourceNotFoundException');
}
