/** Starts an execution, answers its tokens, waits for its end and reads what can be seen of it. */
import {
  DescribeExecutionCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Case } from '../../case/case.ts';
import type { Observation } from '../../case/observation.ts';
import type { HistoryEvent } from '../../interpreter/history.ts';
import { parseJson } from '../../json/parse.ts';
import { valueAt } from '../../json/value.ts';
import { definitionText } from '../case-text.ts';
import type { ExecutorOutcome } from '../executor.ts';
import type { TargetApi } from './api.ts';
import type { ApiAnswer } from './api-answer.ts';
import { CallbackWorker } from './callbacks/callback-worker.ts';
import { stateWithoutToken } from './callbacks/missing-token.ts';
import type { OtherExecution } from './callbacks/other-execution.ts';
import { submittingAtOnce, tokenFields } from './callbacks/token-fields.ts';
import type { OpenedFunctions } from './doors/door.ts';
import { ExecutionWatch, type Watched } from './execution-watch.ts';
import { deployedExecutionName, type DeployedNames } from './names/deployed-names.ts';
import { mappingFor, observedExecution, type Seen, type SeenBy } from './observed-execution.ts';
import { outcomeOfAnswer, outcomeOfOwnAnswer } from './outcome-of-answer.ts';
import type { Pace } from './pace.ts';
import { endInHistory } from './packs/end-in-history.ts';
import type { HistoryTurns } from './packs/history-turns.ts';
import type { PackedWatchOptions } from './packs/packed-watch.ts';
import type { Patience } from './patience.ts';
import { readEnd } from './read-execution.ts';
import { isComplete, readHistory, type HistoryReading } from './read-history.ts';
import { refusalIn } from './refusals.ts';
import type { TargetTraits } from './target-traits.ts';
import { isUnknownMachine, untilSettled } from './until-settled.ts';

export interface ExecutionRunOptions {
  readonly testCase: Case;
  readonly api: TargetApi;
  readonly traits: TargetTraits;
  readonly names: DeployedNames;
  readonly signal: AbortSignal;
  readonly functions: OpenedFunctions;
  readonly patience: Patience;
  readonly pace: Pace;
  readonly overdue?: (() => void) | undefined;
  /** The execution of another machine whose token the case may answer. */
  readonly other: OtherExecution;
  /** Whose turn it is to read a history, where all who read them share a quota. */
  readonly turns?: HistoryTurns | undefined;
  /** Where it is one of many of its machine. */
  readonly shared?: SharedExecution;
}

/** An execution of a machine that several cases have together (packs/). */
export interface SharedExecution {
  /** What it is called: no other one of the machine is. */
  readonly name: string;
  readonly unpackText: (text: string) => string;
  /** Undefined where it isn't the history of a pack. */
  readonly unpackHistory: (history: readonly HistoryEvent[]) => readonly HistoryEvent[] | undefined;
  /** Waits until the machine is known everywhere, if it isn't yet. */
  readonly known: (start: () => Promise<ApiAnswer>) => Promise<ApiAnswer>;
  readonly watch: (options: Omit<PackedWatchOptions, 'endings' | 'machine'>) => Watch;
}

/** Whoever waits for the end of an execution. */
interface Watch {
  nudge(): void;
  untilEnded(executionArn: string): Promise<Watched>;
}

const NEVER = new AbortController().signal;

/** Looks at a history whose last event has yet to come (AWS-BEHAVIOUR 10.1.5), and milliseconds between them. */
const HISTORY = { looks: 20, every: 50 };

/**
 * An event may be handed on after the execution that sent it has ended: how long to wait, in seconds; how long after the last one
 * that came, for one that comes no more is a difference and no delay; how often to look, in milliseconds.
 */
const LATE_INVOCATION = { seconds: 5, quiet: 5, every: 50 };

const GIVEN_UP: ExecutorOutcome = {
  kind: 'indeterminate',
  fault: 'cancelled',
  reason: 'the case was given up',
};

export class ExecutionRun {
  readonly #options: ExecutionRunOptions;
  /** Ends what watches the execution. */
  readonly #over = new AbortController();
  /** The ARN, as soon as the target has given it: functions may run before. */
  readonly #started = Promise.withResolvers<string>();
  readonly #worker: CallbackWorker | undefined;
  readonly #watch: Watch;
  /** The history as the callback worker has read it last. */
  #read: readonly HistoryEvent[] | undefined;
  #runs = false;

