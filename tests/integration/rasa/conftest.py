"""The real Rasa in a process of its own, from an environment of its own (Python 3.10)."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from tests.serving import ROOT, free_port

ENVIRONMENT = Path(os.environ.get("FRONTDOOR_RASA_ENV", ROOT / ".venv-rasa"))
# Run by hand until the conversation asks Rasa: before that nothing installs it, CI neither.
collect_ignore_glob = [] if (ENVIRONMENT / "bin" / "python").exists() else ["test_*.py"]
TOKEN = "for-tests-only-for-tests-only"
# Training takes about two minutes on two cores; after that the model is kept.
PATIENCE = 600


@dataclass
class Rasa:
    """A served Rasa, and what it printed."""

    process: subprocess.Popen[str]
    url: str
    log: Path

    def stop(self) -> None:
        self.process.kill()
        self.process.wait(30)


@pytest.fixture(scope="session")
def rasa_python() -> Path:
    """Return the Python of Rasa's environment; FRONTDOOR_RASA_ENV may name another folder."""
    return ENVIRONMENT / "bin" / "python"


@pytest.fixture(scope="session")
def rasa_models(rasa_python: Path) -> Path:
    """Return the folder of the model of today's examples, trained first where it is missing."""
    folder = Path(os.environ.get("FRONTDOOR_RASA_MODELS", rasa_python.parent.parent / "models"))
    subprocess.run(_command(rasa_python, folder, "--train-only"), check=True, timeout=PATIENCE)
    return folder


@pytest.fixture
def rasa(rasa_python: Path, rasa_models: Path, tmp_path: Path) -> Iterator[Rasa]:
    port = free_port()
    log = tmp_path / "rasa.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            _command(rasa_python, rasa_models, "--port", str(port)),
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(tmp_path),
                "FRONTDOOR_RASA_TOKEN": TOKEN,
            },
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )
    served = Rasa(process, f"http://127.0.0.1:{port}", log)
    try:
        _await(served)
        yield served
    finally:
        served.stop()


def _command(python: Path, models: Path, *options: str) -> list[str]:
    return [str(python), str(ROOT / "nlu/rasa/serve.py"), "--models", str(models), *options]


def _await(served: Rasa) -> None:
    adapter = requests.adapters.HTTPAdapter(
        max_retries=requests.adapters.Retry(total=30, connect=30, backoff_factor=0.2, backoff_max=1)
    )
    with requests.Session() as session:
        session.trust_env = False
        session.mount("http://", adapter)
        session.get(served.url, timeout=60)
