"""What comes of one invocation, in the words of Lambda."""

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """The function's own payload, to the letter; `failed` where Invoke tells a FunctionError."""

    payload: bytes
    failed: bool = False


@dataclass(frozen=True)
class Refusal:
    """Invoke itself fails, and no function is said to have run."""

    code: str
    message: str
    status: int


@dataclass(frozen=True)
class Event:
    """An event on its way to a function."""

    request_id: str
    invoked_arn: str
    payload: bytes
    # Seconds that the function may take.
    timeout: float


# What a signal that ends a process is called in Lambda's messages.
SIGNALS = {6: "aborted", 9: "killed", 11: "segmentation fault", 15: "terminated"}

KILLED = -9


def exited(request_id: str, status: int) -> Answer:
    """`status` as subprocess has it: a negative one is the signal that ended the process."""
    how = f"exit status {status}" if status >= 0 else f"signal: {SIGNALS.get(-status, -status)}"
    return error("Runtime.ExitError", f"RequestId: {request_id} Error: Runtime exited with error: {how}")


def timed_out(request_id: str, seconds: float) -> Answer:
    return error("Sandbox.Timedout", f"RequestId: {request_id} Error: Task timed out after {seconds:.2f} seconds")


def error(kind: str, message: str) -> Answer:
    payload = {"errorType": kind, "errorMessage": message}
    return Answer(json.dumps(payload, separators=(",", ":")).encode(), failed=True)
