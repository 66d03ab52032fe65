"""The embedded classifier, trained from the very examples that the product ships."""

import json
from datetime import date
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest

from intake.answers import Chosen, Refused, Several, Unknown
from intake.definition import Questionnaire
from intake.loading import library, newest
from intake.reading import Act, Command, Context, OptOutPhrase, Understood
from nlu import training
from nlu.classifier import EmbeddedClassifier, Model, load, load_or_train, save
from nlu.evaluating import Scored, alone, score_free_words
from nlu.folding import plain
from nlu.phrasebook import BadFrame, book, parse
from nlu.ranking import Ranked
from nlu.second import FreeWords, meaning

TODAY = date(2026, 6, 15)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def trained(folder: Path) -> EmbeddedClassifier:
    return load_or_train(folder)


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return newest(library(), "ce_intake")


@pytest.fixture(scope="module")
def scored(trained: EmbeddedClassifier, questionnaire: Questionnaire) -> Scored:
    texts = list(training.held_apart())
    return score_free_words("embedded", alone(trained), questionnaire, texts)


def ranked(*intents: tuple[str, float]) -> Ranked:
    return Ranked(intents, "embedded")


# --- the examples ---------------------------------------------------------------------------


def test_the_data_files_are_what_the_phrasebooks_make(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "grammar").symlink_to(training.PROJECT / "grammar")
    training.write(tmp_path)
    for path in [*training.data_files(), training.PROJECT / "domain.yml"]:
        made = tmp_path / path.relative_to(training.PROJECT)
        assert made.read_bytes() == path.read_bytes(), f"run python -m nlu.training: {path.name}"


def test_no_text_held_apart_was_learned_from() -> None:
    learned = {plain(each.text) for each in training.examples()}
    apart = [plain(each.text) for each in training.held_apart()]
    assert len(apart) > 3500
    assert not learned.intersection(apart)


@pytest.mark.parametrize("lang", training.LANGUAGES)
def test_there_are_enough_texts_that_mean_nothing(lang: str) -> None:
    texts = [e for e in training.examples() if e.lang == lang and e.intent == "out_of_scope"]
    assert len({plain(e.text) for e in texts}) >= 1500


def test_every_intent_is_learned_in_both_languages() -> None:
    by_lang = {
        lang: {e.intent for e in training.examples() if e.lang == lang}
        for lang in training.LANGUAGES
    }
    assert by_lang["en"] == by_lang["es"]


def test_every_choice_intent_names_a_choice_of_the_questionnaire(
    questionnaire: Questionnaire,
) -> None:
    for intent in {e.intent for e in training.examples() if e.intent.startswith("choice_")}:
        question, choice = intent.removeprefix("choice_").split("__")
        assert choice in questionnaire.by_id[question].choice_by_id, intent


def test_a_frame_that_is_not_closed_is_refused() -> None:
    for frame in ("(a|b", "a|b", "a)", "<nobody>", "[a|(b]"):
        with pytest.raises(BadFrame):
            parse(frame, {})


def test_frames_are_parted_for_good(tmp_path: Path) -> None:
    path = tmp_path / "some_en.yaml"
    path.write_text("intents:\n  act_x: |\n" + "".join(f"    word{n}\n" for n in range(12)))
    learn, apart = book(path).split("act_x", 6)
    assert len(apart) == 2
    assert sorted([*learn, *apart]) == sorted(f"word{n}" for n in range(12))
    assert book(path).split("act_x", 6) == (learn, apart)


# --- training and keeping -------------------------------------------------------------------


def test_a_kept_model_ranks_as_the_one_just_trained(
    trained: EmbeddedClassifier, folder: Path
) -> None:
    again = load_or_train(folder)
    assert len(list(folder.glob("*.npz"))) == 1
    for text in ("me quedo en la troca", "can we do the next one", "my dog is loud"):
        assert again.classify(text, "en") == trained.classify(text, "en")


def test_probabilities_make_one_and_come_in_order(trained: EmbeddedClassifier) -> None:
    found = trained.classify("sleeping in my truck", "en")
    assert found is not None
    shares = [share for _, share in found.intents]
    assert sum(shares) == pytest.approx(1.0, abs=1e-5)
    assert shares == sorted(shares, reverse=True)
    assert found.intents[0][0] == "choice_sleep_tonight__outside"


def test_a_text_without_a_known_feature_is_not_ranked(trained: EmbeddedClassifier) -> None:
    assert trained.classify("?!", "en") is None


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "classifier.npz"
    model = Model(("a",), {"x": 0}, *(np.ones(n, np.float32) for n in (1, 3, 1)))
    save(model, path)
    with pytest.raises(ValueError, match="fit neither"):
        load(path)


