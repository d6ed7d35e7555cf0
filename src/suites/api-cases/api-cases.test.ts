/** The API cases on the embedded emulator, and on targets that answer otherwise. */
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonValue } from '../../json/value.ts';
import { faultyTarget } from '../../executors/aws-api/faulty-target.ts';
import { embedded } from '../../targets/presets/embedded.ts';
import { localApi } from '../../targets/presets/local-target.ts';
import type { TargetOpening } from '../../targets/target.ts';
import type { ApiCase } from '../api-case.ts';
import { loadSuites } from '../load-suites.ts';
import { parseApiOutcome, type ApiOutcome } from './api-outcome.ts';
import { compareApiAnswers } from './compare-api-answers.ts';
import { runApiCase } from './run-api-case.ts';

const cases = loadSuites().flatMap(({ apiCases }) => apiCases);
const never = new AbortController().signal;
const ROLE = 'arn:aws:iam::123456789012:role/sfn-conformance';

let opening: TargetOpening & { readonly kind: 'open' };
beforeAll(async () => {
  const opened = await embedded.open({});
  if (opened.kind !== 'open') throw new Error(opened.reason);
  opening = opened;
});
afterAll(() => opening.executor.close());

test.each(cases.map((one) => [one.name, one] as const))('%s', async (name, apiCase) => {
  const { connection } = opening;
  if (connection === undefined) throw new Error('the embedded target has no connection');
  const target = { api: connection.api, roleArn: connection.traits.roleArn };
  const outcome = await runApiCase(apiCase, target, name.replace('/', '-'), never);
  if (outcome.kind !== 'observed') throw new Error(outcome.reason);
  expect(compareApiAnswers(apiCase, outcome)).toEqual([]);
  expect(parseApiOutcome(JSON.parse(JSON.stringify(outcome)) as JsonValue, '')).toEqual(outcome);
});

test('nothing is left behind', async () => {
  const { connection } = opening;
  const machines = await connection?.api.stepFunctions(new ListStateMachinesCommand({}), never);
  expect(machines).toMatchObject({ kind: 'ok', body: { stateMachines: [] } });
});

/** The only case about a name that is taken. */
const twice = cases.filter(({ name }) => name === 'api/start-other-input');

describe('another target', () => {
  async function outcomeOn(behaviours: Parameters<typeof faultyTarget>[0], role = ROLE): Promise<ApiOutcome> {
    const target = await faultyTarget(behaviours);
    const api = localApi(target.url);
    try {
      return await runApiCase(twice[0] as ApiCase, { api, roleArn: role }, 'x', never);
    } finally {
      api.close();
      await target.close();
    }
  }

  test('that takes every start differs in the call that AWS refuses', async () => {
    const outcome = await outcomeOn({});
    if (outcome.kind !== 'observed') throw new Error(outcome.reason);
    expect(compareApiAnswers(twice[0] as ApiCase, outcome)).toEqual([
      {
        facet: 'api',
        place: 'StartExecution.error',
        expected: 'ExecutionAlreadyExists',
        observed: undefined,
      },
    ]);
  });

  test('that lacks an operation declines', async () => {
    const unknown = { status: 400, body: { __type: 'UnknownOperationException' } };
    expect(await outcomeOn({ StartExecution: [unknown] })).toMatchObject({ kind: 'declined' });
  });

  test('that cuts connections teaches nothing', async () => {
    expect(await outcomeOn({ CreateStateMachine: ['cut'] })).toMatchObject({ kind: 'indeterminate' });
  });

  test('with an account of its own keeps it to itself', async () => {
    const body = { executionArn: 'arn:aws:states:us-east-1:998877665544:execution:m:e', startDate: 1 };
    const outcome = await outcomeOn(
      { StartExecution: [{ status: 200, body }] },
      'arn:aws:iam::998877665544:role/mine',
    );
    expect(outcome.kind).toBe('observed');
    expect(JSON.stringify(outcome)).not.toContain('998877665544');
    expect(JSON.stringify(outcome)).toContain('arn:aws:states:us-east-1:123456789012:execution:m:e');
  });
});
