/** For tests: an emulator with the real SDK's clients, and what they need most. */
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
  type DescribeExecutionCommandOutput,
  type HistoryEvent,
} from '@aws-sdk/client-sfn';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { zipSync } from 'fflate';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { startEmulator, type Emulator, type EmulatorOptions } from './start-emulator.ts';

export const ROLE = 'arn:aws:iam::123456789012:role/role';

/** When the virtual clock of tests starts. */
export const START = Date.UTC(2024, 0, 1);

export const PASS = JSON.stringify({ StartAt: 'P', States: { P: { Type: 'Pass', End: true } } });

export class SdkClients {
  readonly emulator: Emulator;
  readonly sfn: SFNClient;
  readonly lambda: LambdaClient;

  private constructor(emulator: Emulator) {
    this.emulator = emulator;
    const config = {
      endpoint: emulator.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      disableHostPrefix: true,
      maxAttempts: 1,
    };
    this.sfn = new SFNClient(config);
    this.lambda = new LambdaClient(config);
  }

  static async start(options: EmulatorOptions = { clock: new VirtualClock(START) }): Promise<SdkClients> {
    return new SdkClients(await startEmulator(options));
  }

  async close(): Promise<void> {
    this.sfn.destroy();
    this.lambda.destroy();
    await this.emulator.close();
  }

  /** The ARN of a machine with this definition. */
  async createMachine(
    name: string,
    definition: object | string = PASS,
    type: 'STANDARD' | 'EXPRESS' = 'STANDARD',
  ): Promise<string> {
    const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
    const created = await this.sfn.send(
      new CreateStateMachineCommand({ name, definition: text, roleArn: ROLE, type }),
    );
    return created.stateMachineArn ?? '';
  }

  async startExecution(stateMachineArn: string, input = '{}', name?: string): Promise<string> {
    const started = await this.sfn.send(new StartExecutionCommand({ stateMachineArn, input, name }));
    return started.executionArn ?? '';
  }

  /** Asks until the execution has ended: each request lets the virtual clock leap once more. */
  async ended(executionArn: string): Promise<DescribeExecutionCommandOutput> {
    for (;;) {
      const described = await this.sfn.send(new DescribeExecutionCommand({ executionArn }));
      if (described.status !== 'RUNNING') return described;
    }
  }

  async history(executionArn: string): Promise<readonly HistoryEvent[]> {
    const { events } = await this.sfn.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }),
    );
    return events ?? [];
  }

  /** A function whose zip holds these files. */
  async createFunction(name: string, files: FunctionFiles, settings: FunctionSettings = {}): Promise<void> {
    const { Runtime = 'nodejs22.x', Handler = 'index.handler', ...others } = settings;
    await this.lambda.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Role: ROLE,
        Runtime,
        Handler,
        Code: { ZipFile: zipOf(files) },
        ...others,
      }),
    );
  }
}

type FunctionFiles = Readonly<Record<string, string>>;

interface FunctionSettings {
  readonly Runtime?: 'nodejs22.x' | 'python3.12' | 'java21' | 'provided.al2023';
  readonly Handler?: string;
  readonly Timeout?: number;
  readonly Environment?: { readonly Variables: Record<string, string> };
}

export const zipOf = (files: FunctionFiles): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])));

/** A zip with the kit's script. */
export const scriptOf = (...outcomes: readonly object[]): FunctionFiles => ({
  'sfn-conformance.json': JSON.stringify({ outcomes }),
});

/** Name and message of the error that a call is refused with. */
export const refusalOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  throw new Error('the call was not refused');
};
