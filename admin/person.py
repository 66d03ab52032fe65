"""What both the queue and the record say of a person, out of the stored answers."""

from collections.abc import Iterable, Mapping

from bot.labels import in_words
from bot.wiring import Services
from intake.answers import Refused, Unknown
from intake.definition import Kind, Question, Questionnaire
from intake.urgency import rules
from store import staff
from store.answers import AnswerRow
from store.engine import Session
from store.intakes import IntakeRow

LANG = "en"  # of staff pages
_TONIGHT = "CurrentLivingSituation"  # 4.12, a file and its column
_AREA = "LocationDetails"


class Person:
    """The standing answers of one person, in words."""

    def __init__(
        self, services: Services, questionnaire: Questionnaire, rows: Iterable[AnswerRow]
    ) -> None:
        self._words = services.wording.words
        self._questionnaire = questionnaire
        self._rows = {row.key: row for row in rows if row.on_path}

    @property
    def name(self) -> str | None:
        """The name they go by; None if they gave none."""
        asked = (q for q in self._questionnaire.questions() if q.kind is Kind.NAME)
        return self._given(next(asked, None))

    @property
    def tonight(self) -> str | None:
        """Where they sleep tonight; the closer answer (a friend's place) where there is one."""
        targets = [
            self._given(question)
            for question in self._questionnaire.questions()
            if _fills(question, _TONIGHT)
        ]
        return " – ".join(words for words in targets if words) or None

    @property
    def area(self) -> str | None:
        """The city or ZIP code they are in."""
        asked = (q for q in self._questionnaire.questions() if _fills(q, _AREA))
        return self._given(next(asked, None))

    def _given(self, question: Question | None) -> str | None:
        row = self._rows.get(question.id) if question else None
        if question is None or row is None:
            return None
        value = row.answer.value
        if isinstance(value, Unknown | Refused):
            return None
        return in_words(question, value, LANG, self._words)


def questions_told(questionnaires: Iterable[Questionnaire]) -> frozenset[str]:
    """Return the ids of the questions whose answers a ``Person`` looks at."""
    return frozenset(
        question.id
        for questionnaire in questionnaires
        for question in questionnaire.questions()
        if question.kind is Kind.NAME or _fills(question, _TONIGHT) or _fills(question, _AREA)
    )


def reasons(intake: IntakeRow) -> list[tuple[str, str]]:
    """Return the reasons for an urgency as words and the id of the question behind each."""
    words = {rule.id: rule.words[LANG] for rule in rules().rules}
    return [
        (words.get(reason["rule"], reason["rule"]), reason.get("question", ""))
        for reason in intake.reasons
    ]


def staff_names(session: Session) -> Mapping[str, str]:
    """Return the names of all accounts, closed ones too, by id."""
    return {str(row.id): row.name for row in staff.everyone(session)}


def _fills(question: Question, column: str) -> bool:
    return any(t.file == _TONIGHT and t.column == column for t in question.hud)
