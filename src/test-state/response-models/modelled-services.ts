/**
 * Services whose response models are kept: those with an optimized integration, and those that machines call most. Of the
 * larger models only some operations are kept, those of the optimized integration first. What isn't here is not validated.
 */
export interface ModelledService {
  /** The service's folder among botocore's models. */
  readonly from: string;
  /** Operations that are kept; all of them by default. */
  readonly only?: readonly string[];
}

export const MODELLED_SERVICES: readonly ModelledService[] = [
  { from: 'athena' },
  { from: 'batch', only: ['SubmitJob', 'DescribeJobs', 'TerminateJob', 'CancelJob'] },
  { from: 'bedrock', only: ['CreateModelCustomizationJob', 'GetModelCustomizationJob'] },
  { from: 'bedrock-runtime', only: ['InvokeModel', 'Converse'] },
  { from: 'cloudwatch', only: ['PutMetricData', 'GetMetricData', 'GetMetricStatistics', 'DescribeAlarms'] },
  {
    from: 'codebuild',
    only: [
      'StartBuild',
      'StopBuild',
      'BatchDeleteBuilds',
      'BatchGetBuilds',
      'BatchGetReports',
      'StartBuildBatch',
      'StopBuildBatch',
      'RetryBuildBatch',
      'DeleteBuildBatch',
    ],
  },
  { from: 'databrew', only: ['StartJobRun', 'DescribeJobRun'] },
  { from: 'dynamodb' },
  {
    from: 'ecs',
    only: ['RunTask', 'StopTask', 'DescribeTasks', 'ListTasks', 'UpdateService', 'DescribeServices'],
  },
  {
    from: 'eks',
    only: [
      'CreateCluster',
      'DeleteCluster',
      'DescribeCluster',
      'CreateFargateProfile',
      'DeleteFargateProfile',
      'CreateNodegroup',
      'DeleteNodegroup',
    ],
  },
  {
    from: 'emr',
    only: ['RunJobFlow', 'AddJobFlowSteps', 'CancelSteps', 'DescribeCluster', 'DescribeStep', 'ListSteps'],
  },
  {
    from: 'emr-containers',
    only: ['CreateVirtualCluster', 'DeleteVirtualCluster', 'StartJobRun', 'DescribeJobRun'],
  },
  {
    from: 'emr-serverless',
    only: [
      'CreateApplication',
      'StartApplication',
      'StopApplication',
      'StartJobRun',
      'CancelJobRun',
      'GetJobRun',
    ],
  },
  { from: 'events' },
  { from: 'firehose', only: ['PutRecord', 'PutRecordBatch'] },
  { from: 'glue', only: ['StartJobRun', 'GetJobRun', 'StartCrawler', 'GetCrawler', 'StartWorkflowRun'] },
  { from: 'kinesis' },
  { from: 'kms' },
  { from: 'lambda' },
  {
    from: 'logs',
    only: [
      'CreateLogStream',
      'PutLogEvents',
      'GetLogEvents',
      'FilterLogEvents',
      'StartQuery',
      'GetQueryResults',
    ],
  },
  { from: 'rds-data' },
  { from: 'redshift-data' },
  { from: 's3' },
  {
    from: 'sagemaker',
    only: [
      'CreateEndpoint',
      'CreateEndpointConfig',
      'CreateHyperParameterTuningJob',
      'CreateLabelingJob',
      'CreateModel',
      'CreateProcessingJob',
      'CreateTrainingJob',
      'CreateTransformJob',
      'UpdateEndpoint',
      'DescribeEndpoint',
    ],
  },
  { from: 'scheduler' },
  { from: 'secretsmanager' },
  { from: 'sesv2', only: ['SendEmail', 'SendBulkEmail'] },
  { from: 'sns' },
  { from: 'sqs' },
  {
    from: 'ssm',
    only: [
      'GetParameter',
      'GetParameters',
      'GetParametersByPath',
      'PutParameter',
      'SendCommand',
      'GetCommandInvocation',
      'StartAutomationExecution',
    ],
  },
  { from: 'stepfunctions' },
  { from: 'sts' },
  {
    from: 'textract',
    only: [
      'AnalyzeDocument',
      'DetectDocumentText',
      'StartDocumentTextDetection',
      'GetDocumentTextDetection',
      'StartDocumentAnalysis',
      'GetDocumentAnalysis',
    ],
  },
  { from: 'transcribe', only: ['StartTranscriptionJob', 'GetTranscriptionJob'] },
  { from: 'translate', only: ['TranslateText'] },
];
