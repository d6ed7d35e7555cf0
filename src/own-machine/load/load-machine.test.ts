import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeJson } from '../../json/write.ts';
import { examplePath } from '../examples/examples.fixture.ts';
import { MachineProblem } from '../machine-problem.ts';
import { loadMachine, type LoadedMachine } from './load-machine.ts';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'sfn-conformance-'))));
afterAll(() => rm(folder, { recursive: true }));

async function load(text: string, name = 'file.yaml', id = ''): Promise<LoadedMachine> {
  const file = join(folder, name);
  await writeFile(file, text);
  return loadMachine(file + id);
}

/** What is said of a file that can't be loaded, without the folder. */
async function problem(text: string | Uint8Array, name = 'file.yaml', id = ''): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  try {
    await loadMachine(file + id);
  } catch (error) {
    if (error instanceof MachineProblem) return error.message.replaceAll(`${folder}/`, '');
    throw error;
  }
  return 'loaded';
}

const PASS = '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}';

describe('definitions', () => {
  test('as JSON, as YAML, as DescribeStateMachine answers', async () => {
    expect(writeJson((await load(PASS, 'm.json')).definition)).toBe(PASS);
    expect(writeJson((await load('StartAt: A\nStates: {A: {Type: Pass, End: true}}')).definition)).toBe(PASS);
    const described = JSON.stringify({ definition: PASS, type: 'EXPRESS', name: 'm' });
    expect(await load(described, 'd.json')).toMatchObject({ type: 'EXPRESS' });
  });

  test('numbers keep their spelling in JSON', async () => {
    const text = '{"StartAt":"A","States":{"A":{"Type":"Pass","Result":1.0,"End":true}}}';
    expect(writeJson((await load(text, 'm.json')).definition)).toBe(text);
  });
});

const MACHINE = `
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:`;

