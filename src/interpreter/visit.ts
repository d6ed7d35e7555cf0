/** One visit to a state: from its Entered event until it is left or fails, all attempts included. */
import type { JsonDocument } from '../json/document.ts';
import type { Scope } from '../asl/path/scope.ts';
import type { State } from '../asl/state/state.ts';
import type { EvaluationProblem } from '../asl/evaluation-problem.ts';
import type { Branch } from './branch.ts';
import { causePrefix, failureOf } from './failure.ts';
import type { Way } from './follower.ts';
import { NOT_TRUNCATED, stateEvent } from './history.ts';
import type { Inspection } from './inspection.ts';
import { declined, failed, type Declined, type Failed } from './outcome.ts';
import { VisitScope } from './visit-scope.ts';

export class Visit<S extends State = State> {
  readonly state: S;
  readonly branch: Branch;
  /** The raw input, which ResultPath and a catcher write into (AWS-BEHAVIOUR 3.1.1, 4.2.3). */
  readonly input: JsonDocument;
  readonly enteredEventId: number;
  /** The event that the Entered event points to; EvaluationFailed copies it (6.1.6, RECORDED 21). */
  readonly previousOfEntered: number;
  readonly enteredAt: number;
  /** Present in a TestState only. */
  readonly inspection: Inspection | undefined;
  /** Retries so far (3.3.2). */
  retryCount: number;
  /** The token of the running attempt of a callback (1.4.7). */
  taskToken: string | undefined;
  /** By which rule or catcher it is about to be left; else by its Next or End. */
  way: Way | undefined;

  constructor(state: S, branch: Branch, input: JsonDocument) {
    this.state = state;
    this.branch = branch;
    this.input = input;
    this.enteredAt = branch.execution.now;
    this.inspection = branch.owner.start.inspection;
    this.retryCount = this.inspection?.retryCount ?? 0;
    this.previousOfEntered = branch.previous;
    branch.active = state.type;
    if (state.carriesOut.length > 0) this.note(state.carriesOut);
    this.enteredEventId = branch.record(stateEvent(state.type, 'Entered'), {
      input: input.text,
      inputDetails: NOT_TRUNCATED,
      name: state.name,
    });
    branch.owner.start.follower?.entered(this);
  }

  get now(): number {
    return this.branch.execution.now;
  }

  /** What paths see when `$` is the given document; `place` is another one where an iteration is about to begin. */
  scope(input: JsonDocument, place = this.branch.place): Scope {
    return new VisitScope(this, input, place);
  }

  /** Notes that a rule of the catalogue, or each of a list, has been carried out. */
  note(rules: string | readonly string[]): void {
    const { execution, owner } = this.branch;
    execution.rules.add(rules);
    const { follower } = owner.start;
    if (follower?.noted === undefined) return;
    for (const rule of typeof rules === 'string' ? [rules] : rules)
      follower.noted(rule, owner.history.length);
  }

  /** What an expression's problem makes of this state; a JSONata problem leaves its event. */
  problem(problem: EvaluationProblem, previous = this.previousOfEntered): Failed | Declined {
    if (problem.kind === 'declined') return declined(problem.reason);
    // TestState gives the bare cause (2.3.2, recorded: test_state_map_context_object).
    const prefix = this.inspection ? '' : causePrefix(this.state.name, this.enteredEventId);
    const failure = failureOf(problem, prefix);
    if (prefix !== '') this.note('outcome.cause-prefix');
    this.note(failure.rule);
    if (problem.kind === 'query') {
      this.branch.previous = this.branch.recordAside(
        'EvaluationFailed',
        {
          error: failure.error,
          cause: failure.cause,
          ...(failure.location !== undefined && { location: failure.location }),
          state: this.state.name,
        },
        previous,
      );
    }
    return failed(failure);
  }

  /** A States.Runtime failure of this state. */
  runtime(cause: string, rule: string, inferred = false): Failed | Declined {
    return this.problem({ ok: false, kind: 'runtime', cause, rule, ...(inferred && { inferred }) });
  }
}
