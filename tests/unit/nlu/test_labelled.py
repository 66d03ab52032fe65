"""The product's own labelled texts, scored as the ``interpret`` command is."""

import pytest

from nlu import commands, crisis
from tests.unit.nlu.labelled import rows, score

WANTED = [
    ("yesno", "yesno", "en", 0.98),
    ("yesno", "yesno", "es", 0.97),
    ("dates", "date", "en", 0.96),
    ("dates", "date", "es", 0.93),
    ("durations", "duration", "en", 0.95),
    ("durations", "duration", "es", 0.95),
    ("numbers", "number", "en", 0.97),
    ("numbers", "number", "es", 0.97),
    ("money", "money", "en", 0.97),
    ("money", "money", "es", 0.95),
    ("contacts", "", "", 0.98),
    ("names", "name", "en", 0.93),
    ("names", "name", "es", 0.93),
    ("places", "place", "en", 0.93),
    ("places", "place", "es", 0.93),
    ("acts", "act", "en", 0.95),
    ("acts", "act", "es", 0.95),
    ("choices", "choice", "en", 0.97),
    ("choices", "choice", "es", 0.98),
    ("positions", "choice", "en", 0.95),
    ("positions", "choice", "es", 0.95),
]


@pytest.mark.parametrize(("name", "kind", "lang", "least"), WANTED)
def test_answers_are_read_as_labelled(name: str, kind: str, lang: str, least: float) -> None:
    scored = score(name, kind, lang)
    assert scored.rate >= least, scored.missed
    assert len(scored.surely_wrong) <= 0.02 * scored.rows, scored.surely_wrong


def test_explicit_danger_is_found() -> None:
    dangers = [row["text"] for row in rows("crisis") if row["danger"]]
    missed = [text for text in dangers if not crisis.scan(text)]
    assert len(dangers) > 600
    assert len(missed) <= 0.02 * len(dangers), missed


def test_everyday_words_raise_no_alarm() -> None:
    benign = [row["text"] for row in rows("crisis") if not row["danger"]]
    alarmed = [text for text in benign if crisis.scan(text)]
    assert len(benign) > 600
    assert len(alarmed) <= 0.02 * len(benign), alarmed


def stops(text: str) -> bool:
    word = commands.carrier_word(text, opted_out=False)
    return word == "stop" or (not crisis.scan(text) and commands.is_opt_out(text))


def test_opt_outs_are_understood_and_look_alikes_are_not() -> None:
    wrong = [row["text"] for row in rows("optouts") if stops(row["text"]) != row["stop"]]
    assert wrong == []


def test_no_statement_of_danger_stops_the_texts() -> None:
    texts = [row["text"] for row in rows("crisis") if row["danger"]]
    assert [text for text in texts if commands.carrier_word(text, opted_out=False)] == []
    assert [text for text in texts if stops(text)] == []
