/** Map Runs of distributed Maps (AWS-BEHAVIOUR 6.6). */
import { DECLINED } from '../../executions/stored-execution.ts';
import { floatOf } from '../../protocol/float.ts';
import { operation } from '../../protocol/operation.ts';
import { dateOf } from '../../protocol/json-protocol.ts';
import { isRefusal, Refusal } from '../../protocol/refusal.ts';
import { decimal, required, wholeNumber } from '../../protocol/shape.ts';
import { findExecution } from '../find-execution.ts';
import { countsOf, findMapRun } from '../map-runs.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';

export const listMapRuns = operation(
  { executionArn: required(shapes.arn), maxResults: shapes.maxResults, nextToken: shapes.nextToken },
  (input, service: StepFunctions) => {
    const execution = findExecution(service, input.executionArn);
    if (isRefusal(execution)) return execution;
    const page = service.pages.cut(execution.mapRuns, input, `map runs of ${input.executionArn}`);
    if (isRefusal(page)) return page;
    return {
      mapRuns: page.items.map((run) => ({
        executionArn: execution.identity.arn,
        mapRunArn: run.arn,
        stateMachineArn: run.stateMachineArn,
        startDate: dateOf(run.startedAt),
        stopDate: run.stoppedAt === undefined ? undefined : dateOf(run.stoppedAt),
      })),
      nextToken: page.nextToken,
    };
  },
);

export const describeMapRun = operation(
  { mapRunArn: required(shapes.longArn) },
  ({ mapRunArn }, service: StepFunctions) => {
    const found = findMapRun(service, mapRunArn);
    if (isRefusal(found)) return found;
    const { execution, run } = found;
    // A run that its execution left behind ended with it.
    const aborted = run.status === 'RUNNING' && execution.endedAt !== undefined;
    const stoppedAt = run.stoppedAt ?? execution.endedAt;
    return {
      mapRunArn: run.arn,
      executionArn: execution.identity.arn,
      status: aborted ? 'ABORTED' : run.status,
      startDate: dateOf(run.startedAt),
      stopDate: stoppedAt === undefined ? undefined : dateOf(stoppedAt),
      maxConcurrency: run.maxConcurrency,
      toleratedFailurePercentage: floatOf(run.toleratedFailurePercentage),
      toleratedFailureCount: run.toleratedFailureCount,
      itemCounts: countsOf(run.children, ({ items }) => items),
      executionCounts: countsOf(run.children, () => 1),
      redriveCount: 0,
    };
  },
);

/** A run that has ended can't be changed, nor one that runs: the interpreter reads its limits once. */
export const updateMapRun = operation(
  {
    mapRunArn: required(shapes.longArn),
    maxConcurrency: wholeNumber(0),
    toleratedFailurePercentage: decimal(0, 100),
    toleratedFailureCount: wholeNumber(0),
  },
  ({ mapRunArn }, service: StepFunctions) => {
    const found = findMapRun(service, mapRunArn);
    if (isRefusal(found)) return found;
    const reason =
      found.run.status === 'RUNNING'
        ? `${DECLINED}: changing a Map Run while it runs is not modelled`
        : `Map Run is already completed: '${mapRunArn}'`;
    return new Refusal('ValidationException', reason);
  },
);
