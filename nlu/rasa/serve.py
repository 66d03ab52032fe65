"""Train Rasa where its model is missing, and serve it as a parser; runs on Python 3.8 to 3.10.

The model's file name carries the first 12 hex digits of the SHA-256 over config, domain and
examples, so that a model of other data is never served. The token comes from the environment,
not from the command line, where every user of the machine could read it.
"""

import argparse
import hashlib
import logging
import os
import sys
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHORTEST_TOKEN = 16


def fingerprint() -> str:
    """Return what the model's file name must carry."""
    digest = hashlib.sha256()
    for path in [HERE / "config.yml", HERE / "domain.yml", *sorted((HERE / "data").glob("*.yml"))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def model(folder: Path) -> Path:
    """Return the path of the model of today's data; train it where it is not there yet."""
    name = f"frontdoor-{fingerprint()}"
    path = folder / f"{name}.tar.gz"
    if not path.exists():
        from rasa.model_training import train_nlu  # type: ignore[import-not-found]

        train_nlu(
            config=str(HERE / "config.yml"),
            nlu_data=str(HERE / "data"),
            output=str(folder),
            fixed_model_name=name,
            domain=str(HERE / "domain.yml"),
        )
    if not path.exists():
        sys.exit("Rasa did not train: see the messages above.")
    return path


def serve(path: Path, host: str, port: int, token: str) -> None:
    """Answer ``POST /model/parse?token=...`` until stopped; no channel, nothing kept."""
    from rasa.core.agent import Agent  # type: ignore[import-not-found]
    from rasa.server import create_app  # type: ignore[import-not-found]
    from rasa.utils.log_utils import configure_structlog  # type: ignore[import-not-found]

    # Below errors, and in warnings, Rasa prints the texts that it parses.
    configure_structlog(logging.ERROR)
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    app = create_app(agent=Agent.load(str(path)), auth_token=token, cors_origins=[])
    app.run(host=host, port=port, workers=1, access_log=False)


def main() -> None:
    """Read the command line: train only, or train and serve."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--models", type=Path, required=True, help="where models are kept")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument("--train-only", action="store_true")
    chosen = parser.parse_args()
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["RASA_CACHE_DIRECTORY"] = str(chosen.models / "cache")
    token = os.environ.get("FRONTDOOR_RASA_TOKEN", "")
    if not chosen.train_only and len(token) < SHORTEST_TOKEN:
        sys.exit(f"FRONTDOOR_RASA_TOKEN: needs at least {SHORTEST_TOKEN} characters")
    path = model(chosen.models)
    if not chosen.train_only:
        serve(path, chosen.host, chosen.port, token)


if __name__ == "__main__":
    main()
