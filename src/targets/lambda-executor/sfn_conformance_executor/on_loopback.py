"""Starts LocalStack or an emulator of its family so that it listens on 127.0.0.1 alone.

Its server takes only the port of GATEWAY_LISTEN and binds every interface (localstack/runtime/server/twisted.py).

    python -m sfn_conformance_executor.on_loopback localstack.runtime.main
"""

import importlib
import sys

from twisted.internet import endpoints


class LoopbackEndpoint(endpoints.TCP4ServerEndpoint):
    def __init__(self, reactor, port, backlog=50, interface="127.0.0.1"):
        super().__init__(reactor, port, backlog, interface or "127.0.0.1")


if __name__ == "__main__":
    endpoints.TCP4ServerEndpoint = LoopbackEndpoint
    importlib.import_module(sys.argv[1]).main()
