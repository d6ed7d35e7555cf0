/** The Map Runs of executions. */
import type { StoredExecution } from '../executions/stored-execution.ts';
import type { ChildReport, MapRunReport } from '../../interpreter/map/map-run-report.ts';
import { isRefusal, Refusal, type Outcome } from '../protocol/refusal.ts';
import { readArn, stateMachineArn } from './arn.ts';
import type { StepFunctions } from './service.ts';

export interface FoundMapRun {
  readonly execution: StoredExecution;
  readonly run: MapRunReport;
}

/** The wording of what isn't found follows that of TagResource (test_sfn_api_tagging::test_tag_state_machine_version). */
export function findMapRun(service: StepFunctions, text: string): Outcome<FoundMapRun> {
  const arn = readArn(text, 'mapRun');
  if (isRefusal(arn)) return arn;
  const machine = service.machines.get(stateMachineArn(service, arn.parts[0]?.split('/')[0] ?? ''));
  for (const execution of machine?.executions.values() ?? []) {
    const run = execution.mapRuns.find((one) => one.arn === text);
    if (run) return { execution, run };
  }
  return new Refusal('ResourceNotFound', `Resource not found: '${text}'`);
}

/** Counts of children or of their items by status (API:MapRunExecutionCounts). Every result counts as written, as recorded. */
export function countsOf(children: readonly ChildReport[], weightOf: (child: ChildReport) => number) {
  const count = (status?: ChildReport['status']): number =>
    children
      .filter((child) => status === undefined || child.status === status)
      .reduce((sum, child) => sum + weightOf(child), 0);
  return {
    pending: count('pending'),
    running: count('running'),
    succeeded: count('succeeded'),
    failed: count('failed'),
    timedOut: 0,
    aborted: 0,
    total: count(),
    resultsWritten: count('succeeded'),
  };
}
