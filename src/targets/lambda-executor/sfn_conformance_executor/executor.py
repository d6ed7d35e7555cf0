"""The executor of functions as an emulator's plug-in: its interface is that of LocalStack's RuntimeExecutor."""

from dataclasses import dataclass
from typing import Any

from .answer import Answer, Event, Refusal
from .forwarding import PACKAGE_FILE, ForwardingFunction
from .process import FunctionProcess, InitError


@dataclass(frozen=True)
class Emulator:
    """The emulator's own classes that an executor deals with."""

    runtime_executor: type
    invocation_result: type
    init_error: type[Exception]
    service_error: type[Exception]


def executor_class(emulator: Emulator) -> type:
    class SfnConformanceExecutor(emulator.runtime_executor):
        """Runs the functions of packages that bring their own runtime (`provided.al2023`)."""

        function: ForwardingFunction | FunctionProcess | None = None

        def start(self, env_vars: dict[str, Any]) -> None:
            package = self.function_version.config.code.get_unzipped_code_location()
            if (package / PACKAGE_FILE).exists():
                self.function = ForwardingFunction(package, self.function_version.id.function_name)
            elif (package / "bootstrap").exists():
                self.function = FunctionProcess(package, {key: str(value) for key, value in env_vars.items()})
            else:
                raise ValueError("the package has no bootstrap: only functions of the runtime provided.al2023 are run")
            try:
                self.function.start()
            except InitError as error:
                raise emulator.init_error("the function did not get ready", payload=error.answer.payload) from error

        def invoke(self, payload: dict[str, str], function_timeout: int | None = None) -> Any:
            request_id = payload["invoke-id"]
            event = Event(
                request_id,
                payload["invoked-function-arn"],
                payload["payload"].encode(),
                float(function_timeout or self.function_version.config.timeout),
            )
            answer = self._answer(event)
            if isinstance(answer, Refusal):
                raise emulator.service_error(answer.code, answer.message, answer.status, answer.status < 500)
            version = self.function_version.id.qualifier
            log = f"START RequestId: {request_id} Version: {version}\nEND RequestId: {request_id}\n"
            return emulator.invocation_result(request_id, answer.payload, is_error=answer.failed, logs=log)

        def _answer(self, event: Event) -> Answer | Refusal:
            try:
                return self.function.invoke(event)
            except InitError as error:
                return error.answer

        def stop(self) -> None:
            if self.function is not None:
                self.function.stop()

        def get_logs(self) -> str:
            return ""

        def get_address(self) -> str:
            return "127.0.0.1"

        def get_endpoint_from_executor(self) -> str:
            return "127.0.0.1"

        def get_runtime_endpoint(self) -> str:
            """Functions answer over the Runtime API, never to the emulator."""
            return ""

        @classmethod
        def prepare_version(cls, function_version: Any) -> None:
            function_version.config.code.prepare_for_execution()

        @classmethod
        def cleanup_version(cls, function_version: Any) -> None:
            """The emulator removes the code itself."""

    return SfnConformanceExecutor
