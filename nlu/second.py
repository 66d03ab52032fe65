"""Free words that the fixed rules did not read: an intent becomes a reading of the open question.

All thresholds stand here. What is read from a choice is read back to the person unless the
classifier is very sure; an act is done only when it is likely, and nothing is made of a text that
fits another question better, or nothing at all. Danger and carrier words never come this far.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from intake.answers import Refused, Several, Unknown, Value
from intake.definition import Choice, Kind, Question
from intake.reading import Act, Command, Context, OptOutPhrase, Reading, Understood
from nlu import answering, commands, crisis
from nlu.folding import clean, plain
from nlu.ranking import Classifier, Ranked, Source
from nlu.readers.read import SURE
from nlu.tapbacks import is_tapback
from nlu.training import OUT_OF_SCOPE

LONGEST = 400
# The lowest confidence of a reading that is read back.
LEAST = 0.6
_MOST = 0.9
# What the fixed rules found in a part of the text is doubted where the whole says another thing.
DOUBTED = 0.7
_BEYOND_DOUBT = 0.95
_SURELY_NOTHING = 0.8
_BY_A_PART = frozenset({"phrase", "yes_no", "part", "stem", "misspelled", "range", "labels"})


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Shares of the probability of what may be meant at the open question.

    ``choice`` and ``act`` are the least at which one is taken, ``sure`` that at which a choice
    counts without being read back; ``outright`` is the least share among all intents.
    """

    choice: float
    act: float
    sure: float
    outright: float


THRESHOLDS: Mapping[Source, Thresholds] = {
    "embedded": Thresholds(choice=0.5, act=0.7, sure=0.93, outright=0.2),
    # Rasa learns from counts that are not scaled, and is surer of itself than it may be.
    "rasa": Thresholds(choice=0.7, act=0.85, sure=0.98, outright=0.2),
}

COMMANDS: Mapping[str, Command] = {
    "act_skip": Command(Act.SKIP),
    "act_back": Command(Act.BACK),
    "act_why": Command(Act.WHY),
    "act_list": Command(Act.LIST),
    "act_help": Command(Act.HELP),
    "act_call_me": Command(Act.CALL_ME),
    "act_pause": Command(Act.PAUSE),
    "act_start_over": Command(Act.START_OVER),
    "act_language_en": Command(Act.LANGUAGE, "en"),
    "act_language_es": Command(Act.LANGUAGE, "es"),
    "act_greet": Command(Act.GREET),
    "act_thanks": Command(Act.THANKS),
    "act_goodbye": Command(Act.GOODBYE),
    "act_repeat": Command(Act.REPEAT),
    "act_bot_challenge": Command(Act.BOT),
}
_VALUES: Mapping[str, tuple[Act, Value]] = {
    "act_unknown": (Act.UNKNOWN, Unknown()),
    "act_refuse": (Act.REFUSE, Refused()),
}
_SIDES: Mapping[str, str] = {"act_affirm": "yes", "act_deny": "no"}
# The same words answer the question about tonight and the one about the night before.
_TWINS: Mapping[str, str] = {
    "prior_place": "sleep_tonight",
    "prior_stay_with": "stay_with",
    "prior_motel_payer": "motel_payer",
    "prior_home_kind": "home_kind",
    "prior_institution": "institution",
}
# Permission, language and the last check are given in so many words or not at all.
_IN_SO_MANY_WORDS = frozenset({"consent", "share", "language", "review"})


class FreeWords:
    """The second reader: the embedded classifier, with Rasa before it where there is one."""

    def __init__(self, embedded: Classifier, rasa: Classifier | None = None) -> None:
        self._embedded = embedded
        self._rasa = rasa

    def prepare(self, text: str) -> Ranked | None:
        """Ask Rasa about a text, before any transaction; None where the fixed rules are enough."""
        if self._rasa is None or _needs_no_classifier(text):
            return None
        return self._rasa.classify(text, "")

    def read(self, context: Context, text: str, ranked: Ranked | None = None) -> Reading | None:
        """Return what an intent means at the open question; no network, whatever was prepared."""
        ranked = ranked or self._embedded.classify(text[: 4 * LONGEST], context.lang)
        return None if ranked is None else meaning(context, text, ranked)

    def check(
        self, context: Context, text: str, reading: Understood, ranked: Ranked | None = None
    ) -> Understood:
        """Return the fixed rules' reading, to be read back where the classifier contradicts it."""
        if reading.confidence > _BEYOND_DOUBT or reading.method not in _BY_A_PART:
            return reading
        ranked = ranked or self._embedded.classify(text[: 4 * LONGEST], context.lang)
        if ranked is None or not _contradicts(meaning(context, text, ranked), reading, ranked):
            return reading
        return replace(reading, confidence=min(reading.confidence, DOUBTED))


