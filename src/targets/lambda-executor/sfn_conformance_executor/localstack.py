"""The plug-in as LocalStack finds it: LAMBDA_RUNTIME_EXECUTOR=sfn-conformance."""

import functools

from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin


class SfnConformanceExecutorPlugin(RuntimeExecutorPlugin):
    name = "sfn-conformance"

    @functools.cache
    def load(self, *args, **kwargs):
        from localstack.aws.api.core import CommonServiceException
        from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
        from localstack.services.lambda_.invocation.lambda_models import InvocationResult
        from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

        from .executor import Emulator, executor_class

        return executor_class(
            Emulator(RuntimeExecutor, InvocationResult, StatusErrorException, CommonServiceException)
        )
