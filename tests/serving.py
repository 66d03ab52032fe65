"""The real server as a process of its own, on a free port, to be killed and started again."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.phone import Phone

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "0123456789abcdef0123456789abcdef"
ACCOUNT = "AC" + "5" * 32


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Server:
    """`frontdoor serve` with a database that outlives each process."""

    folder: Path
    database_url: str
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[str] | None = None
    output: list[str] = field(default_factory=list)
    password: str = ""

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "FRONTDOOR_DATABASE_URL": self.database_url,
            "FRONTDOOR_SECRET_KEY": "for-tests-only-" * 3,
            "FRONTDOOR_ENCRYPTION_KEYS": "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=",
            "FRONTDOOR_PORT": str(self.port),
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
        }

    def start(self) -> "Server":
        """Start the process and return once it listens."""
        self.process = self.run("serve", background=True)
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.output.append(line)
            if found := re.search(r"login admin, password (\S+)", line):
                self.password = found[1]
            if "Press Ctrl-C" in line:
                return self
        log = (self.folder / "server.log").read_text()
        raise AssertionError(f"the server ended: {log[-2000:]}")

    def run(self, *arguments: str, background: bool = False) -> subprocess.Popen[str]:
        with (self.folder / "server.log").open("a") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "webhook.cli", *arguments],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL if background else subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log if background else subprocess.PIPE,
                text=True,
            )

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Press Ctrl-C; returns the exit code."""
        return self._end(signal.SIGINT)

    def _end(self, how: signal.Signals) -> int:
        process, self.process = self.process, None
        if process is None:
            return 0
        process.send_signal(how)
        with process:
            rest, _ = process.communicate(timeout=30)
        self.output.append(rest)
        return process.returncode

    def phone(self, number: str) -> Phone:
        return Phone(self.base, TOKEN, ACCOUNT, number)


@contextmanager
def running(folder: Path, database_url: str) -> Iterator[Server]:
    """Run a server for as long as the block lasts."""
    server = Server(folder, database_url)
    try:
        yield server.start()
    finally:
        if server.process is not None:
            server.kill()
