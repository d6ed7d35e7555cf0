import { expect, test } from 'vitest';
import { REGION, ROLE_ARN } from '../../observed-names.ts';
import { DeployedNames } from './deployed-names.ts';
import { readsFunctionNames, rewriteData, rewriteDefinition } from './rewrite.ts';

const LONG = 'a-function-whose-name-is-as-long-as-lambda-allows-it-to-be-1234';
const names = new DeployedNames('k3x9q-1a-', ['orders', 'pay', LONG]);
const where = { region: 'eu-west-1', account: '000000000000' };
const mapBack = (text: string): string => names.mapBack(text, { ...where, roleArn: 'arn:aws:iam::0:role/x' });

test('rewrites ARNs with their account and region, and literal names, and leaves everything else', () => {
  const definition = `{ "StartAt":"orders", "n": 0.0,
    "States":{"orders":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:orders:live","Next":"pay"},
    "pay":{"Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"pay:1","Payload":"orders"}},
    "other":{"Parameters":{"FunctionName": "123456789012:function:pay","Qualifier":"1"}},
    "unknown":{"Parameters":{"FunctionName": "nobody"}}}}`;
  expect(rewriteDefinition(definition, names, where, readsFunctionNames(definition))).toBe(
    definition
      .replace(
        'arn:aws:lambda:us-east-1:123456789012:function:orders',
        'arn:aws:lambda:eu-west-1:000000000000:function:k3x9q-1a-orders',
      )
      .replace('"FunctionName":"pay:1"', '"FunctionName":"k3x9q-1a-pay:1"')
      .replace('123456789012:function:pay', '000000000000:function:k3x9q-1a-pay'),
  );
});

test('partial ARNs are mapped back, in JSON and in JSON within JSON', () => {
  const parameters = '{"FunctionName":"000000000000:function:k3x9q-1a-pay"}';
  expect(mapBack(parameters)).toBe('{"FunctionName":"123456789012:function:pay"}');
  expect(mapBack(JSON.stringify({ parameters }))).toBe(
    JSON.stringify({ parameters: '{"FunctionName":"123456789012:function:pay"}' }),
  );
});

test('rewrites exact names in data where the definition reads names from data', () => {
  const definition =
    '{"StartAt":"orders","States":{"orders":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",' +
    '"Parameters":{"FunctionName.$":"$.f","a":"orders","b":"my orders","c.$":"States.Format(\'orders\')"},' +
    '"Retry":[{"ErrorEquals":["pay","orders"]}],"Next":"pay"}}}';
  expect(readsFunctionNames(definition)).toBe(true);
  const rewritten = rewriteDefinition(definition, names, where, true);
  expect(rewritten).toBe(
    definition.replace('"a":"orders"', '"a":"k3x9q-1a-orders"').replace("'orders'", "'k3x9q-1a-orders'"),
  );
  expect(rewriteData('{"f": "orders:live", "orders": "orders!"}', names, where, true)).toBe(
    '{"f": "k3x9q-1a-orders:live", "orders": "orders!"}',
  );
  expect(rewriteData('{"f": "orders"}', names, where, false)).toBe('{"f": "orders"}');
});

test('maps back what it deployed', () => {
  for (const name of ['orders', 'pay', LONG]) {
    expect(mapBack(`x ${String(names.functionName(name))}:1`)).toBe(`x ${name}:1`);
    expect(names.functionName(name)?.length).toBeLessThanOrEqual(64);
  }
  expect(mapBack('arn:aws:states:eu-west-1:000000000000:execution:k3x9q-1a-machine:execution')).toBe(
    `arn:aws:states:${REGION}:123456789012:execution:machine:execution`,
  );
  expect(mapBack('arn:aws:iam::0:role/x and arn:aws:lambda:eu-west-1:999999999999:function:f')).toBe(
    `${ROLE_ARN} and arn:aws:lambda:eu-west-1:999999999999:function:f`,
  );
});
