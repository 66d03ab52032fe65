"""Problems of the words: missing languages, marks, price as SMS, reading grade, reserved words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intake.checks_routing import located_questions
from intake.comparing import folded
from intake.definition import Kind, Question
from intake.grading import grade
from intake.loading import Loaded, Problem
from intake.showing import PLACEHOLDERS, fill, placeholders
from intake.strict_yaml import Data, Location, Source
from intake.texting import fit_gsm, segments

HIGHEST_GRADE = 6.0
MOST_SEGMENTS = {"en": 2}
MOST_SEGMENTS_ELSEWHERE = 4

# What carriers and the FCC reserve (47 CFR 64.1200(a)(10), Twilio's default keywords), and the
# Spanish words that mean the same. A choice of that name would end the texts instead.
RESERVED = frozenset(
    {"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"}
    | {"start", "unstop", "help", "info"}
    | {"alto", "parar", "pare", "baja", "cancelar", "ayuda"}
)
# Words of the trade that people who need help should not have to know.
JARGON = frozenset(
    {"hmis", "assessment", "assessments", "eligible", "eligibility", "prioritization"}
    | {"elegible", "elegibilidad", "priorización"}
)

# The longest that each mark is taken to become; a list may be of any length and is not counted.
_LENGTHS = {"agency": 30, "n": 2, "count": 2, "name": 20, "topic": 30, "guess": 40, "dv_text": 5}
_LENGTH_ELSEWHERE = 14  # a phone number
_FILLING = {name: "x" * length for name, length in _LENGTHS.items()}
_UNBALANCED = re.compile(r"\{(?!\w+\})|(?<!\w)\}")


@dataclass(frozen=True)
class _Part:
    """One text in all its languages; ``read`` marks what is sent and read as a sentence."""

    at: Location
    texts: Mapping[str, str]
    read: bool = False


def problems(loaded: Loaded) -> Iterator[Problem]:
    """Yield the problems of a definition's texts."""
    wording = _Wording(loaded.source, loaded.questionnaire.languages)
    yield from wording.parts(_titles(loaded), PLACEHOLDERS)
    named = False
    for at, question in located_questions(loaded):
        parts = list(_parts(at, question))
        yield from wording.parts(parts, PLACEHOLDERS)
        yield from _fed(loaded, parts, question, named=named)
        yield from wording.choices(at, question)
        yield from wording.price((*at, "ask"), question.ask, _lines(question))
        if question.role != "consent":
            yield from wording.one_question((*at, "ask"), question.ask)
        named = named or question.kind in (Kind.NAME, Kind.MEMBER)


def message_problems(source: Source, languages: Sequence[str]) -> list[Problem]:
    """Return the problems of the bot's own words, wherever in the file texts stand."""
    wording = _Wording(source, languages)
    found = [*wording.parts(_message_parts((), source.data), None)]
    for at, prompt in _prompts((), source.data):
        labels = [choice["label"] for choice in prompt.get("choices", ())]
        found += wording.price((*at, "ask"), prompt["ask"], labels)
        found += wording.one_question((*at, "ask"), prompt["ask"])
        for n, label in enumerate(labels):
            found += wording.reserved((*at, "choices", n, "label"), label)
    return sorted(set(found), key=lambda problem: (problem.line, problem.rule, problem.message))