describe('templates', () => {
  test('each function of CloudFormation, in its short and its long form', async () => {
    const { definition } = await load(`
Parameters:
  Stage: { Type: String, Default: live }
  Plain: { Type: String }
  Allowed: { Type: String, AllowedValues: [a, b] }
  List: { Type: CommaDelimitedList, Default: 'x, y' }
Mappings: { Sizes: { live: { count: '7' } } }
Conditions:
  IsLive: !Equals [!Ref Stage, live]
  Not: !Not [!Condition IsLive]
  Both: !And [!Condition IsLive, !Condition Not]
Resources:
  Fn: { Type: AWS::Lambda::Function }
  Version: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref Fn } }
  Alias: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Fn, Name: stable } }
  Sam: { Type: AWS::Serverless::Function, Properties: { AutoPublishAlias: green } }
  Topic: { Type: AWS::SNS::Topic }
  Queue: { Type: AWS::SQS::Queue }
  Table: { Type: AWS::DynamoDB::Table }
  Bucket: { Type: AWS::S3::Bucket }
${MACHINE}
      Definition:
        StartAt: A
        States:
          A:
            Type: Pass
            End: true
            Result:
              refs: [!Ref Stage, !Ref Plain, !Ref Allowed, !Ref Fn, !Ref Version, !Ref Alias, !Ref Sam.Alias, !Ref Topic]
              more: [!Ref Queue, !Ref Table, !Ref Bucket, !Ref 'AWS::Region', !Ref 'AWS::NoValue']
              atts: [!GetAtt Fn.Arn, {'Fn::GetAtt': [Table, Arn]}, !GetAtt Bucket.Arn, !GetAtt Queue.QueueName]
              sub: !Sub '\${Stage}/\${Fn.Arn}/\${!Kept}/\${AWS::Partition}'
              subMap: !Sub ['\${a}-\${b}', { a: !Ref Stage, b: 2 }]
              join: !Join ['+', !Ref List]
              select: !Select [1, !Split [',', 'p,q']]
              map: !FindInMap [Sizes, !Ref Stage, count]
              if: [!If [IsLive, 1, 2], !If [Not, 1, 2], !If [Both, 1, !Ref 'AWS::NoValue']]
              json: !ToJsonString { k: !Ref Stage }
              base64: !Base64 text
              imported: !ImportValue Shared
`);
    const { A } = definition['States'] as { A: { Result: unknown } };
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function';
    expect(A.Result).toEqual({
      refs: [
        'live',
        'Plain',
        'a',
        'Fn',
        `${arn}:Fn:1`,
        `${arn}:Fn:stable`,
        `${arn}:Sam:green`,
        'arn:aws:sns:us-east-1:123456789012:Topic',
      ],
      more: ['https://sqs.us-east-1.amazonaws.com/123456789012/Queue', 'Table', 'bucket', 'us-east-1'],
      atts: [
        `${arn}:Fn`,
        'arn:aws:dynamodb:us-east-1:123456789012:table/Table',
        'arn:aws:s3:::bucket',
        'Queue',
      ],
      sub: `live/${arn}:Fn/\${Kept}/aws`,
      subMap: 'live-2',
      join: 'x+y',
      select: 'q',
      map: '7',
      if: [1, 2],
      json: '{"k":"live"}',
      base64: 'dGV4dA==',
      imported: 'Shared',
    });
  });

  test('substitutions fill in texts and numbers, and what nobody fills in stays', async () => {
    const { definition } = await load(`
Resources:${MACHINE}
      DefinitionString: '{"StartAt":"\${First}","States":{"W":{"Type":"Wait","Seconds":\${Pause},"End":true,"Comment":"\${Other}"}}}'
      DefinitionSubstitutions: { First: W, Pause: 5 }
`);
    expect(definition).toEqual({
      StartAt: 'W',
      States: { W: { Type: 'Wait', Seconds: 5, End: true, Comment: '${Other}' } },
    });
  });

  test('what CDK synthesises, with a part of the logical id', async () => {
    const loaded = await loadMachine(examplePath('cdk.template.json#Ticket'));
    expect(loaded.name).toBe(examplePath('cdk.template.json#TicketMachine3D4E5F6A'));
    const states = loaded.definition['States'] as Record<string, { Resource: string }>;
    expect(states['Answer']?.Resource).toBe(
      'arn:aws:lambda:us-east-1:123456789012:function:AnswerFunction4D2E1F60:stable',
    );
  });

  test("SAM's definition in a file beside the template; EXPRESS by the template", async () => {
    expect(await loadMachine(examplePath('sam/template.yaml#ImportMachine'))).toMatchObject({
      type: 'STANDARD',
      definition: { StartAt: 'Check manifest' },
    });
    expect(await loadMachine(examplePath('sam/template.yaml#PingMachine'))).toMatchObject({
      type: 'EXPRESS',
    });
  });

  test('an asset that lies beside the template', async () => {
    await writeFile(join(folder, 'asset.abc.json'), PASS);
    const { definition } = await load(`Resources:${MACHINE}
      DefinitionS3Location: { Bucket: b, Key: abc.json }
`);
    expect(writeJson(definition)).toBe(PASS);
  });
});

test('of keys that stand twice in a template the last counts, as for SAM', async () => {
  const template = (type: string): string => `${MACHINE}
      StateMachineType: ${type}
      Definition: ${PASS}`;
  const { type } = await load(
    `Description: a\nDescription: b\nResources:${template('STANDARD')}${template('EXPRESS')}`,
  );
  expect(type).toBe('EXPRESS');
});

