"""Training of the embedded classifier: one logistic regression an intent; needs scikit-learn."""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from nlu.classifier import Model
from nlu.features import features
from nlu.training import Example

# A feature seen once says nothing of the next text. Less regularisation reads more, less surely.
_SEEN_IN = 2
_STRENGTH = 30.0
_TOLERANCE = 1e-2


def train(examples: Sequence[Example]) -> Model:
    """Return the model of these examples; the same examples always give the same model."""
    found = [features(example.text) for example in examples]
    counted = Counter(feature for each in found for feature in each)
    names = sorted(feature for feature, seen in counted.items() if seen >= _SEEN_IN)
    places = {feature: at for at, feature in enumerate(names)}
    rarity = [math.log((1 + len(found)) / (1 + counted[name])) + 1 for name in names]
    model = Model(
        intents=tuple(sorted({example.intent for example in examples})),
        places=places,
        rarity=np.array(rarity, dtype=np.float32),
        weights=np.zeros((0, 0), dtype=np.float32),
        biases=np.zeros(0, dtype=np.float32),
    )
    matrix = _matrix(model, found)
    labels = np.array([example.intent for example in examples])
    fitted = [_fit(matrix, labels == intent) for intent in model.intents]
    weights = np.stack([each.coef_[0] for each in fitted], axis=1).astype(np.float32)
    biases = np.array([each.intercept_[0] for each in fitted], dtype=np.float32)
    return Model(model.intents, places, model.rarity, weights, biases)


def _matrix(model: Model, found: Sequence[set[str]]) -> csr_matrix:
    rows = [model.vector(each) for each in found]
    ends = np.cumsum([0, *(len(places) for places, _ in rows)])
    columns = np.concatenate([places for places, _ in rows])
    values = np.concatenate([values for _, values in rows])
    return csr_matrix((values, columns, ends), shape=(len(rows), len(model.places)))


def _fit(matrix: csr_matrix, labels: np.ndarray) -> LogisticRegression:
    return LogisticRegression(
        C=_STRENGTH, solver="liblinear", dual=True, tol=_TOLERANCE, max_iter=1000, random_state=0
    ).fit(matrix, labels)
