# Runs the handler of a Python function: an event a line comes in on descriptor 3, an answer a line goes out. Errors are
# worded as the managed runtime words them.
import importlib
import json
import os
import socket
import sys
import time
import traceback

ROOT = os.environ["LAMBDA_TASK_ROOT"]
# From 3.12 on the runtime writes characters beyond ASCII as they are.
ASCII = os.environ.get("AWS_EXECUTION_ENV", "") in (
    "AWS_Lambda_python3.%d" % minor for minor in range(6, 12)
)


class Context:
    def __init__(self, request):
        self.aws_request_id = request["requestId"]
        self.invoked_function_arn = request["arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.client_context = request.get("clientContext")
        self.identity = None
        self._deadline = request["deadline"]

    def get_remaining_time_in_millis(self):
        return max(0, int(self._deadline - time.time() * 1000))


def shown(text):
    return text.replace(ROOT, "/var/task")


def failure(kind, message, request, frames):
    return {
        "errorMessage": shown(message),
        "errorType": kind,
        "requestId": request["requestId"],
        "stackTrace": [shown(frame) for frame in frames],
    }


def frames_of(error):
    # The first frame is this file's own.
    extracted = traceback.extract_tb(error.__traceback__)[1:]
    return traceback.format_list([(f.filename, f.lineno, f.name, f.line) for f in extracted])


def load():
    module, _, name = os.environ["_HANDLER"].rpartition(".")
    sys.path.insert(0, ROOT)
    return getattr(importlib.import_module(module.replace("/", ".")), name)


def invoke(handler, request):
    try:
        result = handler(json.loads(request["event"]), Context(request))
        return {"ok": True, "payload": json.dumps(result, ensure_ascii=ASCII)}
    except BaseException as error:
        if isinstance(error, SystemExit):
            raise
        told = failure(type(error).__name__, str(error), request, frames_of(error))
        return {"ok": False, "payload": json.dumps(told, ensure_ascii=ASCII)}


def main():
    channel = socket.socket(fileno=3).makefile("rw", encoding="utf-8", newline="\n")
    handler, problem = None, None
    try:
        handler = load()
    except ImportError as error:
        problem = ("Runtime.ImportModuleError", "Unable to import module '%s': %s")
        problem = (problem[0], problem[1] % (os.environ["_HANDLER"].rpartition(".")[0], error))
    except AttributeError:
        module, _, name = os.environ["_HANDLER"].rpartition(".")
        problem = ("Runtime.HandlerNotFound", "Handler '%s' missing on module '%s'" % (name, module))
    except SyntaxError as error:
        problem = ("Runtime.UserCodeSyntaxError", "Syntax error in module: %s" % error)
    for line in channel:
        request = json.loads(line)
        if problem is None:
            answer = invoke(handler, request)
        else:
            answer = {"ok": False, "payload": json.dumps(failure(problem[0], problem[1], request, []))}
        channel.write(json.dumps(answer) + "\n")
        channel.flush()
        sys.stdout.flush()


main()
