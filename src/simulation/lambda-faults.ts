/** The errors of Lambda's Invoke, with their HTTP status (AWS-BEHAVIOUR 2.4.3) and a message of their kind. */
interface Fault {
  readonly status: number;
  readonly message: string;
}

const fault = (status: number, message: string): Fault => ({ status, message });

export const FAULTS: Readonly<Record<string, Fault>> = {
  AccessDeniedException: fault(403, 'User is not authorized to perform: lambda:InvokeFunction'),
  EC2AccessDeniedException: fault(502, 'Need additional permissions to configure VPC settings.'),
  EC2ThrottledException: fault(502, 'Amazon EC2 throttled Lambda during initialization.'),
  EC2UnexpectedException: fault(502, 'Lambda received an unexpected Amazon EC2 client exception.'),
  EFSIOException: fault(410, 'An error occurred when reading from or writing to a connected file system.'),
  EFSMountConnectivityException: fault(
    408,
    "The function couldn't make a network connection to the file system.",
  ),
  EFSMountFailureException: fault(403, "The function couldn't mount the file system."),
  EFSMountTimeoutException: fault(408, 'The function made a network connection, but the mount timed out.'),
  ENILimitReachedException: fault(502, 'Lambda could not create an elastic network interface.'),
  InvalidParameterValueException: fault(400, 'One of the parameters in the request is not valid.'),
  InvalidRequestContentException: fault(400, 'Could not parse request body into json'),
  InvalidRuntimeException: fault(502, 'The runtime or runtime version specified is not supported.'),
  InvalidSecurityGroupIDException: fault(502, 'The security group ID provided is not valid.'),
  InvalidSubnetIDException: fault(502, 'The subnet ID provided is not valid.'),
  InvalidZipFileException: fault(502, 'Lambda could not unzip the deployment package.'),
  KMSAccessDeniedException: fault(502, 'Lambda could not decrypt the environment variables.'),
  KMSDisabledException: fault(502, 'The KMS key used is disabled.'),
  KMSInvalidStateException: fault(502, 'The state of the KMS key used is not valid for Decrypt.'),
  KMSNotFoundException: fault(502, 'The KMS key was not found.'),
  RecursiveInvocationException: fault(400, 'Lambda has detected a recursive invocation.'),
  RequestTooLargeException: fault(
    413,
    'Request must be smaller than 6291456 bytes for the InvokeFunction operation',
  ),
  ResourceConflictException: fault(409, 'The operation cannot be performed at this time.'),
  ResourceNotFoundException: fault(404, 'The resource does not exist.'),
  ResourceNotReadyException: fault(
    502,
    'The function is inactive and its VPC connection is no longer available.',
  ),
  ServiceException: fault(500, 'The Lambda service encountered an internal error.'),
  SnapStartException: fault(400, 'The afterRestore() runtime hook encountered an error.'),
  SnapStartNotReadyException: fault(409, 'Lambda is initializing your function.'),
  SnapStartTimeoutException: fault(408, "Lambda couldn't restore the snapshot within the timeout limit."),
  SubnetIPAddressLimitReachedException: fault(502, 'Lambda could not set up VPC access.'),
  TooManyRequestsException: fault(429, 'Rate Exceeded.'),
  UnsupportedMediaTypeException: fault(415, 'The content type of the Invoke request body is not JSON.'),
};
