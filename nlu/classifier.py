"""The embedded classifier: trained in this process at the first start, kept as plain arrays.

Only training needs scikit-learn; a kept model is read and used with numpy alone. The file holds
no pickle, so that reading it runs no code, and its name carries what it was made from.
"""

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlu import training
from nlu.features import features
from nlu.ranking import Ranked

Floats = NDArray[np.float32]
Places = NDArray[np.int32]

_HERE = Path(__file__).parent
_MADE_BY = (_HERE / "features.py", _HERE / "learning.py")


@dataclass(frozen=True)
class Model:
    """The weights: ``places`` numbers the features, ``rarity`` scales them; a column an intent."""

    intents: tuple[str, ...]
    places: Mapping[str, int]
    rarity: Floats
    weights: Floats
    biases: Floats

    def vector(self, found: set[str]) -> tuple[Places, Floats]:
        """Return the known features' places, in order, and their values, of length 1."""
        places = np.array(
            sorted(self.places[each] for each in found if each in self.places), dtype=np.int32
        )
        values = self.rarity[places]
        length = float(np.sqrt(values @ values)) or 1.0
        return places, (values / length).astype(np.float32)


class EmbeddedClassifier:
    """Ranks intents in well under a millisecond, in whatever thread asks."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def classify(self, text: str, lang: str) -> Ranked | None:  # noqa: ARG002 - one model for all
        """Return the ranking; None for a text without one known feature."""
        places, values = self._model.vector(features(text))
        if not len(places):
            return None
        scores = values @ self._model.weights[places] + self._model.biases
        odds = 1.0 / (1.0 + np.exp(-scores))
        shares = odds / odds.sum()
        order = np.argsort(-shares, kind="stable")
        intents = self._model.intents
        return Ranked(tuple((intents[at], float(shares[at])) for at in order), "embedded")


def load_or_train(folder: Path) -> EmbeddedClassifier:
    """Return the classifier of today's examples, from the folder or trained anew and kept there."""
    path = folder / f"classifier-{_fingerprint()}.npz"
    if path.exists():
        return EmbeddedClassifier(load(path))
    # Imported here: whoever finds a kept model never pays for the training library.
    from nlu import learning

    model = learning.train(training.examples())
    folder.mkdir(parents=True, exist_ok=True)
    save(model, path)
    return EmbeddedClassifier(model)


def save(model: Model, path: Path) -> None:
    """Write a model; a reader sees the old file or the whole new one."""
    names = json.dumps({"intents": model.intents, "features": list(model.places)})
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".npz")
    with os.fdopen(handle, "wb") as file:
        np.savez_compressed(
            file,
            names=np.frombuffer(names.encode(), dtype=np.uint8),
            rarity=model.rarity,
            weights=model.weights,
            biases=model.biases,
        )
    Path(name).replace(path)


def load(path: Path) -> Model:
    """Read a model; raises ValueError for a file that is none."""
    with np.load(path, allow_pickle=False) as kept:
        names = json.loads(kept["names"].tobytes())
        model = Model(
            intents=tuple(names["intents"]),
            places={name: at for at, name in enumerate(names["features"])},
            rarity=kept["rarity"],
            weights=kept["weights"],
            biases=kept["biases"],
        )
    if model.weights.shape != (len(model.places), len(model.intents)):
        raise ValueError("a model whose weights fit neither its features nor its intents")
    return model


def _fingerprint() -> str:
    return training.fingerprint([*training.data_files(), *_MADE_BY])
