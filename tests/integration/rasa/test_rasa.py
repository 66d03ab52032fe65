"""The real Rasa: what it says, what it gives away, and what happens when it dies."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import requests

from bot.conversation import begin
from bot.dialogue import Dialogue, Heard
from bot.rendering import Voice
from bot.wording import load_wording
from intake.answers import Chosen, Refused, Value
from intake.definition import Questionnaire
from intake.loading import library, newest
from intake.reading import Context, Reading
from nlu import training
from nlu.classifier import EmbeddedClassifier, load_or_train
from nlu.evaluating import alone, score_free_words
from nlu.interpreter import Interpreter
from nlu.rasa_client import RasaClassifier
from nlu.second import FreeWords
from tests.integration.rasa.conftest import TOKEN, Rasa

TODAY = date(2026, 6, 15)
# What a person says, in the order asked; those marked are beyond the fixed rules.
TEXTS = [
    "hi",
    "yes",
    "yes",
    "only me",
    "Springfield",
    "no place to go so outside",  # sleep_tonight
    "no",
    "she ran out of insulin",  # medical_soon
    "1",
    "no",
    "Dawn",
    "1985",
    "can we do the next one instead please",  # an act: veteran is skipped
    "no",
    "same",
]


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedClassifier:
    return load_or_train(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return newest(library(), "ce_intake")


class AskedFirst:
    """The second reader as production uses it: Rasa is asked before, reading itself is without."""

    def __init__(self, free_words: FreeWords) -> None:
        self._free_words = free_words

    def read(self, context: Context, text: str) -> Reading | None:
        return self._free_words.read(context, text, self._free_words.prepare(text))


def answers(
    questionnaire: Questionnaire, second: FreeWords, kill: Rasa | None = None
) -> dict[str, Value]:
    """Say all texts, and yes to whatever is read back; Rasa may die when half is said."""
    dialogue = Dialogue(questionnaire, load_wording(), Interpreter(AskedFirst(second)))
    voice = Voice("Front Door")
    state = begin(questionnaire.name, ("en", "es"))
    now = datetime(2026, 6, 15, 15, tzinfo=UTC)
    for at, text in enumerate(TEXTS):
        if kill is not None and at == len(TEXTS) // 2:
            kill.stop()
        state = dialogue.take(
            state, Heard(text, now + timedelta(minutes=2 * at), TODAY), voice
        ).state
        if state.guess is not None:
            agreed = Heard("yes", now + timedelta(minutes=2 * at + 1), TODAY)
            state = dialogue.take(state, agreed, voice).state
    return {key: given.value for key, given in state.answers.items()}


def test_the_record_is_the_same_with_rasa_on_off_and_killed_in_the_middle(
    rasa: Rasa, embedded: EmbeddedClassifier, questionnaire: Questionnaire
) -> None:
    client = RasaClassifier(rasa.url, TOKEN)
    off = answers(questionnaire, FreeWords(embedded))
    on = answers(questionnaire, FreeWords(embedded, client))
    killed = answers(questionnaire, FreeWords(embedded, client), rasa)
    assert off["sleep_tonight"] == Chosen("outside")
    assert off["medical_soon"] == Chosen("yes")
    assert off["veteran"] == Refused()
    assert off["slept_last_night"] == Chosen("same")
    assert on == off
    assert killed == off


def test_rasa_and_the_embedded_classifier_agree_and_both_keep_what_means_nothing_out(
    rasa: Rasa, embedded: EmbeddedClassifier, questionnaire: Questionnaire
) -> None:
    texts = list(training.held_apart())[::4]
    client = RasaClassifier(rasa.url, TOKEN)
    ours = score_free_words("embedded", alone(embedded), questionnaire, texts)
    theirs = score_free_words("Rasa", alone(client), questionnaire, texts)
    for lang in ("en", "es"):
        nothing = theirs.tally(lang, "nothing")
        assert nothing.share("wrong") + nothing.share("read_back_wrong") <= 0.06
        apart = ours.tally(lang, "choices").share("right") - theirs.tally(lang, "choices").share(
            "right"
        )
        assert abs(apart) <= 0.2
    same = Counter(
        ours_says.intents[0][0] == rasa_says.intents[0][0]
        for text in texts
        if (ours_says := embedded.classify(text.text, text.lang))
        and (rasa_says := client.classify(text.text, text.lang))
    )
    assert same[True] / same.total() >= 0.5


def test_rasa_answers_nobody_without_the_token(rasa: Rasa) -> None:
    address = f"{rasa.url}/model/parse"
    assert requests.post(address, json={"text": "hi"}, timeout=10).status_code == 401
    wrong = requests.post(address, params={"token": "no"}, json={"text": "hi"}, timeout=10)
    assert wrong.status_code == 401
    assert RasaClassifier(rasa.url, "wrong" * 4).classify("hi", "en") is None


def test_there_is_no_channel_to_talk_to(rasa: Rasa) -> None:
    address = f"{rasa.url}/webhooks/rest/webhook"
    answer = requests.post(address, json={"sender": "me", "message": "hi"}, timeout=10)
    assert answer.status_code == 404


def test_nothing_of_a_text_is_printed_or_kept(rasa: Rasa, tmp_path: Path) -> None:
    assert RasaClassifier(rasa.url, TOKEN).classify("my zebra sleeps outside", "en") is not None
    requests.post(
        f"{rasa.url}/model/parse",
        params={"token": TOKEN},
        json={"text": "/zebra{"},
        timeout=10,
    )
    rasa.stop()
    assert "zebra" not in rasa.log.read_text()
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path != rasa.log]
    assert [path for path in kept if b"zebra" in path.read_bytes()] == []
