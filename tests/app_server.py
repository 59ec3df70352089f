"""The real app in a process of its own, for tests and benchmarks."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType

ROOT = Path(__file__).parent.parent
_STARTED_WITHIN = 60.0  # seconds


class AppServer:
    """The app, started in a process of its own with a data folder of its own.

    `started` is when its process was last started, in seconds of `time.perf_counter`.
    `environment` is what it finds there beside what this process does; it may be changed before
    the app is started.
    """

    def __init__(
        self, data: Path, rules: Path | None = None, app: Path | None = None,
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> None:  # fmt: skip
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.data, self.rules, self.app = data, rules, app or ROOT / "app.py"
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = dict(environment)
        self.started = 0.0
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it answers."""
        environment = {**os.environ, "ADVISOR_DATA": str(self.data), **self.environment}
        if self.rules:
            environment["ADVISOR_RULES"] = str(self.rules)
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(self.app), "--server.headless=true",
             f"--server.port={self.port}", "--server.address=127.0.0.1"],
            cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._wait()

    def _wait(self) -> None:
        while time.perf_counter() < self.started + _STARTED_WITHIN:
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1):
                    return
            except OSError:
                time.sleep(0.02)
        raise TimeoutError(f"the app did not start on {self.url}")

    def stop(self) -> None:
        """Stop the server as an administrator would."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def resident_megabytes(self) -> float:
        """Memory that the process holds now (Linux only)."""
        assert self._process
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def cpu_seconds(self) -> float:
        """Processor time that the process has used so far (Linux only)."""
        assert self._process
        after_name = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2]
        user, system = after_name.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def restart(self) -> None:
        """Stop and start on the same port with the same data."""
        self.stop()
        self.start()

    def __enter__(self) -> AppServer:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.stop()