@dataclass(frozen=True)
class _Wording:
    source: Source
    languages: Sequence[str]

    def _problem(self, at: Location, message: str, rule: str) -> Problem:
        return Problem(self.source.file, self.source.line(at), message, rule)

    def parts(
        self, parts: Sequence[_Part] | Iterator[_Part], known: frozenset[str] | None
    ) -> Iterator[Problem]:
        for part in parts:
            yield from self._languages(part)
            yield from self._marks(part, known)
            for lang, text in part.texts.items():
                yield from self._jargon((*part.at, lang), text)
                if part.read:
                    yield from self._grade((*part.at, lang), text, lang)
            if part.read and part.at[-1] != "ask":
                yield from self.price(part.at, part.texts, ())

    def _languages(self, part: _Part) -> Iterator[Problem]:
        name = part.at[-1]
        for lang in self.languages:
            if lang not in part.texts:
                yield self._problem(part.at, f"{name} has no text in {lang!r}", "missing-text")
        for lang in part.texts:
            if lang not in self.languages:
                message = f"{name} has a text in {lang!r}, which is not a language of this file"
                yield self._problem((*part.at, lang), message, "extra-text")

    def _marks(self, part: _Part, known: frozenset[str] | None) -> Iterator[Problem]:
        first: frozenset[str] | None = None
        for lang, text in part.texts.items():
            here = (*part.at, lang)
            found = placeholders(text)
            if _UNBALANCED.search(text):
                yield self._problem(here, "a brace that is no {mark}", "placeholder")
            for mark in sorted(found - known) if known is not None else ():
                yield self._problem(here, f"no such mark: {{{mark}}}", "placeholder")
            first = found if first is None else first
            if found != first:
                marks = ", ".join(sorted(found ^ first))
                message = f"not the same marks in every language: {marks}"
                yield self._problem(here, message, "placeholder")

    def _jargon(self, at: Location, text: str) -> Iterator[Problem]:
        for word in sorted(set(re.findall(r"\w+", text.lower())) & JARGON):
            yield self._problem(at, f"a word of the trade: {word}", "jargon")

    def _grade(self, at: Location, text: str, lang: str) -> Iterator[Problem]:
        measured = grade(text, lang)
        if measured is not None and measured > HIGHEST_GRADE:
            message = f"reading grade {measured:.1f} is over {HIGHEST_GRADE:.0f}"
            yield self._problem(at, message, "grade")

    def price(
        self, at: Location, stem: Mapping[str, str], labels: Sequence[Mapping[str, str]]
    ) -> Iterator[Problem]:
        """Count the segments of a stem with its numbered choices, as it leaves by SMS."""
        for lang, text in stem.items():
            if "list" in placeholders(text) or any(lang not in label for label in labels):
                continue
            lines = [text, *(f"{n} {label[lang]}" for n, label in enumerate(labels, 1))]
            whole = "\n".join(lines)
            values = {m: _FILLING.get(m, "x" * _LENGTH_ELSEWHERE) for m in placeholders(whole)}
            cost = segments(fit_gsm(fill(whole, values)))
            most = MOST_SEGMENTS.get(lang, MOST_SEGMENTS_ELSEWHERE)
            if cost.count > most:
                message = f"{cost.count} SMS segments ({cost.encoding}), {most} at most"
                yield self._problem((*at, lang), message, "segments")

    def one_question(self, at: Location, texts: Mapping[str, str]) -> Iterator[Problem]:
        for lang, text in texts.items():
            if text.count("?") > 1:
                message = "more than one question in a message"
                yield self._problem((*at, lang), message, "two-questions")

    def choices(self, at: Location, question: Question) -> Iterator[Problem]:
        taken: dict[tuple[str, str], str] = {}
        for c, choice in enumerate(question.choices):
            here = (*at, "choices", c)
            yield from self.reserved((*here, "label"), choice.label)
            for lang, words in choice.synonyms.items():
                if lang not in self.languages:
                    message = f"synonyms in {lang!r}, which is not a language of this file"
                    yield self._problem((*here, "synonyms", lang), message, "extra-text")
                for word in words:
                    yield from self.reserved((*here, "synonyms", lang), {lang: word})
            said = [*choice.label.items()]
            said += [(lang, word) for lang, words in choice.synonyms.items() for word in words]
            for lang, word in said:
                owner = taken.setdefault((lang, folded(word)), choice.id)
                if owner != choice.id:
                    message = f"{word!r} already means {owner!r}"
                    yield self._problem(here, message, "ambiguous")

    def reserved(self, at: Location, texts: Mapping[str, str]) -> Iterator[Problem]:
        for lang, text in texts.items():
            if folded(text).replace(" ", "") in RESERVED:
                message = f"{text!r} is a carrier keyword"
                yield self._problem((*at, lang), message, "keyword")


def _titles(loaded: Loaded) -> Iterator[_Part]:
    yield _Part(("title",), loaded.questionnaire.title)
    for s, section in enumerate(loaded.questionnaire.sections):
        yield _Part(("sections", s, "title"), section.title)


def _parts(at: Location, question: Question) -> Iterator[_Part]:
    yield _Part((*at, "topic"), question.topic)
    yield _Part((*at, "ask"), question.ask, read=True)
    for name, texts in (("why", question.why), ("retry", question.retry)):
        if texts is not None:
            yield _Part((*at, name), texts, read=True)
    for c, choice in enumerate(question.choices):
        yield _Part((*at, "choices", c, "label"), choice.label)
        if choice.say is not None:
            yield _Part((*at, "choices", c, "say"), choice.say, read=True)


def _lines(question: Question) -> list[Mapping[str, str]]:
    return [] if question.bare else [choice.label for choice in question.choices]


def _fed(
    loaded: Loaded, parts: Sequence[_Part], question: Question, *, named: bool
) -> Iterator[Problem]:
    """Refuse a mark that nothing can have filled in where the text is shown."""
    empty = set()
    if not named:
        empty.add("name")
    if question.repeat is None:
        empty.add("n")
    if question.role != "review":
        empty.add("list")
    for part in parts:
        for lang, text in part.texts.items():
            for mark in sorted(placeholders(text) & empty):
                message = f"nothing fills {{{mark}}} here"
                yield loaded.problem((*part.at, lang), message, "placeholder-empty")


def _message_parts(at: Location, node: Data) -> Iterator[_Part]:
    if isinstance(node, list):
        for n, item in enumerate(node):
            yield from _message_parts((*at, n), item)
    if not isinstance(node, dict):
        return
    texts = {key: value for key, value in node.items() if isinstance(value, str)}
    if texts and all(re.fullmatch(r"[a-z]{2}", key) and key != "id" for key in node):
        yield _Part(at, texts, read=at[-1:] != ("label",))
        return
    for key, value in node.items():
        yield from _message_parts((*at, key), value)


def _prompts(at: Location, node: Data) -> Iterator[tuple[Location, dict[str, Any]]]:
    if not isinstance(node, dict):
        return
    if isinstance(node.get("ask"), dict):
        yield at, node
        return
    for key, value in node.items():
        yield from _prompts((*at, key), value)
