/** Names of errors, and what is said with them. */

/** Classes as functions throw them. */
export const ERROR_TYPES = ['Busy', 'NotFound', 'CustomError', 'Error', 'PaymentDeclined'] as const;

/** What Node's runtime calls values that are thrown and are no errors: their type. */
export const VALUE_TYPES = ['string', 'number', 'object', 'undefined'] as const;

/** What Fail states and SendTaskFailure name. */
export const FAIL_ERRORS = ['Rejected', 'NotFound', 'Broken.Contract', '422'] as const;

export const ERROR_MESSAGES = ['try later', 'no such order', '', 'card "declined"', 'Größe fehlt'] as const;

export const CAUSES = ['the order is not valid', 'someone said no', '{"why":1}'] as const;

/** The retrier that the console writes by itself stands in most deployed machines that call Lambda. */
export const CONSOLE_RETRIER_ERRORS = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
] as const;

/** Faults of Invoke whose name in a machine is known (AWS-BEHAVIOUR 2.4). */
export const FAULTS = ['TooManyRequestsException', 'ServiceException', 'AccessDeniedException'] as const;

/** The other faults of Invoke (2.4.3); that a machine calls them by the same codes is inferred. */
export const RARE_FAULTS = [
  'EC2AccessDeniedException',
  'EC2ThrottledException',
  'EC2UnexpectedException',
  'EFSIOException',
  'EFSMountConnectivityException',
  'EFSMountFailureException',
  'EFSMountTimeoutException',
  'ENILimitReachedException',
  'InvalidRuntimeException',
  'InvalidSecurityGroupIDException',
  'InvalidSubnetIDException',
  'InvalidZipFileException',
  'KMSAccessDeniedException',
  'KMSDisabledException',
  'KMSInvalidStateException',
  'KMSNotFoundException',
  'RecursiveInvocationException',
  'RequestTooLargeException',
  'ResourceConflictException',
  'ResourceNotReadyException',
  'SnapStartException',
  'SnapStartNotReadyException',
  'SnapStartTimeoutException',
  'SubnetIPAddressLimitReachedException',
  'UnsupportedMediaTypeException',
] as const;

/** Names that stand beside those that are raised. States.Runtime is caught by nothing, its own name included (2.2.1). */
export const OTHER_NAMES = ['NeverRaised', 'Lambda.Unknown', 'busy', 'States.Runtime'] as const;
