/**
 * What the kit costs on top of the calls that it makes: the wall time of a run against `embedded` for each case, against that of
 * a bare loop over the SDK's client that makes the very same calls of an emulator of the same kind. Both run the same cases side
 * by side, in turns.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sfn from '@aws-sdk/client-sfn';
import type { Case } from '../src/case/case.ts';
import { VirtualClock } from '../src/clock/virtual-clock.ts';
import { PREDICTED_START } from '../src/compare/open-values.ts';
import { startEmulator, type Emulator } from '../src/emulator/start-emulator.ts';
import { TargetApi } from '../src/executors/aws-api/api.ts';
import { InProcessDoor } from '../src/executors/aws-api/doors/in-process-door.ts';
import { DeployedNames } from '../src/executors/aws-api/names/deployed-names.ts';
import type { Executor } from '../src/executors/executor.ts';
import { referenceExecutor } from '../src/executors/reference.ts';
import type { ServiceCall } from '../src/interpreter/task/service-call.ts';
import type { SourcedCase } from '../src/run/case-source.ts';
import { generatedCases } from '../src/run/generated-cases.ts';
import { runPool } from '../src/run/pool.ts';
import { run } from '../src/run/run.ts';
import { RunFolder } from '../src/run/run-folder.ts';
import { DEFAULT_RUN } from '../src/run/run-options.ts';
import { LOCAL_CREDENTIALS, LOCAL_PLACE } from '../src/targets/presets/local-target.ts';
import { openEmbedded } from '../src/targets/presets/embedded.ts';
import { summarize } from './measure.ts';

const CLIENT = { region: LOCAL_PLACE.region, credentials: LOCAL_CREDENTIALS, disableHostPrefix: true };

/** One call that the kit made of a case. */
interface Call {
  readonly operation: string;
  readonly input: object;
}

interface RecordedCase {
  readonly case: Case;
  readonly calls: readonly Call[];
  /** What the names of the case began with. */
  readonly prefix: string;
}

/** Cases of one turn: short enough for the machine's moods to hit both alike. */
const SLICE = 20;

/** The median over the rounds of the ratio of the kit's time to the bare loop's. */
export async function kitOverhead(
  print: (line: string) => void,
  cases: number,
  rounds: number,
): Promise<number> {
  const drawn: SourcedCase[] = [];
  const drawing = await timed(async () => {
    for await (const one of generatedCases({ seed: 1, count: cases })) drawn.push(one);
  });
  const recorded = await record(drawn.map((one) => one.case));
  const kit = await Kit.start();
  const bare = await BareLoop.start();
  const turns: Turn[] = [];
  // The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    const turn = { kit: 0, bare: 0 };
    for (let start = 0; start < cases; start += SLICE) {
      const renamed = bare.prepare(recorded.slice(start, start + SLICE));
      turn.bare += await timed(() => bare.run(renamed));
      turn.kit += await timed(() => kit.run(drawn.slice(start, start + SLICE)));
    }
    if (round > 0) turns.push(turn);
  }
  await kit.close();
  await bare.close();
  const ratios = summarize(turns.map((turn) => turn.kit / turn.bare));
  const each = (milliseconds: readonly number[]): string =>
    (summarize(milliseconds).median / cases).toFixed(1);
  const calls = recorded.reduce((sum, one) => sum + one.calls.length, 0) / cases;
  print(
    `Wall time of a case against embedded, by the kit and by a bare SDK loop of the same ${calls.toFixed(1)} calls: ` +
      `ratio ${ratios.median.toFixed(2)} (${ratios.low.toFixed(2)}–${ratios.high.toFixed(2)}; ` +
      `${each(turns.map((turn) => turn.kit))} and ${each(turns.map((turn) => turn.bare))} ms; ` +
      `drawing and predicting it took ${each([drawing])} ms before)`,
  );
  return ratios.median;
}

/** Milliseconds of all cases. */
interface Turn {
  readonly kit: number;
  readonly bare: number;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Runs each case once and keeps the calls that it took. */
async function record(cases: readonly Case[]): Promise<readonly RecordedCase[]> {
  let calls: Call[] = [];
  const custody = {
    before: async (operation: string, input: object) => void calls.push({ operation, input }),
    after: async () => {},
  };
  const { executor } = await openEmbedded(
    'embedded',
    {},
    {
      api: (endpoint, clock) =>
        new TargetApi({
          endpoint,
          region: LOCAL_PLACE.region,
          credentials: LOCAL_CREDENTIALS,
          clock,
          custody,
        }),
    },
  );
  const recorded: RecordedCase[] = [];
  for (const one of cases) {
    calls = [];
    await executor.execute(one, new AbortController().signal);
    const name = JSON.stringify(calls).match(/k[0-9a-f]{6}[0-9a-z]+x-/)?.[0] ?? '';
    recorded.push({ case: one, calls, prefix: name });
  }
  await executor.close();
  return recorded;
}

/** The kit as it is: oracle, target, comparer, and every line on disk. */
class Kit {
  readonly #executor: Executor;
  readonly #folder: string;
  #runs = 0;

