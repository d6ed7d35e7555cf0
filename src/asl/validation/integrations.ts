/**
 * The optimized integrations of Step Functions and their actions, as documented (developer guide, "Integrating services").
 * A service that isn't in the list is let pass: AWS adds services, and a valid machine must never be called invalid.
 */
const ACTIONS: Readonly<Record<string, string>> = {
  apigateway: 'invoke',
  athena: 'startQueryExecution stopQueryExecution getQueryExecution getQueryResults',
  batch: 'submitJob',
  bedrock: 'invokeModel createModelCustomizationJob',
  codebuild:
    'startBuild stopBuild batchDeleteBuilds batchGetReports startBuildBatch stopBuildBatch retryBuildBatch deleteBuildBatch',
  databrew: 'startJobRun',
  dynamodb: 'getItem putItem deleteItem updateItem',
  ecs: 'runTask',
  eks: 'createCluster deleteCluster createFargateProfile deleteFargateProfile createNodegroup deleteNodegroup runJob call',
  'emr-containers': 'createVirtualCluster deleteVirtualCluster startJobRun',
  'emr-serverless':
    'createApplication startApplication stopApplication deleteApplication startJobRun cancelJobRun',
  elasticmapreduce:
    'createCluster terminateCluster addStep cancelStep setClusterTerminationProtection modifyInstanceFleetByName modifyInstanceGroupByName',
  events: 'putEvents',
  glue: 'startJobRun',
  http: 'invoke',
  lambda: 'invoke',
  mediaconvert: 'createJob',
  sagemaker:
    'createEndpoint createEndpointConfig createHyperParameterTuningJob createLabelingJob createModel createProcessingJob createTrainingJob createTransformJob updateEndpoint',
  sns: 'publish',
  sqs: 'sendMessage',
  states: 'startExecution',
};

/** False where the service is known and the action isn't one of its (recorded: test_dynamodb_task_service::test_invalid_integration). */
export function isKnownAction(service: string, action: string): boolean {
  const actions = Object.hasOwn(ACTIONS, service) ? ACTIONS[service] : undefined;
  return actions === undefined || actions.split(' ').includes(action);
}

/** Services whose integration can wait for a job (`.sync`); Lambda's can't (AWS-BEHAVIOUR 1.2.33). */
export const canSync = (service: string): boolean =>
  !['lambda', 'sns', 'sqs', 'dynamodb', 'events', 'http', 'apigateway'].includes(service);
