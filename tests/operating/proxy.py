"""A really running nginx, with the file of the guide, in front of the really running house."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.hostile.house import HERE, ROOT, free_port

GUIDE = ROOT / "docs" / "operating"
NAME = "research.example.org"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def asked(
    asking: HTTPConnection,
    path: str,
    headers: dict[str, str] | None = None,
    *,
    method: str = "GET",
    body: bytes = b"",
) -> Answer:
    try:
        said = {"Host": NAME} | (headers or {})
        asking.request(method, path, body=body or None, headers=said)
        answer = asking.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        asking.close()


@dataclass(frozen=True, slots=True)
class Front:
    plain: int
    sealed: int

    def ask(
        self,
        path: str,
        headers: dict[str, str] | None = None,
        *,
        method: str = "GET",
        body: bytes = b"",
        of: str = HERE,
    ) -> Answer:
        """Over TLS, as a browser does; whose certificate it is does not matter here."""
        anyones = ssl.create_default_context()
        anyones.check_hostname, anyones.verify_mode = False, ssl.CERT_NONE
        asking = HTTPSConnection(
            HERE, self.sealed, timeout=60, context=anyones, source_address=(of, 0)
        )
        return asked(asking, path, headers, method=method, body=body)

    def ask_plainly(self, path: str) -> Answer:
        return asked(HTTPConnection(HERE, self.plain, timeout=60), path)


def written(folder: Path, *, house: int, plain: int, sealed: int) -> Path:
    """The guide's own file, with our ports and a certificate of our own."""
    text = (GUIDE / "nginx.conf").read_text(encoding="utf-8")
    for theirs, ours in {
        "127.0.0.1:8000": f"127.0.0.1:{house}",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl": f"listen 127.0.0.1:{sealed} ssl",
        f"/etc/letsencrypt/live/{NAME}/": f"{folder}/",
    }.items():
        assert theirs in text, f"nginx.conf says nothing of {theirs}"
        text = text.replace(theirs, ours)
    lines = [line for line in text.splitlines() if "[::]" not in line]
    (folder / "alongside.conf").write_text("\n".join(lines), encoding="utf-8")
    whole = folder / "nginx.conf"
    kept = [f"{kind}_temp_path {folder}/{kind};" for kind in
            ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")]  # fmt: skip
    whole.write_text(
        f"worker_processes 1; pid {folder}/pid; error_log {folder}/error;\n"
        "events { worker_connections 256; }\n"
        f"http {{ access_log off; {' '.join(kept)} include {folder}/alongside.conf; }}\n",
        encoding="utf-8",
    )
    certify(folder)
    return whole


def certify(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    start = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    made = made.public_key(key.public_key()).serial_number(x509.random_serial_number())
    made = made.not_valid_before(start).not_valid_after(start + timedelta(days=1))
    sealed = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    (folder / "fullchain.pem").write_bytes(sealed)
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def looked_over(whole: Path) -> subprocess.CompletedProcess[str]:
    return _nginx(whole, "-t")


@contextmanager
def in_front(folder: Path, *, house: int) -> Iterator[Front]:
    front = Front(free_port(), free_port())
    whole = written(folder, house=house, plain=front.plain, sealed=front.sealed)
    started = _nginx(whole)
    assert started.returncode == 0, started.stderr
    try:
        with socket.create_connection((HERE, front.sealed), timeout=10):
            pass
        yield front
    finally:
        _nginx(whole, "-s", "stop")


def _nginx(whole: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [NGINX or "nginx", "-c", str(whole), "-e", str(whole.parent / "error"), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 -- nginx, with the guide's own file
