"""A PostgreSQL server of our own: in a folder of its own, on a socket in it, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType

USER = "advisor"
_OTHER = "nobody"  # the server refuses to run as root
_ROOM = 2**30  # bytes


def programs() -> Path | None:
    """The folder of the server's programs; None where it is not installed."""
    found = shutil.which("pg_ctl")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"))[::-1]
    return next((place for place in places if (place / "initdb").exists()), None)


def _roomy() -> Path | None:
    """A folder in memory, where waiting for the disk costs nothing; None where there is little."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > _ROOM
    return memory if roomy and os.access(memory, os.W_OK) else None


class PostgresServer:
    """A running server. `address` is its database, as the program takes it."""

    def __init__(self, place: Path) -> None:
        self._programs = place
        # Short, for a socket's path may not be long; and open to the user that the server runs as.
        self._folder = Path(tempfile.mkdtemp(prefix="pg-", dir=_roomy()))
        self._cluster = self._folder / "cluster"
        self.address = f"postgresql://{USER}@/{USER}?host={self._folder}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-c listen_addresses= -c unix_socket_directories={self._folder}"
        self._run("pg_ctl", "-D", self._cluster, "-w", "-o", options,
                  "-l", self._folder / "log", "start")  # fmt: skip

    def stop(self, how: str = "fast") -> None:
        """Stop it; `immediate` does so as a crash would."""
        self._run("pg_ctl", "-D", self._cluster, "-w", "-m", how, "stop")

    def make(self, database: str) -> str:
        """Make an empty database; its address."""
        self._run("createdb", "-h", self._folder, "-U", USER, database)
        return self.address.replace(f"/{USER}?", f"/{database}?")

    def __enter__(self) -> PostgresServer:
        if os.getuid() == 0:
            other = pwd.getpwnam(_OTHER)
            os.chown(self._folder, other.pw_uid, other.pw_gid)
        self._run("initdb", "-D", self._cluster, "-U", USER, "-A", "trust", "-E", "UTF8",
                  "--locale=C", "--no-sync", "--wal-segsize=1")  # fmt: skip
        self.start()
        self.make(USER)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if (self._cluster / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self._folder)

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = [str(self._programs / program), *map(str, arguments)]
        done = subprocess.run(
            command, user=_OTHER if os.getuid() == 0 else None, cwd="/", stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
            group=pwd.getpwnam(_OTHER).pw_gid if os.getuid() == 0 else None,
            extra_groups=[] if os.getuid() == 0 else None, timeout=120,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}")
