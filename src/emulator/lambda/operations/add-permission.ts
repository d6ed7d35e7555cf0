/** AddPermission: taken and shown, without any effect, for nobody is kept from anything here. */
import { isRefusal, Refusal } from '../../protocol/refusal.ts';
import { required, text } from '../../protocol/shape.ts';
import { findFunction, qualified } from '../find-function.ts';
import { json, readBody, type RestOperation } from '../rest.ts';

export const addPermission: RestOperation = (request, functions) => {
  const found = findFunction(request, functions);
  if (isRefusal(found)) return found;
  const input = readBody(
    {
      StatementId: required(text({ min: 1, max: 100 })),
      Action: required(text()),
      Principal: required(text()),
      SourceArn: text(),
    },
    request,
  );
  if (isRefusal(input)) return input;
  const { record, qualifier } = found;
  if (record.policy.has(input.StatementId))
    return new Refusal(
      'ResourceConflictException',
      `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    );
  const statement = JSON.stringify({
    Sid: input.StatementId,
    Effect: 'Allow',
    Principal: { Service: input.Principal },
    Action: input.Action,
    Resource: qualified(record.arn, qualifier),
    Condition: input.SourceArn && { ArnLike: { 'AWS:SourceArn': input.SourceArn } },
  });
  record.policy.set(input.StatementId, statement);
  return json(201, { Statement: statement });
};