describe('what can not be loaded: file, place, what was expected', () => {
  test.each<[string, string | Uint8Array, string, string]>([
    ['JSON cut short', '{\n "StartAt": "A",\n', 'm.json', 'm.json:3:1: not JSON'],
    [
      'a number that a template fills in',
      '{"States":{"W":{"Seconds": ${Pause}}}}',
      'm.json',
      '${Pause} stands outside of a string: give the template that fills it in',
    ],
    ['YAML', 'StartAt: A\nStates: [1, 2\nx: 1', 'm.yaml', 'm.yaml:3:1: not YAML: Flow sequence'],
    ['an unknown tag', 'a: !Sup x', 'm.yaml', 'm.yaml:1:4: not YAML: Unresolved tag: !Sup'],
    ['a key that stands twice', 'a: 1\na: 2', 'm.yaml', 'm.yaml:2:1: not YAML: Map keys must be unique'],
    ['an alias in its own value', 'a: &x [1, *x]', 'm.yaml', 'm.yaml: a YAML alias leads into itself'],
    [
      'aliases without end',
      `a: &a [${'1,'.repeat(9)}1]\nb: &b [${'*a,'.repeat(99)}*a]\nc: [${'*b,'.repeat(99)}*b]`,
      'm.yaml',
      'm.yaml: not YAML that JSON could hold: Excessive alias count',
    ],
    ['no number', 'a: .nan', 'm.yaml', 'm.yaml: the number NaN has no place in JSON'],
    ['no text', new Uint8Array([0xff, 0xfe, 0x00]), 'm.json', "m.json' is not text in UTF-8"],
    [
      'an empty file',
      '',
      'm.yaml',
      'neither a state machine (StartAt and States) nor a template (Resources): found nothing',
    ],
    ['something else', '{"name": 1}', 'm.json', 'found an object with name'],
    ['a template of nothing yet', 'Resources:', 'm.yaml', 'm.yaml: the template has no state machine'],
  ])('%s', async (_, text, name, message) => {
    expect(await problem(text, name)).toContain(message);
  });

  test.each<[string, string, string, string]>([
    ['no machine', 'Resources: {Fn: {Type: AWS::Lambda::Function}}', '', 'the template has no state machine'],
    [
      'an id of none',
      `Resources:${MACHINE}\n      Definition: {}`,
      '#Maschine',
      "no state machine 'Maschine'. Did you mean 'Machine'?",
    ],
    [
      'several machines',
      `Resources:${MACHINE} {Definition: {}}\n  Other: {Type: AWS::Serverless::StateMachine}`,
      '',
      'file.yaml: the template has 2 state machines: Machine, Other. Choose one: --machine file.yaml#Machine',
    ],
    [
      'no definition',
      `Resources:${MACHINE} {}`,
      '',
      'Resources.Machine.Properties: no definition. Expected one of',
    ],
    [
      'a definition in S3',
      `Resources:${MACHINE}\n      DefinitionS3Location: {Bucket: b, Key: none.json}`,
      '',
      'the definition lies in S3 ({"Bucket":"b","Key":"none.json"}), out of reach. Give the definition\'s own file.',
    ],
    [
      'its own file for a definition',
      `Resources:${MACHINE}\n      DefinitionUri: ./file.yaml`,
      '',
      "its definition is said to be the template itself, './file.yaml'",
    ],
    [
      'a reference to nothing',
      `Resources:${MACHINE}\n      Definition: {StartAt: !Ref Frist}\nParameters: {First: {Type: String}}`,
      '',
      "Resources.Machine.Properties.Definition.StartAt: there is neither a resource nor a parameter 'Frist'. Did you mean 'First'?",
    ],
    [
      'a transform',
      `Resources:${MACHINE}\n      Definition: {'Fn::Transform': {Name: AWS::Include}}`,
      '',
      "the function Fn::Transform can't be carried out here",
    ],
    [
      'a list for a text',
      `Resources:${MACHINE}\n      DefinitionString: !Join ['', [a, [b]]]`,
      '',
      'Resources.Machine.Properties.DefinitionString: Fn::Join takes a text here, found ["b"]',
    ],
    [
      'resources in a circle',
      `Resources:${MACHINE}
      DefinitionSubstitutions: {Arn: !GetAtt Fn.Arn}
      Definition: {}
  Fn:
    Type: AWS::Lambda::Function
    Properties: {Environment: {Variables: {MACHINE: !Sub 'x\${Machine}'}}}`,
      '',
      'resources need each other in a circle: Machine → Fn → Machine. CloudFormation refuses such a template',
    ],
    [
      'conditions in a circle',
      `Conditions: {One: !Not [!Condition Two], Two: !Not [!Condition One]}
Resources:${MACHINE}
      Definition: {StartAt: !If [One, a, b]}`,
      '',
      'a condition leads back to itself: One → Two → One',
    ],
  ])('of a template: %s', async (_, text, id, message) => {
    expect(await problem(text, 'file.yaml', id)).toContain(message);
  });

  test('a file that is not there, and a folder', async () => {
    await expect(loadMachine(join(folder, 'nowhere.json'))).rejects.toThrow("There is no file '");
    await expect(loadMachine(folder)).rejects.toThrow('is no file');
  });

  test('a logical id of a plain definition', async () => {
    expect(await problem(PASS, 'm.json', '#Machine')).toContain(
      "is no template, so that it has no machine 'Machine'",
    );
  });
});