def test_a_pickle_is_never_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "classifier.npz"
    names = np.frombuffer(json.dumps({"intents": [], "features": []}).encode(), np.uint8)
    np.savez(path, names=names, rarity=np.array([{"run": "me"}], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        load(path)


# --- how well ---------------------------------------------------------------------------------
# The frames held apart use other words than those learned from: these floors tell that nothing
# got worse, not how people fare.


@pytest.mark.parametrize(("lang", "least"), [("en", 0.40), ("es", 0.39)])
def test_free_word_choices_of_unseen_frames(scored: Scored, lang: str, least: float) -> None:
    tally = scored.tally(lang, "choices")
    assert tally.share("right") >= least
    assert tally.share("wrong") <= 0.02


@pytest.mark.parametrize(("lang", "least"), [("en", 0.29), ("es", 0.32)])
def test_acts_of_unseen_frames(scored: Scored, lang: str, least: float) -> None:
    assert scored.tally(lang, "acts").share("right") >= least


@pytest.mark.parametrize("lang", ["en", "es"])
def test_what_means_nothing_is_not_forced_into_something(scored: Scored, lang: str) -> None:
    tally = scored.tally(lang, "nothing")
    assert tally.texts >= 500
    assert tally.share("wrong") + tally.share("read_back_wrong") <= 0.05


EVERYDAY = [
    ("en", "sleep_tonight", "crashing under the overpass", "outside"),
    ("en", "sleep_tonight", "my cousin lets me stay on her couch", "with_people"),
    ("es", "sleep_tonight", "nos quedamos en la troca con los niños", "outside"),
    ("es", "prior_place", "dormi en casa de mi comadre", "with_people"),
    ("es", "motel_payer", "la iglesia nos dio un vale", "agency"),
    ("en", "must_leave", "nobody is kicking us out", "no"),
    ("es", "dv", "me sali de la casa porque mi esposo me golpea", "now"),
    ("en", "contact_best", "leave a message at the library", "person_or_place"),
]


@pytest.mark.parametrize(("lang", "question", "text", "choice"), EVERYDAY)
def test_everyday_words_for_a_choice(
    trained: EmbeddedClassifier,
    questionnaire: Questionnaire,
    lang: str,
    question: str,
    text: str,
    choice: str,
) -> None:
    context = Context(questionnaire.by_id[question], lang, TODAY)
    read = FreeWords(trained).read(context, text)
    assert isinstance(read, Understood)
    assert read.value == Chosen(choice)
    assert read.words == text
    assert read.method == "classifier:embedded"
    assert 0.6 <= read.confidence <= 0.9


# --- what an intent means at the open question ------------------------------------------------


class At(Protocol):
    def __call__(
        self, question: str | None, languages: tuple[str, ...] = ("en", "es")
    ) -> Context: ...


@pytest.fixture
def at(questionnaire: Questionnaire) -> At:
    def context(question: str | None, languages: tuple[str, ...] = ("en", "es")) -> Context:
        asked = None if question is None else questionnaire.by_id[question]
        return Context(asked, "en", TODAY, languages=languages)

    return context


def test_a_likely_choice_is_read_back_and_a_very_likely_one_counts(at: At) -> None:
    for share, low, high in ((0.55, 0.6, 0.65), (0.9, 0.75, 0.79), (0.95, 0.8, 0.9)):
        meant = ranked(("choice_sleep_tonight__outside", share), ("out_of_scope", 1 - share))
        read = meaning(at("sleep_tonight"), "x", meant)
        assert isinstance(read, Understood)
        assert low <= read.confidence <= high


def test_a_choice_of_another_question_does_not_count_against_this_one(at: At) -> None:
    meant = ranked(
        ("choice_stay_with__family", 0.6),
        ("choice_sleep_tonight__with_people", 0.35),
        ("out_of_scope", 0.05),
    )
    read = meaning(at("sleep_tonight"), "x", meant)
    assert isinstance(read, Understood)
    assert read.value == Chosen("with_people")


def test_a_text_that_fits_another_question_far_better_is_not_forced_here(at: At) -> None:
    meant = ranked(
        ("choice_veteran__yes", 0.9), ("choice_sleep_tonight__motel", 0.09), ("out_of_scope", 0.01)
    )
    assert meaning(at("sleep_tonight"), "x", meant) is None


def test_out_of_scope_and_unlikely_are_nothing(at: At) -> None:
    assert meaning(at("dv"), "x", ranked(("out_of_scope", 0.5), ("choice_dv__no", 0.5))) is None
    weak = ranked(("choice_dv__no", 0.45), ("choice_dv__now", 0.3), ("out_of_scope", 0.25))
    assert meaning(at("dv"), "x", weak) is None


def test_several_choices_give_a_list(at: At) -> None:
    read = meaning(at("access_needs"), "x", ranked(("choice_access_needs__animal", 0.99)))
    assert isinstance(read, Understood)
    assert read.value == Several(("animal",))


@pytest.mark.parametrize("question", ["consent", "share_roi", "review", "lang"])
def test_permission_is_never_guessed(at: At, question: str) -> None:
    for intent in ("act_affirm", "act_deny", f"choice_{question}__yes", "choice_consent__no"):
        assert meaning(at(question), "x", ranked((intent, 1.0))) is None


def test_yes_and_no_become_the_choice_that_says_so(at: At) -> None:
    yes = meaning(at("safe_now"), "x", ranked(("act_affirm", 0.99), ("out_of_scope", 0.01)))
    no = meaning(at("must_leave"), "x", ranked(("act_deny", 0.99), ("out_of_scope", 0.01)))
    assert isinstance(yes, Understood)
    assert yes.value == Chosen("yes")
    assert isinstance(no, Understood)
    assert no.value == Chosen("no")
    assert meaning(at("sleep_tonight"), "x", ranked(("act_affirm", 0.99))) is None
    assert meaning(at("dob"), "x", ranked(("act_affirm", 0.99))) is None


def test_not_knowing_is_the_choice_that_says_it_or_the_value(at: At) -> None:
    known = ranked(("act_unknown", 0.99), ("out_of_scope", 0.01))
    values = {}
    for question in ("safe_now", "sleep_tonight", "dob"):
        read = meaning(at(question), "x", known)
        assert isinstance(read, Understood)
        values[question] = read.value
    assert values == {
        "safe_now": Chosen("not_sure"),
        "sleep_tonight": Unknown(),
        "dob": Unknown(),
    }
    refused = meaning(at("dob"), "x", ranked(("act_refuse", 0.99)))
    assert isinstance(refused, Understood)
    assert refused.value == Refused()


def test_acts_are_done_when_likely(at: At) -> None:
    assert meaning(at("dob"), "x", ranked(("act_skip", 0.8), ("out_of_scope", 0.2))) == Command(
        Act.SKIP
    )
    assert meaning(at("dob"), "x", ranked(("act_skip", 0.6), ("out_of_scope", 0.4))) is None
    assert meaning(at(None), "x", ranked(("act_call_me", 0.9))) == Command(Act.CALL_ME)


def test_only_a_language_that_is_offered_is_switched_to(at: At) -> None:
    meant = ranked(("act_language_es", 0.99))
    assert meaning(at("dob"), "x", meant) == Command(Act.LANGUAGE, "es")
    assert meaning(at("dob", languages=("en",)), "x", meant) is None


def test_an_opt_out_is_read_only_when_very_sure(at: At) -> None:
    assert meaning(at("dob"), "x", ranked(("act_stop", 0.99))) == OptOutPhrase()
    assert meaning(at("dob"), "x", ranked(("act_stop", 0.9), ("out_of_scope", 0.1))) is None


# --- which classifier is asked ----------------------------------------------------------------


class Played:
    """A classifier that says what it is told and remembers what it was asked."""

    def __init__(self, says: Ranked | None) -> None:
        self.says = says
        self.asked: list[str] = []

    def classify(self, text: str, lang: str) -> Ranked | None:
        assert len(lang) in (0, 2)
        self.asked.append(text)
        return self.says


SKIP = ranked(("act_skip", 0.99))


def test_rasa_is_asked_before_and_never_while_reading(at: At) -> None:
    rasa, embedded = Played(Ranked((("act_back", 0.99),), "rasa")), Played(SKIP)
    free_words = FreeWords(embedded, rasa)
    prepared = free_words.prepare("the earlier one")
    assert free_words.read(at("dob"), "the earlier one", prepared) == Command(Act.BACK)
    assert embedded.asked == []
    assert free_words.read(at("dob"), "the earlier one") == Command(Act.SKIP)
    assert rasa.asked == ["the earlier one"]


def test_where_rasa_cannot_say_the_embedded_one_does(at: At) -> None:
    free_words = FreeWords(Played(SKIP), Played(None))
    prepared = free_words.prepare("next")
    assert prepared is None
    assert free_words.read(at("dob"), "next", prepared) == Command(Act.SKIP)


@pytest.mark.parametrize(
    "text", ["STOP", "2", "👍", "", "i want to kill myself", 'Liked "Which city?"', "word " * 200]
)
def test_what_needs_no_classifier_leaves_this_machinealone(text: str) -> None:
    rasa = Played(SKIP)
    assert FreeWords(Played(SKIP), rasa).prepare(text) is None
    assert rasa.asked == []


def test_a_reading_from_a_part_is_doubted_where_the_whole_says_another_thing(at: At) -> None:
    free_words = FreeWords(Played(ranked(("choice_access_needs__sign_language", 0.99))))
    read = Understood(Several(("no_stairs",)), "no oigo nada", "yes_no", 0.9)
    assert free_words.check(at("access_needs"), "no oigo nada", read).confidence == 0.7
    same = Understood(Several(("sign_language",)), "sordo", "phrase", 0.9)
    assert free_words.check(at("access_needs"), "sordo", same) is same
    exact = Understood(Several(("no_stairs",)), "1", "position", 0.97)
    assert free_words.check(at("access_needs"), "1", exact) is exact
