"""A mail server on loopback that keeps what it is given, and misbehaves when asked to."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

Answer = Callable[[str], str]


@dataclass(frozen=True)
class Received:
    """One mail as it was handed over."""

    sender: str
    recipient: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.content, policy=policy.default)


@dataclass
class Sink:
    """What came in, and what to answer. An empty answer ends the conversation."""

    port: int = 0
    received: list[Received] = field(default_factory=list)
    at_sender: Answer = lambda _line: "250 ok"
    at_recipient: Answer = lambda _line: "250 ok"
    after_content: Answer = lambda _line: "250 taken"
    extensions: tuple[str, ...] = ("SMTPUTF8",)
    at_sign_in: Answer = lambda _line: "235 welcome"
    connections: int = 0

    @property
    def settings(self) -> dict[str, object]:
        return {"host": "127.0.0.1", "port": self.port, "timeout": 5}

    @property
    def mail_ids(self) -> list[str]:
        return [each.message["Message-ID"] for each in self.received]


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.sink: Sink = self.server.sink  # type: ignore[attr-defined]
        self.sink.connections += 1
        self.sender = self.recipient = ""
        self._say("220 sink ready")
        while line := self.rfile.readline().decode().strip():
            verb = line.split(":")[0].split()[0].upper()
            if not getattr(self, f"_on_{verb.lower()}", self._on_other)(line):
                return

    def _on_ehlo(self, _line: str) -> bool:
        offered = "".join(f"250-{each}\r\n" for each in self.sink.extensions)
        return self._say(f"250-sink\r\n{offered}250 HELP")

    def _on_auth(self, line: str) -> bool:
        return self._say(self.sink.at_sign_in(line))

    def _on_mail(self, line: str) -> bool:
        self.sender = line[10:].split(">", maxsplit=1)[0].strip(" <>")
        return self._say(self.sink.at_sender(line))

    def _on_rcpt(self, line: str) -> bool:
        self.recipient = line[8:].split(">", maxsplit=1)[0].strip(" <>")
        return self._say(self.sink.at_recipient(self.recipient))

    def _on_data(self, _line: str) -> bool:
        self._say("354 go on")
        content = self._content()
        if content is None:
            return False
        self.sink.received.append(Received(self.sender, self.recipient, content))
        return self._say(self.sink.after_content(self.recipient))

    def _on_other(self, line: str) -> bool:
        return self._say("221 bye" if line.upper() == "QUIT" else "250 ok")

    def _content(self) -> bytes | None:
        lines = []
        while line := self.rfile.readline():
            if line == b".\r\n":
                return b"".join(lines)
            lines.append(line[1:] if line.startswith(b"..") else line)
        return None

    def _say(self, answer: str) -> bool:
        if answer:
            self.wfile.write(f"{answer}\r\n".encode())
        return bool(answer)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed is what these tests are about."""


@contextmanager
def running(port: int = 0) -> Iterator[Sink]:
    """Give a sink that listens, on the port or on a free one."""
    sink = Sink()
    with _Server(("127.0.0.1", port), _Conversation) as server:
        server.sink = sink  # type: ignore[attr-defined]
        sink.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield sink
        finally:
            server.shutdown()
            thread.join()
