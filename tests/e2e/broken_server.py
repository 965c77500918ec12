"""A server that fails in the way its model's name asks for, for one request after the other."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SENTENCE = "It opened. "


class _Broken(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        kind, key = body["model"], self.headers.get("authorization", "")
        if kind.isdigit():
            self._refuse(int(kind), key)
            return
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        if kind == "silent":
            self.server.released.wait(30)  # type: ignore[attr-defined]  # set below
        elif kind == "babble":
            self._send(_event("]]] [[ \u0000\ufffd )( [a9a] {{ <script> " * 20))
            self._send("data: [DONE]\n\n")
            self._chunk(b"")
        elif kind == "broken":
            self._send(_event(SENTENCE))
            self._send("data: {{{{\n\n")
        else:  # cut
            self._send(_event(SENTENCE))
        self.close_connection = True

    def _refuse(self, status: int, key: str) -> None:
        said = json.dumps({"error": {"message": f"refused {key}", "code": status}}).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def _send(self, text: str) -> None:
        self._chunk(text.encode())

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))
        self.wfile.flush()

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


def _event(words: str) -> str:
    choice = {"index": 0, "delta": {"content": words}, "finish_reason": None}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    return f"data: {json.dumps({**chunk, 'choices': [choice]})}\n\n"


@contextmanager
def broken_server() -> Iterator[str]:
    """Run the server and yield the address of its API."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Broken)
    server.released = threading.Event()  # type: ignore[attr-defined]  # one who waits goes on
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.released.set()  # type: ignore[attr-defined]
        server.shutdown()
        server.server_close()
