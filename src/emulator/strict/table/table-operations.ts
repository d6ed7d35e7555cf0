/** The operations of DynamoDB that the kit and its deployed function use, on the one table that there is. */
import type { Operation } from '../../protocol/operation.ts';
import { operation, type Body } from '../../protocol/operation.ts';
import { Refusal, isRefusal, type Outcome } from '../../protocol/refusal.ts';
import { flag, required, text, type Shape } from '../../protocol/shape.ts';
import type { AttributeValue, Item, Key, Table } from './table.ts';

const item: Shape<Item> = {
  show: () => '',
  read(value, _place, found) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      found.wrongType(value, 'a Map');
      return {};
    }
    return value as Item;
  },
};

const TableName = required(text({ min: 1, max: 1024 }));

const invalid = (message: string): Refusal => new Refusal('ValidationException', message, 'protocol');

/** The only condition and the only queries that are understood: an emulator of more would be another project. */
const ABSENT = 'attribute_not_exists(pk)';
const OF_KEY = 'pk = :pk';
const OF_BEGINNING = 'pk = :pk AND begins_with(sk, :sk)';

const notUnderstood = (found: string, known: string): Refusal =>
  invalid(`The table of strict mode understands '${known}', not '${found}'.`);

function keyOf(attributes: Item): Outcome<Key> {
  const [pk, sk] = [textOf(attributes['pk']), textOf(attributes['sk'])];
  return pk === undefined || sk === undefined
    ? invalid('One or more parameter values were invalid: Missing the key pk or sk in the item')
    : { pk, sk };
}

const textOf = (value: AttributeValue | undefined): string | undefined =>
  typeof value?.['S'] === 'string' ? value['S'] : undefined;

const inTable = (name: string, table: Table): Refusal | undefined =>
  name === table.name
    ? undefined
    : new Refusal('ResourceNotFoundException', 'Requested resource not found', 'service');

const putItem = operation(
  {
    TableName,
    Item: required(item),
    ConditionExpression: text(),
    ReturnValuesOnConditionCheckFailure: text(),
  },
  (input, table: Table): Outcome<Body> => {
    const missing = inTable(input.TableName, table);
    if (missing) return missing;
    const key = keyOf(input.Item);
    if (isRefusal(key)) return key;
    const { ConditionExpression: condition } = input;
    if (condition !== undefined && condition !== ABSENT) return notUnderstood(condition, ABSENT);
    const existing = condition === undefined ? undefined : table.get(key);
    if (existing) {
      const shown = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' ? { Item: existing } : {};
      const message = 'The conditional request failed';
      return new Refusal('ConditionalCheckFailedException', message, 'service', shown);
    }
    return table.put(key, input.Item) ? {} : invalid('Item size has exceeded the maximum allowed size');
  },
);

const getItem = operation(
  { TableName, Key: required(item), ConsistentRead: flag },
  (input, table: Table): Outcome<Body> => {
    const key = inTable(input.TableName, table) ?? keyOf(input.Key);
    return isRefusal(key) ? key : { Item: table.get(key) };
  },
);

const deleteItem = operation({ TableName, Key: required(item) }, (input, table: Table): Outcome<Body> => {
  const key = inTable(input.TableName, table) ?? keyOf(input.Key);
  if (isRefusal(key)) return key;
  table.delete(key);
  return {};
});

const query = operation(
  {
    TableName,
    KeyConditionExpression: required(text()),
    ExpressionAttributeValues: required(item),
    ExclusiveStartKey: item,
    ConsistentRead: flag,
  },
  (input, table: Table): Outcome<Body> => {
    const { KeyConditionExpression: condition, ExclusiveStartKey, ExpressionAttributeValues } = input;
    if (condition !== OF_KEY && condition !== OF_BEGINNING)
      return notUnderstood(condition, `${OF_KEY}' and '${OF_BEGINNING}`);
    const [pk, beginning] = [':pk', ':sk'].map((name) => textOf(ExpressionAttributeValues[name]));
    return pageOf(input.TableName, pk, ExclusiveStartKey, table, beginning);
  },
);

const scan = operation(
  { TableName, ExclusiveStartKey: item, ConsistentRead: flag },
  (input, table: Table): Outcome<Body> => pageOf(input.TableName, undefined, input.ExclusiveStartKey, table),
);

function pageOf(
  name: string,
  pk: string | undefined,
  start: Item | undefined,
  table: Table,
  beginning = '',
): Outcome<Body> {
  const missing = inTable(name, table);
  if (missing) return missing;
  const after = start && keyOf(start);
  if (isRefusal(after)) return after;
  const { items, last } = table.page(pk, after, beginning);
  return {
    Items: items,
    Count: items.length,
    ScannedCount: items.length,
    LastEvaluatedKey: last && { pk: { S: last.pk }, sk: { S: last.sk } },
  };
}

export const TABLE_OPERATIONS: ReadonlyMap<string, Operation<Table>> = new Map(
  Object.entries<Operation<Table>>({
    DeleteItem: deleteItem,
    GetItem: getItem,
    PutItem: putItem,
    Query: query,
    Scan: scan,
  }),
);
