/**
 * A case as a shell script that needs nothing but the AWS CLI (and zip): it makes the functions and the machine, starts an
 * execution, answers its tokens, and prints what DescribeExecution and GetExecutionHistory say.
 */
import type { Case } from '../../case/case.ts';
import { ACCOUNT, REGION } from '../../executors/observed-names.ts';
import { testedStateText } from '../../executors/tested-state.ts';
import { inputText } from '../../executors/case-text.ts';
import type { Finding } from '../../run/finding.ts';
import { prettyDefinition } from '../case-listing.ts';
import { cell } from '../markdown-text.ts';
import { prettyText } from '../pretty-json.ts';
import { printable } from '../printable.ts';
import { deploymentOf } from './deployment.ts';
import { fileFromLines, fileFromText } from './shell-file.ts';
import { answerLines } from './token-answers.ts';

export interface Reproduction {
  readonly script: string;
  /** Markdown: what the script can't do as the case has it. */
  readonly notes: readonly string[];
}

/** `endpoint` stands for the target; `aws` is what the oracle is called. */
export function reproductionOf(
  { case: testCase, expected, observed }: Finding,
  endpoint: string,
  aws: string,
): Reproduction {
  const functions = deploymentOf(testCase);
  const { start } = testCase.machine;
  const tested = start === 'TestState';
  const integrations = Object.keys(testCase.integrations);
  return {
    notes: [
      ...functions.notes,
      ...(integrations.length === 0
        ? []
        : [
            `The states ${cell(integrations.join(', '))} call other services, whose answers in the case are made up.`,
          ]),
    ],
    script: [
      ...preparation(endpoint),
      ...functions.lines,
      ...(tested
        ? testedState(testCase, functions.deploys)
        : [...machine(testCase, functions.deploys), ...startOf(testCase)]),
      ...(tested || isSynchronous(testCase)
        ? []
        : [...answerLines(testCase, expected, observed, aws), ...(start === 'asynchronous' ? [] : RESULT)]),
      '',
      '# Clean up',
      ...(tested ? [] : ['sfn delete-state-machine --state-machine-arn "$MACHINE"']),
      ...functions.cleanUp,
      '',
    ].join('\n'),
  };
}

const isSynchronous = ({ machine: { type, start } }: Case): boolean =>
  type === 'EXPRESS' && start !== 'asynchronous';

const preparation = (endpoint: string): readonly string[] => [
  `ENDPOINT=${endpoint}`,
  `export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=${REGION} AWS_PAGER=`,
  'export AWS_DISABLE_HOST_PREFIX_INJECTION=true # StartSyncExecution and TestState would ask sync-HOST',
  'sfn() { aws --endpoint-url "$ENDPOINT" stepfunctions "$@"; }',
  'lambda() { aws --endpoint-url "$ENDPOINT" lambda "$@"; }',
  'RUN=$(date +%s)',
  'ROLE=arn:aws:iam::000000000000:role/any',
  'cd "$(mktemp -d)"',
  '',
];

/** Its ARNs get the region and the account under which the target made the function. */
function machine(testCase: Case, deployed: boolean): readonly string[] {
  const { definition, type, start } = testCase.machine;
  const text = typeof definition === 'string' ? definition : prettyDefinition(testCase);
  const published = start === 'version' || start === 'alias';
  return [
    '# The machine',
    ...fileFromLines('definition.json', text.split('\n')),
    ...atHome(deployed, 'definition.json'),
    `MACHINE=$(sfn create-state-machine --name "machine-$RUN-$$" --type ${type} --role-arn "$ROLE" ` +
      '--definition file://definition.json --query stateMachineArn --output text)',
    ...(published ? versioned(start === 'alias') : ['STARTED=$MACHINE']),
    '',
  ];
}

const versioned = (alias: boolean): readonly string[] => [
  'STARTED=$(sfn publish-state-machine-version --state-machine-arn "$MACHINE" --query stateMachineVersionArn --output text)',
  '# The machine itself does something else from here on.',
  `sfn update-state-machine --state-machine-arn "$MACHINE" --definition '{"StartAt":"NotTheVersion","States":{"NotTheVersion":{"Type":"Fail"}}}' > /dev/null`,
  ...(alias
    ? [
        'STARTED=$(sfn create-state-machine-alias --name live --routing-configuration "stateMachineVersionArn=$STARTED,weight=100" --query stateMachineAliasArn --output text)',
      ]
    : []),
];

function startOf(testCase: Case): readonly string[] {
  const input = inputFile(testCase);
  if (isSynchronous(testCase)) {
    return [...input, 'sfn start-sync-execution --state-machine-arn "$STARTED" --input file://input.json'];
  }
  return [
    ...input,
    'EXECUTION=$(sfn start-execution --state-machine-arn "$STARTED" --input file://input.json --query executionArn --output text)',
  ];
}

const inputFile = (testCase: Case): readonly string[] => [
  '# The execution',
  fileFromText('input.json', inputText(testCase)),
];

const testedState = (testCase: Case, deployed: boolean): readonly string[] => [
  '# The state',
  ...fileFromLines('state.json', printable(prettyText(testedStateText(testCase) ?? '')).split('\n')),
  ...atHome(deployed, 'state.json'),
  ...inputFile(testCase),
  'sfn test-state --definition file://state.json --role-arn "$ROLE" --input file://input.json --inspection-level DEBUG',
];

const atHome = (deployed: boolean, file: string): readonly string[] =>
  !deployed
    ? []
    : [
        `sed "s/:${REGION}:${ACCOUNT}:/:$(echo "$FUNCTION" | cut -d: -f4):$(echo "$FUNCTION" | cut -d: -f5):/g" ${file} > ${file}.new && mv ${file}.new ${file}`,
      ];

const RESULT: readonly string[] = [
  '',
  '# What comes of it',
  'for _ in $(seq 60); do',
  '  [ "$(sfn describe-execution --execution-arn "$EXECUTION" --query status --output text)" = RUNNING ] || break',
  '  sleep 1',
  'done',
  'sfn describe-execution --execution-arn "$EXECUTION"',
  'sfn get-execution-history --execution-arn "$EXECUTION"',
];
