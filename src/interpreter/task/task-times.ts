/** What bounds an attempt and under whose role it runs: TimeoutSeconds, HeartbeatSeconds, Credentials. */
import type { TaskState } from '../../asl/state/state.ts';
import type { JsonDocument } from '../../json/document.ts';
import { isJsonObject, valueAt } from '../../json/value.ts';
import { applyTemplate } from '../data-flow.ts';
import type { Details } from '../history.ts';
import { evaluateJsonataDocument } from '../jsonata-evaluation.ts';
import { readNumber } from '../numeric-field.ts';
import { done, type Step } from '../outcome.ts';
import type { Ongoing, Program } from '../program.ts';
import type { Visit } from '../visit.ts';
import type { JsonataTemplate } from '../../asl/jsonata/jsonata-template.ts';
import type { Template } from '../../asl/template/template.ts';

export interface TaskTimes {
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
  readonly roleArn?: string;
}

const NO_TIMES = { kind: 'done', value: {} as TaskTimes } as const;

/** Evaluated before the attempt is scheduled: a bad path leaves no TaskScheduled (AWS-BEHAVIOUR 2.2.3, RECORDED 36). */
export function readTaskTimes(visit: Visit<TaskState>, input: JsonDocument): Ongoing<Step<TaskTimes>> {
  const { timeout, heartbeat, credentials } = visit.state;
  return timeout === undefined && heartbeat === undefined && credentials === undefined
    ? NO_TIMES
    : readGivenTimes(visit, input);
}

function* readGivenTimes(visit: Visit<TaskState>, input: JsonDocument): Program<Step<TaskTimes>> {
  const { timeout, heartbeat, credentials } = visit.state;
  const timeoutSeconds = yield* readNumber(visit, timeout, input);
  if (timeoutSeconds.kind !== 'done') return timeoutSeconds;
  const heartbeatSeconds = yield* readNumber(visit, heartbeat, input);
  if (heartbeatSeconds.kind !== 'done') return heartbeatSeconds;
  const role = credentials === undefined ? done(undefined) : yield* readRole(visit, credentials, input);
  if (role.kind !== 'done') return role;
  return done({
    ...(timeoutSeconds.value !== undefined && { timeoutSeconds: timeoutSeconds.value }),
    ...(heartbeatSeconds.value !== undefined && { heartbeatSeconds: heartbeatSeconds.value }),
    ...(role.value !== undefined && { roleArn: role.value }),
  });
}

function* readRole(
  visit: Visit<TaskState>,
  credentials: Template | JsonataTemplate,
  input: JsonDocument,
): Program<Step<string | undefined>> {
  const step =
    visit.state.data.language === 'JSONata'
      ? yield* evaluateJsonataDocument(visit, credentials as JsonataTemplate)
      : applyTemplate(visit, credentials as Template, input);
  if (step.kind !== 'done') return step;
  const role = isJsonObject(step.value.value) ? valueAt(step.value.value, 'RoleArn') : undefined;
  return done(typeof role === 'string' ? role : undefined);
}

/** The details of a Scheduled event, with the fields that it has only where the state sets them (1.1.5, 1.2.3, 1.2.36). */
export function withTimes(details: Details, times: TaskTimes): Details {
  if (times === NO_TIMES.value) return details;
  const { timeoutSeconds, heartbeatSeconds, roleArn } = times;
  return {
    ...details,
    ...(timeoutSeconds !== undefined && { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds !== undefined && { heartbeatInSeconds: heartbeatSeconds }),
    ...(roleArn !== undefined && { taskCredentials: { roleArn } }),
  };
}