  private constructor(executor: Executor, folder: string) {
    this.#executor = executor;
    this.#folder = folder;
  }

  static async start(): Promise<Kit> {
    const { executor } = await openEmbedded('embedded');
    return new Kit(executor, await mkdtemp(join(tmpdir(), 'sfn-conformance-bench-')));
  }

  async run(cases: readonly SourcedCase[]): Promise<void> {
    this.#runs += 1;
    const folder = await RunFolder.create(this.#folder, `run-${this.#runs}`);
    await run(
      {
        oracle: referenceExecutor(),
        target: this.#executor,
        inferredRules: new Set(),
        cases: streamOf(cases),
        total: cases.length,
        candidates: () => [],
        outlook: async () => ({ seconds: 0 }),
        featuresOf: () => [],
        attribute: () => ({ id: 'none', title: 'none', inferred: false }),
        write: (line) => folder.write(line),
        onProgress: () => {},
        now: () => performance.now(),
        signal: new AbortController().signal,
      },
      { ...DEFAULT_RUN, runs: cases.length },
    );
    await folder.close();
  }

  async close(): Promise<void> {
    await this.#executor.close();
    await rm(this.#folder, { recursive: true });
  }
}

/** The SDK's client and nothing else, on an emulator whose functions are answered as the kit's are. */
class BareLoop {
  readonly #client: sfn.SFNClient;
  readonly #emulator: Emulator;
  readonly #door: InProcessDoor;
  /** Tokens by what the names of their case begin with, in the order in which they were handed out. */
  readonly #tokens: Map<string, string[]>;
  #count = 0;

  private constructor(emulator: Emulator, door: InProcessDoor, tokens: Map<string, string[]>) {
    this.#emulator = emulator;
    this.#door = door;
    this.#tokens = tokens;
    this.#client = new sfn.SFNClient({ ...CLIENT, endpoint: emulator.url, maxAttempts: 1 });
  }

  static async start(): Promise<BareLoop> {
    const clock = new VirtualClock(PREDICTED_START);
    const door = new InProcessDoor(clock, LOCAL_PLACE);
    const tokens = new Map<string, string[]>();
    const outside = (call: ServiceCall) => {
      if (call.kind === 'lambda' && call.taskToken !== undefined) noteToken(tokens, call);
      return door.answer(call);
    };
    return new BareLoop(await startEmulator({ clock, outside }), door, tokens);
  }

  /** The same calls under names of their own. */
  prepare(recorded: readonly RecordedCase[]): readonly RecordedCase[] {
    return recorded.map(({ case: one, calls, prefix }) => {
      this.#count += 1;
      const fresh = `bare${this.#count.toString(36)}x-`;
      const text = JSON.stringify(calls);
      const renamed = prefix === '' ? text : text.replaceAll(prefix, fresh);
      return { case: one, calls: JSON.parse(renamed) as readonly Call[], prefix: fresh };
    });
  }

  async run(prepared: readonly RecordedCase[]): Promise<void> {
    const work = (one: RecordedCase): Promise<void> => this.#case(one);
    await runPool(streamOf(prepared), DEFAULT_RUN.concurrency, work, new AbortController().signal);
  }

  async #case({ case: one, calls, prefix }: RecordedCase): Promise<void> {
    const names = new DeployedNames(prefix, Object.keys(one.functions));
    const opening = await this.#door.open(one, names);
    const tokens = new Map<string, string>();
    for (const { operation, input } of calls) {
      const { taskToken } = input as { readonly taskToken?: string };
      const sent =
        taskToken === undefined ? input : { ...input, taskToken: this.#token(taskToken, prefix, tokens) };
      // What the API refuses is no fault here: the kit was refused as well.
      await this.#client.send(commandOf(operation, sent)).catch(() => undefined);
    }
    if (opening.kind === 'open') await opening.functions.close(true);
  }

  /** The token that was handed out in the place of a recorded one. */
  #token(recorded: string, prefix: string, known: Map<string, string>): string {
    const handedOut = this.#tokens.get(prefix) ?? [];
    const token = known.get(recorded) ?? handedOut[known.size] ?? recorded;
    known.set(recorded, token);
    return token;
  }

  async close(): Promise<void> {
    this.#client.destroy();
    await this.#emulator.close();
  }
}

async function* streamOf<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

type AnyCommand = Parameters<sfn.SFNClient['send']>[0];

/** The SDK's own command of an operation. */
function commandOf(operation: string, input: object): AnyCommand {
  const commands = sfn as unknown as Readonly<Record<string, new (input: object) => AnyCommand>>;
  const Command = commands[`${operation}Command`];
  if (Command === undefined) throw new Error(`the SDK has no ${operation}`);
  return new Command(input);
}

/** Functions' names begin as all names of their case do. */
function noteToken(
  tokens: Map<string, string[]>,
  { functionName, taskToken = '' }: Extract<ServiceCall, { kind: 'lambda' }>,
): void {
  const prefix = /bare[0-9a-z]+x-/.exec(functionName)?.[0] ?? '';
  const known = tokens.get(prefix);
  if (known) known.push(taskToken);
  else tokens.set(prefix, [taskToken]);
}
