"""Another host: listens, allows everything, and notes the path of each request that reaches it."""

from __future__ import annotations

import http.server
from http import HTTPStatus

from sitemaker.serve import Patient


class Listener(Patient):
    """A second origin. `with Listener() as other:` listens in the background; `other.heard` are the paths asked for."""

    def __init__(self) -> None:
        self.heard: set[str] = set()
        super().__init__(("127.0.0.1", 0), Answer)

    @property
    def url(self) -> str:
        """Its origin, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"


class Answer(http.server.BaseHTTPRequestHandler):
    """Any request: heard. A WebSocket is heard by its handshake."""

    server: Listener

    def do_GET(self) -> None:
        """Note it, and answer with an empty script that any page may use."""
        self.server.heard.add(self.path.split("?")[0].removeprefix("/"))
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/css" if "style" in self.path else "text/javascript")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "*")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_OPTIONS = do_HEAD = do_PUT = do_GET  # noqa: N815  the base class says so

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class says so
        """Say nothing."""
