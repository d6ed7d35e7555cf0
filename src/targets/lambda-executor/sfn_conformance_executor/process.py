"""A function as a process: the `bootstrap` of its package, which speaks Lambda's Runtime API
(https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html)."""

import os
import queue
import subprocess
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from .answer import Answer, Event, exited, timed_out

# Seconds that a function has to ask for its first event (the limit of Lambda's init phase).
INIT_SECONDS = 10


class InitError(Exception):
    """The function didn't get ready; its payload is what Invoke answers."""

    def __init__(self, answer: Answer):
        super().__init__(answer.payload.decode(errors="replace"))
        self.answer = answer


class FunctionProcess:
    """Starts again where the function's process has ended: by itself, or because it ran into its time-out."""

    def __init__(self, package: Path, environment: Mapping[str, str]):
        self._package = package
        self._environment = dict(environment)
        self._process: subprocess.Popen | None = None
        self._server: ThreadingHTTPServer | None = None
        self._events: queue.Queue[Event] = queue.Queue()
        # What has happened: the function asks for its next event, has answered, or is gone.
        self._happened: queue.Queue[Answer | str] = queue.Queue()

    def start(self) -> None:
        self.stop()
        self._events, self._happened = queue.Queue(), queue.Queue()
        self._server = _RuntimeApi(self._events, self._happened)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        host, port = self._server.server_address[:2]
        inherited = {"PATH": os.environ.get("PATH", os.defpath)}
        try:
            self._process = subprocess.Popen(
                [str(self._package / "bootstrap")],
                cwd=self._package,
                env={
                    **inherited,
                    **self._environment,
                    "AWS_LAMBDA_RUNTIME_API": f"{host}:{port}",
                    "LAMBDA_TASK_ROOT": str(self._package),
                },
                stdin=subprocess.DEVNULL,
            )
        except OSError as error:
            self.stop()
            raise InitError(exited("", error.errno or 1)) from error
        threading.Thread(target=self._watch, args=(self._process, self._happened), daemon=True).start()
        first = self._next(INIT_SECONDS)
        if first == "ready":
            return
        if first == "gone":
            failure = exited("", self._process.wait())
        else:
            # It told its error (runtime/init/error), or said nothing.
            failure = first if isinstance(first, Answer) else timed_out("", INIT_SECONDS)
        self.stop()
        raise InitError(failure)

    def invoke(self, event: Event) -> Answer:
        if self._process is None or self._process.poll() is not None:
            self.start()
        self._events.put(event)
        while True:
            happened = self._next(event.timeout)
            if isinstance(happened, Answer):
                return happened
            if happened == "gone":
                status = self._process.wait() if self._process else 0
                self.stop()
                return exited(event.request_id, status)
            if happened == "nothing":
                self.stop()
                return timed_out(event.request_id, event.timeout)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def _next(self, seconds: float) -> Answer | str:
        try:
            return self._happened.get(timeout=seconds)
        except queue.Empty:
            return "nothing"

    @staticmethod
    def _watch(process: subprocess.Popen, happened: queue.Queue) -> None:
        process.wait()
        happened.put("gone")


class _RuntimeApi(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, events: queue.Queue[Event], happened: queue.Queue[Answer | str]):
        super().__init__(("127.0.0.1", 0), _RuntimeApiHandler)
        self.events = events
        self.happened = happened


class _RuntimeApiHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _RuntimeApi

    def do_GET(self) -> None:
        if not self.path.endswith("/runtime/invocation/next"):
            return self._respond(404)
        self.server.happened.put("ready")
        event = self.server.events.get()
        headers = {
            "Lambda-Runtime-Aws-Request-Id": event.request_id,
            "Lambda-Runtime-Invoked-Function-Arn": event.invoked_arn,
            "Content-Type": "application/json",
        }
        self._respond(200, event.payload, headers)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        kind = self.path.rsplit("/", 1)[-1]
        self.server.happened.put(Answer(body, failed=kind == "error"))
        self._respond(202)

    def _respond(self, status: int, body: bytes = b"", headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        """Nobody reads an access log of this."""
