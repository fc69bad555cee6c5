"""An SMTP server in the test's own process: it speaks the protocol, keeps what it took, and refuses what it is told to."""

import base64
import socketserver
import ssl
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Mailbox:
    """A running server: its port, what came, and what it answers instead (`{"RCPT": "550 no such user"}`)."""

    port: int = 0
    came: list[EmailMessage] = field(default_factory=list[EmailMessage])
    users: dict[str, str] = field(default_factory=dict[str, str])
    answers: dict[str, str] = field(default_factory=dict[str, str])
    heard: list[str] = field(default_factory=list[str])
    arrived: threading.Event = field(default_factory=threading.Event)
    tls: ssl.SSLContext | None = None
    tls_at_once: bool = False

    def wait(self) -> EmailMessage:
        """The first mail that comes, or came."""
        assert self.arrived.wait(60)
        return self.came[0]


@contextmanager
def served(
    *,
    users: Mapping[str, str] = {},
    answers: Mapping[str, str] = {},
    certificate: Path | None = None,
    tls_at_once: bool = False,
) -> Generator[Mailbox]:
    """Serve on a free port until the block is left."""
    box = Mailbox(users=dict(users), answers=dict(answers), tls_at_once=tls_at_once)
    if certificate:
        box.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        box.tls.load_cert_chain(certificate)

    class Handler(_Conversation):
        mailbox = box

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()


def certificate(folder: Path) -> Path:
    """A certificate for localhost that signs itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "localhost.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


class _Conversation(socketserver.StreamRequestHandler):
    mailbox: Mailbox
    secure = False

    def handle(self) -> None:
        try:
            if self.mailbox.tls_at_once:
                self._encrypt()
            self._say(self.mailbox.answers.get("HELLO", "220 localhost"))
            while line := self.rfile.readline():
                words = line.decode(errors="replace").strip()
                self.mailbox.heard.append(words)
                verb = words.split(" ")[0].upper()
                if verb in self.mailbox.answers:
                    self._say(self.mailbox.answers[verb])
                elif not self._answer(verb, words):
                    return
        except OSError:
            return  # whoever spoke went away

    def _answer(self, verb: str, words: str) -> bool:
        match verb:
            case "EHLO":
                self._offer()
            case "STARTTLS":
                self._say("220 go on")
                self._encrypt()
            case "AUTH":
                self._sign_in(words)
            case "DATA":
                self._take()
            case "QUIT":
                self._say("221 bye")
                return False
            case _:
                self._say("250 fine")
        return True

    def _offer(self) -> None:
        offers = ["localhost", "SMTPUTF8", "8BITMIME"]
        if self.mailbox.tls and not self.secure:
            offers.append("STARTTLS")
        if self.mailbox.users:
            offers.append("AUTH PLAIN")
        for one in offers[:-1]:
            self._say(f"250-{one}")
        self._say(f"250 {offers[-1]}")

    def _sign_in(self, words: str) -> None:
        _, user, password = base64.b64decode(words.split(" ")[2]).decode().split("\0")
        good = self.mailbox.users.get(user) == password
        self._say("235 welcome" if good else f"535 5.7.8 not with {password}")

    def _take(self) -> None:
        self._say("354 go on")
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        came: Any = message_from_bytes(b"".join(lines), policy=policy.default)
        self.mailbox.came.append(came)
        self._say(self.mailbox.answers.get("END", "250 taken"))
        self.mailbox.arrived.set()

    def _encrypt(self) -> None:
        assert self.mailbox.tls is not None
        self.request = self.mailbox.tls.wrap_socket(self.request, server_side=True)
        self.setup()
        self.secure = True

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
        self.wfile.flush()
