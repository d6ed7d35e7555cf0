/** Checks recorded Express executions: the answer of StartSyncExecution, or the last event of the log. */
import { isJsonObject, valueAt, type JsonObject, type JsonValue } from '../json/value.ts';
import type { Difference } from '../compare/difference.ts';
import { isLogEvent, type RecordedCall } from './api/recorded-call.ts';
import { replay } from './check-api.ts';
import { inputText, runRecorded, type Check } from './check-execution.ts';
import { logEvent } from './log-event.ts';
import { MaskedComparison } from './masked-value.ts';
import { masksOf, type RecordedCase } from './recorded-case.ts';

/** Creates the machine, starts it and compares both answers. */
export async function checkExpressSync(recordedCase: RecordedCase): Promise<Check> {
  const { source, recorded } = recordedCase;
  const placeholders = isJsonObject(source['placeholders']) ? source['placeholders'] : {};
  const name = String(placeholders['<ArnPart_0idx>'] ?? 'machine');
  const roleArn = Object.values(placeholders).find((text) => String(text).includes(':role/'));
  const call = (operation: string, args: JsonObject, key: string): RecordedCall => ({
    operation,
    args,
    recorded: valueAt(recorded, key),
    paged: false,
  });
  return replay(recordedCase, [
    call(
      'CreateStateMachine',
      {
        name,
        definition: valueAt(source, 'definitionText') ?? valueAt(source, 'definition') ?? null,
        roleArn: roleArn ?? 'arn:aws:iam::111111111111:role/role',
        type: 'EXPRESS',
      },
      'creation_response',
    ),
    call(
      'StartSyncExecution',
      {
        stateMachineArn: `arn:aws:states:us-east-1:111111111111:stateMachine:${name}`,
        input: inputText(source),
      },
      'start_execution_sync_response',
    ),
  ]);
}

/** True where the end of an asynchronous Express execution was recorded as it stands in its log. */
export const isExpressLog = ({ recorded }: RecordedCase): boolean => lastLogEvent(recorded) !== undefined;

const lastLogEvent = (recorded: JsonObject): JsonObject | undefined =>
  Object.values<JsonValue>(recorded).find((answer) => isLogEvent(answer));

/** The last event of the log tells status, output, error and cause. */
export async function checkExpressLog({ source, recorded }: RecordedCase): Promise<Check> {
  const run = await runRecorded(source, []);
  if (run.kind === 'declined') return run;
  const [expected, last] = [lastLogEvent(recorded), run.history.at(-1)];
  if (expected === undefined || last === undefined) return { kind: 'declined', reason: 'there is no event' };
  const predicted = logEvent(last, String(expected['execution_arn']));
  if (expected['type'] !== predicted['type']) {
    const status: Difference = {
      facet: 'status',
      place: 'status',
      expected: expected['type'],
      observed: predicted['type'],
    };
    return { kind: 'checked', outcome: [status] };
  }
  const comparison = new MaskedComparison(masksOf(source), 'output');
  return { kind: 'checked', outcome: comparison.compare(expected, predicted, String(expected['type'])) };
}
