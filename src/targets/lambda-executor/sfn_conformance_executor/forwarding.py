"""A function whose package forwards its events to the kit: it is asked right here, without a process in between."""

import http.client
import json
import threading
from pathlib import Path
from urllib.parse import quote, urlsplit

from .answer import KILLED, Answer, Event, Refusal, exited, timed_out

# The file by which such a package is known, and what it holds: {"endpoint": URL, "version": the version of its code}.
PACKAGE_FILE = "sfn-conformance-endpoint.json"

# Seconds beyond the function's time-out that the kit may take on a busy machine.
SLOW_KIT = 60


class ForwardingFunction:
    def __init__(self, package: Path, function_name: str):
        told = json.loads((package / PACKAGE_FILE).read_text())
        self._endpoint = urlsplit(told["endpoint"])
        self._version = told["version"]
        self._name = function_name
        self._stopped = threading.Event()
        self._connection: http.client.HTTPConnection | None = None

    def start(self) -> None:
        """Nothing has to run beforehand."""

    def invoke(self, event: Event) -> Answer | Refusal:
        try:
            response = self._ask(event)
            body = response.read()
        except TimeoutError:
            self._disconnect()
            return timed_out(event.request_id, event.timeout)
        headers = response.headers
        if "x-sfn-conformance-exit" in headers:
            return exited(event.request_id, int(headers["x-sfn-conformance-exit"]))
        if "x-sfn-conformance-kill" in headers:
            return exited(event.request_id, KILLED)
        if "x-sfn-conformance-hang" in headers:
            self._stopped.wait(event.timeout)
            return timed_out(event.request_id, event.timeout)
        if response.status >= 400:
            return Refusal(headers.get("x-amzn-ErrorType", "ServiceException"), _message(body), response.status)
        return Answer(body, failed="x-amz-function-error" in headers)

    def stop(self) -> None:
        self._stopped.set()
        self._disconnect()

    def _ask(self, event: Event) -> http.client.HTTPResponse:
        qualifier = event.invoked_arn.split(":")[7:]
        if not qualifier and self._version != "$LATEST":
            qualifier = [self._version]
        query = f"?Qualifier={quote(qualifier[0], safe='')}" if qualifier else ""
        path = f"/2015-03-31/functions/{quote(self._name, safe='')}/invocations{query}"
        headers = {"x-sfn-conformance-forwarded": self._version}
        try:
            return self._post(path, event, headers)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            # A connection that was kept may have been closed meanwhile: nothing was received on it.
            self._disconnect()
            return self._post(path, event, headers)

    def _post(self, path: str, event: Event, headers: dict[str, str]) -> http.client.HTTPResponse:
        if self._connection is None:
            self._connection = http.client.HTTPConnection(self._endpoint.hostname, self._endpoint.port)
        # A function that runs into its time-out is told to: the kit that is slow to answer is no function's fault.
        patience = event.timeout + SLOW_KIT
        self._connection.timeout = patience
        if self._connection.sock is not None:
            self._connection.sock.settimeout(patience)
        self._connection.request("POST", path, event.payload, headers)
        return self._connection.getresponse()

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _message(body: bytes) -> str:
    try:
        return json.loads(body)["message"]
    except (ValueError, KeyError, TypeError):
        return body.decode(errors="replace")
