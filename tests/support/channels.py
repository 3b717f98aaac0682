"""The other end of mirrors, real ones on this machine: a web server and a mail server."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class WebEnd:
    """A web server that keeps what is posted to it, and answers as a test wants.

    Attributes:
        status: What it answers.
        said: The answer's JSON.
        holds: Set while it may answer; cleared, it hangs.
    """

    port: int = 0
    status: int = 200
    said: object = field(default_factory=dict)
    holds: threading.Event = field(default_factory=threading.Event)
    got: list[dict[str, Any]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Apprise's address of it."""
        return f"json://127.0.0.1:{self.port}/a-secret-path?rto=30"

    @property
    def titles(self) -> list[str]:
        return [item["title"] for item in self.got]


@contextmanager
def a_web_end() -> Iterator[WebEnd]:
    """Open a web server on a free port."""
    end = WebEnd()
    end.holds.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            end.got.append(json.loads(content))
            end.holds.wait(30)
            answer = json.dumps(end.said).encode()
            self.send_response(end.status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Say nothing of those who did not wait."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    end.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield end
    finally:
        end.holds.set()
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class MailEnd:
    """A mail server that keeps what is sent to it."""

    port: int = 0
    got: list[Message] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Apprise's address of it."""
        sender, reader = "school%40example.org", "office%40example.org"
        return f"mailto://127.0.0.1:{self.port}?from={sender}&to={reader}&format=text"

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a mail."""
        assert isinstance(envelope.content, bytes)
        self.got.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@contextmanager
def a_mail_end() -> Iterator[MailEnd]:
    """Open a mail server on a free port."""
    end = MailEnd()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        end.port = probe.getsockname()[1]
    controller = Controller(end, hostname="127.0.0.1", port=end.port)
    controller.start()
    try:
        yield end
    finally:
        controller.stop()
