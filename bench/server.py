"""A Streamlit server in a process of its own, started for one measurement and ended after it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent
PATIENCE = 60.0  # seconds until a server that does not answer is given up


@dataclass(frozen=True)
class Server:
    """A running app: its port, its process and when it was started (perf_counter seconds)."""

    port: int
    process: subprocess.Popen[bytes]
    started: float

    @property
    def url(self) -> str:
        """Where its first page is."""
        return f"http://127.0.0.1:{self.port}"

    def resident_megabytes(self) -> float:
        """Memory that the process holds now (Linux)."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def serving(script: Path, folder: Path) -> Iterator[Server]:
    """The app of this script with the project's settings; what it stores goes below `folder`."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.port", str(port), "--server.headless", "true"]
    environment = {**os.environ, "ADVISOR_DATA": str(folder)}
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        server = Server(port, process, started)
        _await(server)
        yield server
    finally:
        process.terminate()
        process.wait(10)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _await(server: Server) -> None:
    while time.perf_counter() < server.started + PATIENCE:
        try:
            with urlopen(f"{server.url}/_stcore/health", timeout=1):
                return
        except (URLError, OSError):
            if server.process.poll() is not None:
                break
            time.sleep(0.02)
    raise RuntimeError("The app did not start.")
