/** Replays the calls of a recorded API case against an emulator, and compares each answer with the recorded one. */
import type { Difference } from '../compare/difference.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import type { Override } from '../emulator/executions/outside.ts';
import { DECLINED } from '../emulator/executions/stored-execution.ts';
import { startEmulator, type Emulator } from '../emulator/start-emulator.ts';
import { isJsonObject, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import { answerAsOfToday } from './api/changes-of-aws.ts';
import { send, type WireAnswer } from './api/client.ts';
import { compareAnswer, itemsOf } from './api/compare-answer.ts';
import { expectedAnswer, showsAnEnd } from './api/expected-answer.ts';
import { madeElsewhere } from './api/made-elsewhere.ts';
import { MaskBindings } from './api/mask-bindings.ts';
import { asMeasured } from './api/measured.ts';
import { isLogEvent, readCalls, type RecordedCall } from './api/recorded-call.ts';
import { repairArguments } from './api/repair-arguments.ts';
import { ServerNames } from './api/server-names.ts';
import { givenNames, StandIns } from './api/stand-ins.ts';
import type { Check } from './check-execution.ts';
import { MaskedComparison } from './masked-value.ts';
import { masksOf, type RecordedCase } from './recorded-case.ts';
import { RecordedOutside } from './recorded-outside.ts';

/** The account of the recordings (their README, 4). */
const ACCOUNT = '111111111111';

export async function checkApi(recordedCase: RecordedCase): Promise<Check> {
  const calls = repairArguments(readCalls(recordedCase));
  const reason = madeElsewhere(calls);
  return reason === undefined ? replay(recordedCase, calls) : { kind: 'declined', reason };
}

/** What tests did to the world around Step Functions; their recordings tell only what came of it. */
interface World {
  logGroupsExist: boolean;
}

/** What an emulator of its own answers to these calls, in their order. */
export async function replay(recordedCase: RecordedCase, calls: readonly RecordedCall[]): Promise<Check> {
  const world: World = { logGroupsExist: true };
  const emulator = await startEmulator({
    clock: new VirtualClock(Date.UTC(2024, 0, 1)),
    account: ACCOUNT,
    outside: outsideOf(recordedCase.source),
    logGroupExists: () => world.logGroupsExist,
  });
  try {
    return await new Replay(recordedCase, calls, emulator, world).run();
  } finally {
    await emulator.close();
  }
}

/**
 * Functions and files as recorded. What a queue answered to a callback's call shows in no answer of the API, so that anything
 * will do.
 */
function outsideOf(source: JsonObject): Override {
  const recorded = new RecordedOutside(source, []);
  return (call) =>
    call.kind === 'integration' && call.taskToken !== undefined
      ? { afterSeconds: 0, result: { kind: 'answer', output: '{}' } }
      : recorded.answer(call);
}

class Replay {
  readonly #calls: readonly RecordedCall[];
  readonly #recordedDate: string;
  readonly #emulator: Emulator;
  readonly #world: World;
  readonly #bindings = new MaskBindings();
  readonly #standIns = new StandIns(this.#bindings);
  readonly #names: ServerNames;
  readonly #comparison: MaskedComparison;
  readonly #started: string[] = [];

  constructor({ source }: RecordedCase, calls: readonly RecordedCall[], emulator: Emulator, world: World) {
    this.#world = world;
    this.#calls = calls;
    this.#recordedDate = String(source['recordedDate']);
    this.#emulator = emulator;
    this.#names = new ServerNames(source, givenNames(calls));
    this.#comparison = new MaskedComparison(masksOf(source), 'api');
  }

  async run(): Promise<Check> {
    const differences: Difference[] = [];
    for (const call of this.#calls) differences.push(...(await this.#replay(call)));
    const reason = await this.#declined();
    return reason === undefined ? { kind: 'checked', outcome: differences } : { kind: 'declined', reason };
  }

  async #replay(call: RecordedCall): Promise<readonly Difference[]> {
    const recorded =
      call.recorded === undefined ? undefined : answerAsOfToday(call.recorded, this.#recordedDate);
    const expected = recorded === undefined || isLogEvent(recorded) ? undefined : expectedAnswer(recorded);
    if (expected?.kind === 'notSent') return [];
    if (expected?.kind === 'body' && WAITED_FOR.test(call.operation) && showsAnEnd(expected.body))
      await this.#emulator.clock.sleep(DAY);
    this.#world.logGroupsExist = !(expected?.kind === 'error' && NO_LOG_GROUP.test(expected.message));
    const args = this.#names.toServer(this.#standIns.fillIn(call.args, call.recorded)) as JsonObject;
    const answer = await this.#ask(call, args);
    this.#learn(call, answer);
    if (expected === undefined) return [];
    const answered = { status: answer.status, body: this.#names.toRecorded(answer.body) };
    const measured = asMeasured(expected, answered.body);
    return compareAnswer(call.operation, measured, answered, this.#comparison, this.#bindings);
  }

  /** All pages where a paginator asked. Time stands still meanwhile, unless the operation waits for it to pass. */
  async #ask(call: RecordedCall, args: JsonObject): Promise<WireAnswer> {
    const { url, clock } = this.#emulator;
    const ask = (more: JsonObject): Promise<WireAnswer> =>
      WAITS.has(call.operation)
        ? send(url, call.operation, { ...args, ...more })
        : clock.during(() => send(url, call.operation, { ...args, ...more }));
    const first = await ask({});
    if (!call.paged) return first;
    const items: JsonValue[] = [];
    for (let page = first; ;) {
      items.push(...itemsOf(page.body));
      const nextToken = isJsonObject(page.body) ? valueAt(page.body, 'nextToken') : undefined;
      if (nextToken === undefined) return { status: first.status, body: items };
      page = await ask({ nextToken });
    }
  }

  #learn(call: RecordedCall, { body }: WireAnswer): void {
    this.#standIns.note(body);
    const arn = isJsonObject(body) ? valueAt(body, 'executionArn') : undefined;
    if (call.operation === 'StartExecution' && typeof arn === 'string') {
      if (arn.includes(':execution:')) this.#started.push(arn);
      if (isLogEvent(call.recorded)) this.#names.learn(call.recorded['execution_arn'] ?? null, arn);
      else if (call.recorded === undefined && !('name' in call.args))
        this.#names.learnNext(arn.split(':')[7] ?? '');
    }
    if (call.recorded !== undefined) this.#names.learn(call.recorded, body);
  }

  /** What the reference doesn't model ends an execution in a way of its own. */
  async #declined(): Promise<string | undefined> {
    for (const executionArn of this.#started) {
      const { body } = await send(this.#emulator.url, 'DescribeExecution', { executionArn });
      if (isJsonObject(body) && valueAt(body, 'error') === DECLINED) return String(body['cause']);
    }
    return undefined;
  }
}

/** A test had deleted the log group. */
const NO_LOG_GROUP = /Log Destination not found/;

/** Operations before which tests waited until an execution had ended. */
const WAITED_FOR = /^(?:Describe|List|Get)/;

/** Operations that answer when an execution has ended. */
const WAITS = new Set(['StartSyncExecution', 'GetActivityTask']);

/** Long enough for every recorded machine, in milliseconds. */
const DAY = 86_400_000;
