// What the one function of a run does, from a DynamoDB table: the alias by which it is invoked says which script, and the count
// of invocations is shared by all of its instances. Each invocation writes down what it received, under the number that it takes.
import { readFileSync } from 'node:fs';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { carryOut } from './carry-out.mjs';

const { table, run } = JSON.parse(
  readFileSync(new URL('./sfn-conformance-table.json', import.meta.url), 'utf8'),
);
const version = process.env.AWS_LAMBDA_FUNCTION_VERSION ?? '$LATEST';
const dynamodb = new DynamoDBClient({ maxAttempts: 10 });

/** Milliseconds before its time-out by which the function must have answered, unless it is told to run into it. */
const MARGIN = 200;

export async function behave(event, invokedArn, clientContext, requestId, deadline) {
  let outcome;
  try {
    const options = { abortSignal: AbortSignal.timeout(deadline - MARGIN - Date.now()) };
    const alias = invokedArn.split(':')[7] ?? '';
    const script = await scriptOf(alias, options);
    const number = await takeNumber(script, { alias, event, clientContext, requestId }, options);
    const outcomes = script.outcomes[version];
    outcome = outcomes[Math.min(number, outcomes.length - 1)];
    const end = Date.now() + (outcome.delaySeconds ?? 0) * 1000;
    if (!outcome.timeout && end > deadline - MARGIN) throw new Error('the table took too long');
  } catch (error) {
    // A fault of the kit's own: whoever reads the execution takes it for no result.
    const told = { errorType: 'SfnConformance.FunctionFault', errorMessage: String(error) };
    return { failed: true, payload: JSON.stringify(told) };
  }
  return carryOut(outcome, event);
}

async function scriptOf(alias, options) {
  const { Item } = await dynamodb.send(
    new GetItemCommand({
      TableName: table,
      Key: { pk: { S: run }, sk: { S: `script#${alias}` } },
      ConsistentRead: true,
    }),
    options,
  );
  if (Item === undefined) throw new Error(`the alias '${alias}' has no script`);
  return JSON.parse(Item.script.S);
}

/**
 * The first number that nobody has taken. Whoever finds it taken by itself has written before and got no answer, or is Lambda's
 * own repetition of an asynchronous invocation.
 */
async function takeNumber(
  { case: key, counter, expires },
  { alias, event, clientContext, requestId },
  options,
) {
  const counted = `case#${key}#${counter}/${version}`;
  for (let number = 0; ; number++) {
    const Item = {
      pk: { S: run },
      sk: { S: `${counted}#${String(number).padStart(5, '0')}` },
      owner: { S: requestId },
      at: { N: String(Date.now()) },
      alias: { S: alias },
      payload: { S: event },
      expires: { N: String(expires) },
      ...(clientContext && { clientContext: { S: clientContext } }),
    };
    try {
      await dynamodb.send(
        new PutItemCommand({
          TableName: table,
          Item,
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
        options,
      );
      return number;
    } catch (error) {
      if (error.name !== 'ConditionalCheckFailedException') throw error;
      if (error.Item?.owner?.S === requestId) return number;
    }
  }
}
