"""Certificates of an authority made for a test; a way into a server that ends TLS before it."""

import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_ASKS_FOR_TLS = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"  # libpq's SSLRequest
_AT_ONCE = 1 << 16  # bytes


def authority(folder: Path) -> Path:
    """Make an authority; return its certificate, beside which its key is."""
    folder.mkdir()
    _openssl(
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-days", "2", "-subj", f"/CN=Test authority {folder.name}",
        "-addext", "basicConstraints=critical,CA:TRUE",
        "-keyout", folder / "key.pem", "-out", folder / "ca.pem",
    )  # fmt: skip
    return folder / "ca.pem"


def certificate(signed_by: Path, names: str) -> tuple[Path, Path]:
    """Return the certificate, and its key, of a server of these names, as "DNS:one,IP:two"."""
    folder = signed_by.parent
    key, asked, made, told = (folder / f"server.{one}" for one in ("key", "csr", "crt", "ext"))
    told.write_text(f"subjectAltName={names}\n")
    _openssl(
        "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-subj", "/CN=a test's server", "-keyout", key, "-out", asked,
    )  # fmt: skip
    _openssl(
        "x509", "-req", "-in", asked, "-CA", signed_by, "-CAkey", folder / "key.pem",
        "-CAcreateserial", "-days", "2", "-extfile", told, "-out", made,
    )  # fmt: skip
    key.chmod(0o600)
    return made, key


@contextmanager
def before(port: int, shown: tuple[Path, Path]) -> Iterator[int]:
    """Yield a port that takes TLS only and passes on what comes, in the clear, to another port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*shown)
    context.set_alpn_protocols(["postgresql"])
    with socket.socket(socket.AF_INET) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        taking = threading.Thread(target=_take, args=(listening, port, context), daemon=True)
        taking.start()
        yield int(listening.getsockname()[1])
        listening.shutdown(socket.SHUT_RDWR)
        taking.join()


def _take(listening: socket.socket, port: int, context: ssl.SSLContext) -> None:
    while True:
        try:
            came, _ = listening.accept()
        except OSError:
            return
        threading.Thread(target=_pass_on, args=(came, port, context), daemon=True).start()


def _pass_on(came: socket.socket, port: int, context: ssl.SSLContext) -> None:
    with came, suppress(OSError):  # ssl's errors are of this kind
        if came.recv(len(_ASKS_FOR_TLS), socket.MSG_WAITALL) != _ASKS_FOR_TLS:
            return
        came.sendall(b"S")
        with (
            context.wrap_socket(came, server_side=True) as client,
            socket.socket(socket.AF_INET) as server,
        ):
            server.connect(("127.0.0.1", port))
            client.settimeout(0.005)
            server.settimeout(0.005)
            while _moved(client, server) and _moved(server, client):
                pass


def _moved(source: socket.socket, target: socket.socket) -> bool:
    """Pass on what is there; return whether more may come."""
    try:
        found = source.recv(_AT_ONCE)
    except TimeoutError:
        return True
    target.settimeout(None)
    target.sendall(found)
    target.settimeout(0.005)
    return bool(found)


def _openssl(*arguments: object) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)
