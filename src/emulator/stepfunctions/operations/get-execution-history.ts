/** GetExecutionHistory (AWS-BEHAVIOUR 8.4.13). */
import type { Details, HistoryEvent } from '../../../interpreter/history.ts';
import { operation } from '../../protocol/operation.ts';
import { dateOf } from '../../protocol/json-protocol.ts';
import { isRefusal } from '../../protocol/refusal.ts';
import { flag, required } from '../../protocol/shape.ts';
import { findExecution } from '../find-execution.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';

export const getExecutionHistory = operation(
  {
    executionArn: required(shapes.arn),
    maxResults: shapes.maxResults,
    reverseOrder: flag,
    nextToken: shapes.nextToken,
    includeExecutionData: flag,
  },
  (input, service: StepFunctions) => {
    const execution = findExecution(service, input.executionArn);
    if (isRefusal(execution)) return execution;
    const { events } = execution;
    const { reverseOrder = false, includeExecutionData = true } = input;
    const list = `events of ${input.executionArn} ${reverseOrder}`;
    const page = service.pages.cut(reverseOrder ? events.toReversed() : events, input, list);
    if (isRefusal(page)) return page;
    const shown = page.items.map(withDate);
    return {
      events: includeExecutionData ? shown : shown.map(withoutData),
      nextToken: page.nextToken,
    };
  },
);

const withDate = (event: HistoryEvent): HistoryEvent => ({ ...event, timestamp: dateOf(event.timestamp) });

/** Fields of details that hold data of the execution (API:GetExecutionHistoryInput; which ones is inferred). */
const DATA = new Set(['input', 'output', 'parameters', 'assignedVariables']);

const withoutData = (event: HistoryEvent): HistoryEvent =>
  Object.fromEntries(
    Object.entries(event).map(([key, value]) => [
      key,
      key.endsWith('EventDetails')
        ? Object.fromEntries(Object.entries(value as Details).filter(([field]) => !DATA.has(field)))
        : value,
    ]),
  ) as unknown as HistoryEvent;
