"""The released questionnaires for reading: what is asked, of whom, and where it goes in HMIS."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from admin.access import EVERYONE, allow
from admin.person import LANG
from bot.plain import HUD_REFUSED, HUD_UNKNOWN
from bot.wiring import Services
from intake import graph
from intake.definition import Choice, Question, Questionnaire
from store import conversations
from store.conversations import Use

UNUSED = Use(running=0, intakes=0)
MEANS = {"unknown": HUD_UNKNOWN, "refused": HUD_REFUSED}
# The picture brings its own style sheet, and nothing in it may do more than look.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@dataclass(frozen=True, slots=True)
class Line:
    """One question; ``choices`` with HUD's codes, ``asked_if`` in words, ``targets`` in HMIS."""

    question: Question
    choices: tuple[tuple[Choice, int | None], ...]
    asked_if: tuple[str, ...]
    targets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    asked_if: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One released definition; ``named`` explains the conditions that it calls by a name."""

    questionnaire: Questionnaire
    use: Use
    sections: tuple[Section, ...]
    named: tuple[str, ...]


def add_questionnaires(blueprint: Blueprint, services: Services) -> None:
    """Add the questionnaires and their pictures to a blueprint."""

    @blueprint.get("/questionnaires")
    @allow(EVERYONE)
    def questionnaires() -> ResponseReturnValue:
        """Show every released definition, the newest of each first."""
        with services.database.read() as session:
            use = conversations.use_by_definition(session)
        released = sorted(services.questionnaires.values(), key=lambda q: (q.id, -q.version))
        versions = [_version(each, use.get(each.name, UNUSED)) for each in released]
        return render_template("admin/questionnaires.html", versions=versions)

    @blueprint.get("/questionnaires/<name>/<lang>.svg")
    @allow(EVERYONE)
    def picture(name: str, lang: str) -> ResponseReturnValue:
        """Draw a definition."""
        questionnaire = services.questionnaires.get(name)
        if questionnaire is None or lang not in questionnaire.languages:
            abort(404)
        response = Response(graph.svg(questionnaire, lang), mimetype="image/svg+xml")
        response.headers["Content-Security-Policy"] = PICTURE_POLICY
        return response


def _version(questionnaire: Questionnaire, use: Use) -> Version:
    return Version(
        questionnaire,
        use,
        tuple(_sections(questionnaire)),
        tuple(graph.named(questionnaire, LANG)),
    )


def _sections(questionnaire: Questionnaire) -> Iterator[Section]:
    for section in questionnaire.sections:
        when = section.when
        asked_if = graph.in_words(when, questionnaire, LANG) if when is not None else ""
        lines = tuple(_line(question, questionnaire) for question in section.questions)
        yield Section(section.title[LANG], asked_if, lines)


def _line(question: Question, questionnaire: Questionnaire) -> Line:
    targets = []
    for target in question.hud:
        columns = target.columns.values() if target.columns else filter(None, [target.column])
        targets.append((target.element, f"{target.file}: {', '.join(columns)}"))
    return Line(
        question,
        choices=tuple((choice, _code(choice)) for choice in question.choices),
        asked_if=tuple(graph.asked_if(question, questionnaire, LANG)),
        targets=tuple(targets),
    )


def _code(choice: Choice) -> int | None:
    return choice.hud if choice.means is None else MEANS[choice.means]
