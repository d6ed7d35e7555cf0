/** Activities (RECORDED 100, 103, 104). */
import { operation } from '../../protocol/operation.ts';
import { dateOf } from '../../protocol/json-protocol.ts';
import { isRefusal, Refusal } from '../../protocol/refusal.ts';
import { required } from '../../protocol/shape.ts';
import type { Activity } from '../activities.ts';
import { activityArn, readArn } from '../arn.ts';
import { DEFAULT_CONFIGURATION } from '../configuration.ts';
import { checkName } from '../name.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';
import { checkTags, tagMap } from '../tags.ts';

/** The same name again gives the activity that there is; tags may differ. */
export const createActivity = operation(
  {
    name: required(shapes.name),
    tags: shapes.tags,
    encryptionConfiguration: shapes.encryptionConfiguration,
  },
  (input, service: StepFunctions) => {
    const refusal = checkName(input.name) ?? checkTags(input.tags ?? [], new Map());
    if (refusal) return refusal;
    const arn = activityArn(service, input.name);
    const encryption = input.encryptionConfiguration ?? DEFAULT_CONFIGURATION.encryption;
    const existing = service.activities.get(arn);
    if (existing && JSON.stringify(existing.encryption) !== JSON.stringify(encryption))
      return new Refusal('ActivityAlreadyExists', `Activity Already Exists: '${arn}'`);
    const activity = existing ?? {
      name: input.name,
      arn,
      encryption,
      createdAt: service.clock.now(),
      tags: tagMap(input.tags ?? []),
    };
    service.activities.add(activity);
    return { activityArn: arn, creationDate: dateOf(activity.createdAt) };
  },
);

export const describeActivity = operation(
  { activityArn: required(shapes.arn) },
  (input, { activities }: StepFunctions) => {
    const activity = activities.find(input.activityArn);
    if (isRefusal(activity)) return activity;
    return { ...listItem(activity), encryptionConfiguration: activity.encryption };
  },
);

export const listActivities = operation(
  { maxResults: shapes.maxResults, nextToken: shapes.nextToken },
  (input, { activities, pages }: StepFunctions) => {
    const page = pages.cut(activities.sorted, input, 'activities');
    if (isRefusal(page)) return page;
    return { activities: page.items.map(listItem), nextToken: page.nextToken };
  },
);

const listItem = ({ arn, name, createdAt }: Activity) => ({
  activityArn: arn,
  name,
  creationDate: dateOf(createdAt),
});

/** What doesn't exist is deleted as well. */
export const deleteActivity = operation(
  { activityArn: required(shapes.arn) },
  (input, { activities }: StepFunctions) => {
    const arn = readArn(input.activityArn, 'activity');
    if (isRefusal(arn)) return arn;
    activities.remove(arn.text);
    return {};
  },
);

/** How long a worker's request is held where there is no task (API:GetActivityTask). */
const LONG_POLL = 60_000;

/** There never is a task: states that call activities are declined by the interpreter. */
export const getActivityTask = operation(
  { activityArn: required(shapes.arn), workerName: shapes.name },
  async (input, { activities, clock, closing }: StepFunctions) => {
    const activity = activities.find(input.activityArn);
    if (isRefusal(activity)) return activity;
    await clock.sleep(LONG_POLL, closing);
    return {};
  },
);
