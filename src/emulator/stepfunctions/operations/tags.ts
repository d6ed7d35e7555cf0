/** Tags of machines and activities; versions and aliases have none (RECORDED 107). */
import { operation } from '../../protocol/operation.ts';
import { isRefusal, Refusal, type Outcome } from '../../protocol/refusal.ts';
import { required } from '../../protocol/shape.ts';
import { readArn } from '../arn.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';
import { addTags, checkTags, listTags } from '../tags.ts';

export const tagResource = operation(
  { resourceArn: required(shapes.arn), tags: required(shapes.tags) },
  (input, service: StepFunctions) => {
    const tags = tagsOf(service, input.resourceArn);
    if (isRefusal(tags)) return tags;
    const refusal = checkTags(input.tags, tags);
    if (refusal) return refusal;
    addTags(tags, input.tags);
    return {};
  },
);

export const untagResource = operation(
  { resourceArn: required(shapes.arn), tagKeys: required(shapes.tagKeys) },
  (input, service: StepFunctions) => {
    const tags = tagsOf(service, input.resourceArn);
    if (isRefusal(tags)) return tags;
    for (const key of input.tagKeys) tags.delete(key);
    return {};
  },
);

export const listTagsForResource = operation(
  { resourceArn: required(shapes.arn) },
  (input, service: StepFunctions) => {
    const tags = tagsOf(service, input.resourceArn);
    return isRefusal(tags) ? tags : { tags: listTags(tags) };
  },
);

function tagsOf({ machines, activities }: StepFunctions, text: string): Outcome<Map<string, string>> {
  const arn = readArn(text, 'stateMachine', 'activity');
  if (isRefusal(arn)) return arn;
  return (
    machines.get(text)?.tags ??
    activities.get(text)?.tags ??
    new Refusal('ResourceNotFound', `Resource not found: '${text}'`)
  );
}