def _contradicts(other: Reading | None, reading: Understood, ranked: Ranked) -> bool:
    if other is None:
        intent, share = ranked.intents[0]
        return intent == OUT_OF_SCOPE and share >= _SURELY_NOTHING
    return not (isinstance(other, Understood) and other.value == reading.value)


def _needs_no_classifier(text: str) -> bool:
    words = plain(text)
    return (
        not any(letter.isalpha() for letter in words)
        or len(words) > LONGEST
        or commands.carrier_word(text, opted_out=False) is not None
        or is_tapback(text)
        or bool(crisis.scan(text))
    )


@dataclass(frozen=True, slots=True)
class _Likely:
    """An intent, its share of what may be meant at the open question, and what it was said to."""

    intent: str
    share: float
    source: Source
    text: str
    context: Context

    @property
    def limits(self) -> Thresholds:
        return THRESHOLDS[self.source]

    def understood(self, value: Value) -> Understood | None:
        """Return the value as read: 0.6 to 0.79 is read back first, 0.8 and more counts."""
        least, sure = self.limits.choice, self.limits.sure
        if self.share < least:
            return None
        if self.share >= sure:
            confidence = SURE + (_MOST - SURE) * (self.share - sure) / (1 - sure)
        else:
            confidence = LEAST + (SURE - 0.01 - LEAST) * (self.share - least) / (sure - least)
        return Understood(value, clean(self.text), f"classifier:{self.source}", confidence)


def meaning(context: Context, text: str, ranked: Ranked) -> Reading | None:
    """Turn a ranking into a reading of the open question; None where nothing is likely enough."""
    possible = _possible(context.question)
    meant = [(name, share) for name, share in ranked.intents if _fits(name, possible)]
    total = sum(share for _, share in meant)
    if not total:
        return None
    intent, outright = meant[0]
    if intent == OUT_OF_SCOPE or outright < THRESHOLDS[ranked.source].outright:
        return None
    likely = _Likely(intent, outright / total, ranked.source, text, context)
    return _chosen(likely, possible[intent]) if intent in possible else _act(likely)


def _fits(intent: str, possible: Mapping[str, Choice]) -> bool:
    return intent in possible or intent == OUT_OF_SCOPE or intent.startswith("act_")


def _possible(question: Question | None) -> dict[str, Choice]:
    """Return the choices that intents may stand for at this question, by intent."""
    if question is None or question.role in _IN_SO_MANY_WORDS:
        return {}
    name = _TWINS.get(question.id, question.id)
    return {f"choice_{name}__{choice.id}": choice for choice in question.choices}


def _chosen(likely: _Likely, choice: Choice) -> Understood | None:
    question = likely.context.question
    value = answering.value_of(choice)
    if question is not None and question.kind is Kind.CHOICES and choice.means is None:
        value = Several((choice.id,))
    return likely.understood(value)


def _act(likely: _Likely) -> Reading | None:
    intent, context = likely.intent, likely.context
    if likely.share < likely.limits.act:
        return None
    if intent == "act_stop":
        return OptOutPhrase() if likely.share >= likely.limits.sure else None
    if intent in COMMANDS:
        command = COMMANDS[intent]
        offered = command.argument is None or command.argument in context.languages
        return command if offered else None
    if context.question is None:
        return None
    if intent in _VALUES:
        return _valued(likely, context.question)
    return _sided(likely, context.question)


def _valued(likely: _Likely, question: Question) -> Understood | None:
    """Read "don't know" or "rather not say": the choice that says so, or HUD's 8 and 9."""
    act, value = _VALUES[likely.intent]
    for choice in question.choices:
        said = (commands.act(label, likely.context.languages) for label in choice.label.values())
        if any(command is not None and command.act is act for command in said):
            value = answering.value_of(choice)
            break
    return likely.understood(value)


def _sided(likely: _Likely, question: Question) -> Understood | None:
    """Read a yes or a no as the one choice that says it outright."""
    if question.kind is not Kind.CHOICE or question.role in _IN_SO_MANY_WORDS:
        return None
    options = answering.options_of(question, likely.context)
    side = _SIDES.get(likely.intent)
    hits = [at for at, option in enumerate(options) if side and option.side == side]
    return _chosen(likely, question.choices[hits[0]]) if len(hits) == 1 else None