  constructor(options: ExecutionRunOptions) {
    this.#options = options;
    this.#worker = this.#callbackWorker();
    const watching = {
      ...options,
      worker: this.#worker,
      over: () => this.#read && isComplete(this.#read),
    };
    this.#watch =
      options.shared?.watch(watching) ??
      new ExecutionWatch({ ...watching, told: options.functions.group !== undefined });
    options.functions.group?.listen((running) => {
      if (this.#worker || options.traits.look.uponCalls) this.#watch.nudge();
      if (this.#worker) void running.returned().then(() => this.#watch.nudge());
      return this.#worker?.heard(running);
    });
  }

  /** Ends an execution that hasn't ended by itself, and everything that watches it. */
  async stop(): Promise<void> {
    this.#over.abort('over');
    // Nobody shall wait for an execution that never started.
    this.#started.resolve('');
    if (!this.#runs) return;
    this.#runs = false;
    const executionArn = await this.#started.promise;
    await this.#options.api.stepFunctions(new StopExecutionCommand({ executionArn }), NEVER);
  }

  async observe(stateMachineArn: string, input: string): Promise<ExecutorOutcome> {
    const { api, signal, testCase } = this.#options;
    const start = { stateMachineArn, name: this.#options.shared?.name ?? deployedExecutionName, input };
    const isAsynchronous = testCase.machine.start === 'asynchronous';
    if (testCase.machine.type === 'EXPRESS' && !isAsynchronous) {
      const outcome = await this.#startSync(start);
      // A target without this operation starts Express machines like any other.
      if (outcome.kind !== 'declined') return outcome;
    }
    const started = await this.#untilKnown(() => api.stepFunctions(new StartExecutionCommand(start), signal));
    const executionArn = startedExecution(started, testCase);
    if (typeof executionArn !== 'string') return executionArn;
    if (isAsynchronous) return this.#observeStarted(executionArn);
    this.#runs = true;
    this.#started.resolve(executionArn);
    return this.#observeRunning(executionArn);
  }

  /** All that is seen of it is what its functions receive. */
  async #observeStarted(executionArn: string): Promise<ExecutorOutcome> {
    const { api, patience, signal, traits } = this.#options;
    await api.clock.sleep(patience.seconds * 1000, signal);
    await this.#invocationsIn(traits.graceSeconds);
    if (signal.aborted) return GIVEN_UP;
    const refusal = await this.#refusalOfStarted(executionArn);
    if (refusal !== undefined) return { kind: 'declined', reason: refusal };
    const end = { status: 'STARTED' } as const;
    return this.#observed({ end, executionArn, callbacks: [], history: undefined });
  }

  /** Where calls are missing, what a target says that shows Express executions like any other: AWS shows none. */
  async #refusalOfStarted(executionArn: string): Promise<string | undefined> {
    const { api, patience, signal, functions, traits, testCase } = this.#options;
    const seen = functions.group ?? functions.notes;
    if (seen === undefined || seen.invocations.length >= patience.invocations) return undefined;
    const answer = await api.stepFunctions(new DescribeExecutionCommand({ executionArn }), signal);
    const end = answer.kind === 'ok' ? readEnd(answer.body) : undefined;
    if (end === undefined) return undefined;
    const reading = await readHistory(api, executionArn, signal);
    const history = reading.kind === 'read' ? { history: reading.history } : {};
    return refusalIn({ ...end, ...history }, testCase, traits.refusals);
  }

  /** Waits for invocations that the end of the execution doesn't wait for, so many seconds at most. */
  async #invocationsIn(seconds: number): Promise<void> {
    const { api, patience, signal, functions } = this.#options;
    const deadline = api.clock.now() + seconds * 1000;
    const seen = functions.group ?? functions.notes;
    let count = 0;
    let quietSince = api.clock.now();
    const missing = async (): Promise<boolean> => {
      await functions.notes?.read();
      if (seen === undefined || seen.invocations.length >= patience.invocations) return false;
      if (seen.invocations.length > count || functions.group?.idle === false) quietSince = api.clock.now();
      count = seen.invocations.length;
      return api.clock.now() < quietSince + LATE_INVOCATION.quiet * 1000;
    };
    while ((await missing()) && api.clock.now() < deadline && !signal.aborted)
      await api.clock.sleep(LATE_INVOCATION.every, signal);
  }

  /** Answers with the result, whatever it is. */
  async #startSync(start: StartSyncExecutionCommand['input']): Promise<ExecutorOutcome> {
    const { api, signal, patience, traits, testCase } = this.#options;
    const limit = (patience.seconds + traits.graceSeconds) * 1000;
    const answer = await this.#untilKnown(() =>
      api.stepFunctions(new StartSyncExecutionCommand(start), signal, limit),
    );
    if (answer.kind !== 'ok') return notStarted('StartSyncExecution', answer, testCase);
    const end = readEnd(answer.body);
    const executionArn = String(valueAt(answer.body, 'executionArn'));
    if (end) return this.#observed({ end, executionArn, callbacks: [], history: undefined });
    const reason = `StartSyncExecution answered with the status ${String(valueAt(answer.body, 'status'))}`;
    return { kind: 'indeterminate', fault: 'transport', reason };
  }

  async #observed(seen: Seen): Promise<ExecutorOutcome> {
    const reason = await this.#options.functions.notes?.read();
    return reason === undefined
      ? observedExecution(this.#by, seen)
      : { kind: 'indeterminate', fault: 'transport', reason };
  }

  #untilKnown(start: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
    const { api, traits, signal, shared } = this.#options;
    if (shared) return shared.known(start);
    return untilSettled(api, traits.settleSeconds ?? 0, signal, start, isUnknownMachine);
  }

  async #observeRunning(executionArn: string): Promise<ExecutorOutcome> {
    const watched = await this.#watch.untilEnded(executionArn);
    if (watched.kind === 'failed') return watched.outcome;
    this.#runs = watched.kind === 'running';
    if (!this.#hasWhole) await this.#worker?.look();
    await this.#worker?.settled();
    if (this.#worker?.failure) return this.#worker.failure;
    const reading = await this.#history(executionArn, watched.kind === 'ended');
    await this.#invocationsIn(LATE_INVOCATION.seconds);
    if (this.#options.signal.aborted) return GIVEN_UP;
    // Where a case can be run again, one without its history isn't judged by what is left.
    const again = this.#options.shared !== undefined || (this.#options.traits.mostRuns ?? 1) > 1;
    if (reading?.kind === 'unread' && again) return outcomeOfAnswer('GetExecutionHistory', reading.answer);
    const history = reading?.kind === 'read' ? reading.history : undefined;
    this.#worker?.settle(history);
    if (this.#worker?.failure) return this.#worker.failure;
    if (watched.kind === 'running') {
      const unanswered = this.#withoutToken(watched.seconds, history);
      if (unanswered) return unanswered;
    }
    const end = watched.kind === 'ended' ? (watched.end ?? endInHistory(history ?? [])) : RUNNING;
    if (end === undefined) return END_UNSEEN;
    const callbacks = this.#worker?.answers ?? [];
    return this.#observed({ end, executionArn, callbacks, history });
  }

  /** Where functions are heard, what they receive tells whether a token was handed out. */
  #withoutToken(seconds: number, history: readonly HistoryEvent[] = []): ExecutorOutcome | undefined {
    const { functions, testCase } = this.#options;
    if (functions.group || this.#worker === undefined) return undefined;
    const state = stateWithoutToken(testCase, history, this.#worker.answers);
    if (state === undefined) return undefined;
    const reason = `no task token of state '${state}' was found within ${seconds} s: the target's history shows none, and its functions are not heard. Nothing could be answered`;
    return { kind: 'indeterminate', fault: 'time-limit', reason };
  }

  /** Only where the case answers tokens: everything else needs no second pair of eyes. */
  #callbackWorker(): CallbackWorker | undefined {
    const { testCase, api, traits, signal: given } = this.#options;
    const definition = parseJson(definitionText(testCase));
    if (Object.keys(testCase.callbacks).length === 0 || !definition.ok) return undefined;
    const signal = AbortSignal.any([given, this.#over.signal]);
    return new CallbackWorker({
      api,
      callbacks: testCase.callbacks,
      fields: tokenFields(definition.value),
      submittingAtOnce: submittingAtOnce(definition.value),
      otherToken: () => this.#options.other.token,
      readHistory: async () => {
        const executionArn = await this.#started.promise;
        const reading = await this.#readInTurn(executionArn, true, signal, () =>
          readHistory(api, executionArn, signal),
        );
        this.#read = reading.kind === 'read' ? reading.history : undefined;
        return this.#read;
      },
      historyShowsTokens: traits.historyShowsTokens,
      signal,
      ...(traits.mostLate !== undefined && { mostLate: traits.mostLate }),
    });
  }

  /** True where the worker has read the history of a shared execution to its end, in the words of the case. */
  get #hasWhole(): boolean {
    return this.#options.shared !== undefined && this.#read !== undefined && isComplete(this.#read);
  }

  /** The history in the words that it has alone, when it is its turn; as `alone` reads it where the machine isn't shared. */
  async #readInTurn(
    executionArn: string,
    urgent: boolean,
    signal: AbortSignal,
    alone: () => Promise<HistoryReading>,
  ): Promise<HistoryReading> {
    const { api, shared, turns } = this.#options;
    await turns?.take(urgent, signal);
    if (shared === undefined) return alone();
    const reading = await readHistory(api, executionArn, signal, mappingFor(this.#by, executionArn));
    if (reading.kind === 'unread') return reading;
    const history = shared.unpackHistory(reading.history);
    if (history) return { kind: 'read', history };
    return { kind: 'unread', answer: { kind: 'transport', reason: 'the history is not that of a pack' } };
  }

  get #by(): SeenBy {
    const { shared, ...by } = this.#options;
    return { ...by, ...(shared && { unpackText: shared.unpackText }) };
  }

  /** Undefined where the target has none to give: Express executions have none on AWS (AWS-BEHAVIOUR 8.5). */
  async #history(executionArn: string, ended: boolean): Promise<HistoryReading | undefined> {
    const { api, signal, testCase } = this.#options;
    if (testCase.machine.type === 'EXPRESS') return undefined;
    if (this.#hasWhole && this.#read) return { kind: 'read', history: this.#read };
    for (let look = 1; ; look++) {
      const reading = await this.#readInTurn(executionArn, false, signal, () =>
        readHistory(api, executionArn, signal, mappingFor(this.#by, executionArn)),
      );
      if (reading.kind === 'unread' || !ended || isComplete(reading.history)) return reading;
      if (look === HISTORY.looks || signal.aborted) return reading;
      await api.clock.sleep(HISTORY.every, signal);
    }
  }
}

const RUNNING = { status: 'RUNNING' } as const;

const END_UNSEEN: ExecutorOutcome = {
  kind: 'indeterminate',
  fault: 'transport',
  reason: 'the execution has ended, and its history does not show all of its end',
};

/** Moto gives no name to what it says of an input that it can't read. */
const ABOUT_THE_INPUT = new Set([undefined, 'InvalidExecutionInput', 'ValidationException']);

/** The ARN, also where an earlier try of the same call has started the execution and it has ended since. */
function startedExecution(answer: ApiAnswer, testCase: Case): string | ExecutorOutcome {
  if (answer.kind === 'ok') return String(valueAt(answer.body, 'executionArn'));
  const existing =
    answer.kind === 'refused' && answer.sentBefore && answer.error === 'ExecutionAlreadyExists'
      ? /'(arn:[^']+)'/.exec(answer.message)?.[1]
      : undefined;
  return existing ?? notStarted('StartExecution', answer, testCase);
}

/** A version or an alias that the API has given, and doesn't know when it is started. */
const isAboutTheVersion = (error: string | undefined, { machine: { start } }: Case): boolean =>
  (start === 'version' || start === 'alias') &&
  (error === 'StateMachineDoesNotExist' || error === 'InvalidArn');

/** What the API refuses of the case itself is a result like any other; what else is refused is a fault of the set-up. */
function notStarted(
  operation: string,
  answer: Exclude<ApiAnswer, { kind: 'ok' }>,
  testCase: Case,
): ExecutorOutcome {
  if (
    answer.kind !== 'refused' ||
    !(ABOUT_THE_INPUT.has(answer.error) || isAboutTheVersion(answer.error, testCase))
  )
    return outcomeOfOwnAnswer(operation, answer);
  const observation: Observation = {
    status: 'FAILED',
    ...(answer.error !== undefined && { error: answer.error }),
    cause: answer.message,
    invocations: [],
    callbacks: [],
  };
  return { kind: 'observed', observation };
}
